// The auditor's verifier: says that an archive is what was logged, or names the first place that differs.
//
// How exactly it can name that place is a matter of evidence:
// - A held checkpoint says only that something before its size differs. The place lies behind the last checkpoint that fits
//   and before the size of the first that does not; with one a minute, that is what happened in a minute.
// - Recorded hashes of leaves give the place itself. Nobody has to trust them: they count only where they give the root of
//   the checkpoint that does not fit. To make them lie, one would have to find other hashes with the same root.
// - Checkpoints that came with the archive are signed by the log, so that only somebody with the log's key could have made
//   them anew. They narrow the span. Where the log has signed both what the archive has and what it has not, its key has
//   told two histories: that is said, and nothing is narrowed by it.
// - A revision that is missing in a stream is named, too. It is all there is where no checkpoint reaches.
import { type Evidence, headsOf } from "./evidence.ts";
import { examination } from "./examination.ts";
import type { ArchivedEvent } from "./leaf.ts";
import type { Verdict } from "./verdict.ts";

/** Verifies an archive, its events in the order of its log. Reads each event once, and keeps none. */
export async function verifyArchive(
  events: Iterable<ArchivedEvent> | AsyncIterable<ArchivedEvent>,
  evidence: Evidence,
): Promise<Verdict> {
  const heads = headsOf(evidence);
  if ("kind" in heads) return heads;
  const examined = examination(evidence.digest);
  const archive = each(events);
  const records = each(evidence.recorded ?? []);
  let judged = 0;
  try {
    for (let index = 0; ; index++) {
      for (let head = heads[judged]; head?.size === index; head = heads[++judged]) examined.judge(head);
      const event = await nextOf(archive);
      // Behind the last checkpoint nothing could bear them out.
      const recorded = judged < heads.length ? await nextOf(records) : null;
      examined.next(event, recorded);
      if (event === null && recorded === null) break;
    }
  } finally {
    await archive.return();
    await records.return();
  }
  for (const head of heads.slice(judged)) examined.judge(head);
  return examined.verdict();
}

async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void> {
  yield* items;
}

async function nextOf<T>(items: AsyncGenerator<T, void>): Promise<T | null> {
  const { done, value } = await items.next();
  return done ? null : value;
}
