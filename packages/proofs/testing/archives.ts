// Archives for tests: a region's events as a year might bring them, the log that was kept of them, and ways to alter them.

import type { ArchivedEvent } from "../src/leaf.ts";
import { leafBytes } from "../src/leaf.ts";
import type { TreeHead } from "../src/verify-proof.ts";
import { logOf, sha256 } from "./trees.ts";

/** Gives numbers from 0 up to, but without `below`, the same for the same seed. */
export function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** An event of one of a few streams, with bytes as a ledger's are. */
function eventOf(number: number, stream: string, revision: number, words: string): ArchivedEvent {
  return {
    stream,
    revision,
    id: `00000000-0000-5000-8000-${number.toString(16).padStart(12, "0")}`,
    type: revision === 0 ? "TaskOpened" : "ProgressReported",
    contentType: "application/json",
    data: Buffer.from(JSON.stringify({ reportedOn: "2021-09-15", progress: { text: `${words}${number}` } })),
    metadata: Buffer.from(JSON.stringify({ regionId: "420381", commandId: `c-${words}-${number}` })),
  };
}

/** Events of a region in the order of its log; every stream counts its revisions. */
export function yearOf(count: number, draw: (below: number) => number, words = "进展"): ArchivedEvent[] {
  return continued([], count, draw, words);
}

/** Events with more behind them. */
export function continued(
  events: readonly ArchivedEvent[],
  count: number,
  draw: (below: number) => number,
  words: string,
): ArchivedEvent[] {
  const all = [...events];
  const next = new Map<string, number>();
  for (const { stream } of events) next.set(stream, (next.get(stream) ?? 0) + 1);
  while (all.length < events.length + count) {
    const stream = `task-${draw(12)}`;
    const revision = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    all.push(eventOf(all.length, stream, revision, words));
  }
  return all;
}

/** What the log kept of events: the hash of every leaf, and a checkpoint at each of the sizes. */
export async function keptOf(events: readonly ArchivedEvent[], sizes: readonly number[]) {
  const leafHashes = events.map((event) => sha256.leaf(leafBytes(event)));
  const log = await logOf(leafHashes);
  const heads: TreeHead[] = [];
  for (const size of sizes) heads.push({ size, root: await log.root(size) });
  return { leafHashes, log, heads };
}

/** The ways in which a log can be altered. Each gives other events, of which the first `from` are as they were. */
export const tamperings = ["edit", "delete", "insert", "swap", "cutAndRegrow", "oldBackup"] as const;

/** Alters events at a place before `covered`. */
export function tampered(
  how: (typeof tamperings)[number],
  events: readonly ArchivedEvent[],
  covered: number,
  draw: (below: number) => number,
): ArchivedEvent[] {
  const at = draw(covered);
  const event = events[at];
  if (!event) throw new Error("the place is in the log");
  switch (how) {
    case "edit":
      return events.with(at, edited(event, draw));
    case "delete":
      return renumbered(events.toSpliced(at, 1), draw);
    case "insert":
      return renumbered(events.toSpliced(at, 0, eventOf(events.length, event.stream, event.revision, "加入")), draw);
    case "swap": {
      const other = (at + 1 + draw(events.length - 1)) % events.length;
      return events.with(at, events[other] ?? event).with(other, event);
    }
    case "cutAndRegrow":
      return continued(events.slice(0, at), events.length - at, draw, "重写");
    case "oldBackup":
      // What was restored lacks the last events; sometimes new ones have come since, as many or fewer.
      return continued(events.slice(0, at), draw(2) * draw(events.length - at), draw, "恢复后");
  }
}

/** One bit, one field, or one of the bytes is another. */
function edited(event: ArchivedEvent, draw: (below: number) => number): ArchivedEvent {
  const flipped = (bytes: Uint8Array) => {
    const at = draw(bytes.length);
    return Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ (1 << draw(7)) : byte));
  };
  const ways: readonly (() => ArchivedEvent)[] = [
    () => ({ ...event, data: flipped(event.data) }),
    () => ({ ...event, metadata: flipped(event.metadata) }),
    () => ({ ...event, type: `${event.type}2` }),
    () => ({ ...event, contentType: "application/octet-stream" }),
    () => ({ ...event, id: event.id.replace("8000", "9000") }),
    () => ({ ...event, stream: `${event.stream}0` }),
    () => ({ ...event, revision: event.revision + 1 }),
    () => ({ ...event, data: Buffer.of() }),
  ];
  return (ways[draw(ways.length)] ?? (() => event))();
}

/** As one who covers the traces would: half the time the revisions count on without a gap. */
function renumbered(events: readonly ArchivedEvent[], draw: (below: number) => number): ArchivedEvent[] {
  if (draw(2) === 0) return [...events];
  const next = new Map<string, number>();
  return events.map((event) => {
    const revision = next.get(event.stream) ?? 0;
    next.set(event.stream, revision + 1);
    return { ...event, revision };
  });
}

/** The first place at which two lists of events differ; null if the first `covered` events are the same. */
export function firstDifference(
  events: readonly ArchivedEvent[],
  others: readonly ArchivedEvent[],
  covered: number,
): number | null {
  for (let at = 0; at < covered; at++) {
    const [one, other] = [events[at], others[at]];
    if (!one || !other || Buffer.compare(leafBytes(one), leafBytes(other)) !== 0) return at;
  }
  return null;
}
