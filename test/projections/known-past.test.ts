// The remembered past of streams: at every moment what folding the events anew gives, and read from the log only once.

import { grouped, streamOf, task } from "@taizhang/domain";
import { taskId } from "@taizhang/domain/testing/people";
import { type EventLog, LogUnavailable, memoryLog, type StoredEvent, UnreadableEvent } from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import {
  type Documents,
  documentsAfter,
  knownPast,
  planCard,
  taskReports,
  unitDirectory,
  unitLedger,
} from "@taizhang/projections";
import { expect, test } from "vitest";
import { storyLog } from "../support/story.ts";
import { oneTask } from "./one-task.ts";

const stream = streamOf(task, taskId);

/** A log that counts what is read of streams, and how often it is followed. */
function counted(log: EventLog) {
  const count = { reads: 0, followed: 0 };
  const counting: EventLog = {
    ...log,
    read(...args) {
      count.reads += 1;
      return log.read(...args);
    },
    follow(...args) {
      count.followed += 1;
      return log.follow(...args);
    },
  };
  return { log: counting, count };
}

/** What folding events anew gives. */
const anew = <Doc>(of: Documents<Doc>, events: readonly StoredEvent[]) => ({
  docs: documentsAfter(of, events),
  position: events.at(-1)?.position ?? null,
});

const bounds = { folds: 100_000, shown: 100, instants: 100, events: 100, followingMs: 60_000, lookEveryMs: 0 };
const nth = (events: readonly StoredEvent[], at: number) => events.at(at) ?? expect.fail(`there is no event ${at}`);

test("at every position and instant of the story it shows what folding anew does, and reads each stream once a model", async () => {
  const { log, count } = counted(await storyLog());
  const byStream = grouped(await everything(log), ({ stream }) => stream);
  count.followed = 0;
  const past = knownPast(log, bounds);
  const shown: readonly Documents<unknown>[] = [unitLedger, taskReports, planCard, unitDirectory];
  for (const [name, events] of byStream) {
    for (const of of shown) {
      for (const { position, meta } of events.filter((_event, at) => at % 20 === 0 || at === events.length - 1)) {
        const before = events.filter((event) => event.position < position);
        expect(await past.at(of, name, { position: position - 1n })).toEqual(anew(of, before));
        const instant = Date.parse(meta.happenedAt);
        const until = events.filter((event) => Date.parse(event.meta.happenedAt) <= instant);
        expect(await past.at(of, name, { instant, seen: null })).toEqual(anew(of, until));
      }
    }
  }
  expect(count).toEqual({ reads: byStream.size * shown.length, followed: 0 });
});

test("what is appended later is followed before it is asked for, and not read again", async () => {
  const { log: own, report } = await oneTask();
  const { log, count } = counted(own);
  const past = knownPast(log, bounds);
  const now = () => ({ instant: Number.POSITIVE_INFINITY, seen: null });
  await past.at(unitLedger, stream, now());
  await report(3);
  const events = await everything(own);
  expect(await past.at(unitLedger, stream, now())).toEqual(anew(unitLedger, events));
  await report();
  const more = await everything(own);
  const { position } = nth(more, -1);
  expect(await past.at(unitLedger, stream, { position })).toEqual(anew(unitLedger, more));
  expect(await past.at(unitLedger, stream, { position: nth(more, -2).position })).toEqual(anew(unitLedger, events));
  expect(count).toEqual({ reads: 1, followed: 2 });
});

test("when the last event of a region up to a position happened is looked for once, beyond the log and while it is not sure every time", async () => {
  const { log } = await oneTask();
  const asked: bigint[] = [];
  const past = knownPast({
    ...log,
    eventAt(position) {
      asked.push(position);
      return log.eventAt(position);
    },
  });
  const events = await everything(log);
  const [first, last] = [nth(events, 0), nth(events, -1)];
  const { regionId } = first.meta;
  let looked = 0;
  const happenedAt = (region: string, position: bigint, found: bigint | null, isSure = true) =>
    past.lastHappenedAt(region, { position }, async () => {
      looked += 1;
      return { position: found, isSure };
    });
  const [before, behind, beyond] = [1n, first.position + 1n, last.position + 1000n];
  for (const _twice of [1, 2]) {
    expect(await happenedAt(regionId, first.position, null)).toBe(first.meta.happenedAt);
    expect(await happenedAt(regionId, before, null)).toBeNull();
    expect(await happenedAt(regionId, behind, first.position)).toBe(first.meta.happenedAt);
  }
  expect(asked.filter((position) => position !== last.position)).toEqual([
    ...[first.position, before, behind, first.position],
  ]);
  // Where it is not at the position itself it is looked for.
  expect(looked).toBe(2);
  // Another region has nothing there.
  for (const _twice of [1, 2]) expect(await happenedAt("500155", first.position, null)).toBeNull();
  expect(looked).toBe(3);
  for (const _twice of [1, 2]) {
    expect(await happenedAt(regionId, beyond, last.position)).toBe(last.meta.happenedAt);
    expect(await happenedAt("500155", last.position, null, false)).toBeNull();
  }
  expect(looked).toBe(7);
});

test("a moment stays as it was first answered, whatever is appended meanwhile", async () => {
  const { log, report } = await oneTask();
  const past = knownPast(log, bounds);
  const now = { instant: Number.POSITIVE_INFINITY, seen: null };
  const first = await past.at(unitLedger, stream, now);
  await report();
  expect(await past.at(unitLedger, stream, now)).toEqual(first);
});

test("where the log was looked at a moment ago it is looked at again only for what somebody has seen in it", async () => {
  const { log: own, report } = await oneTask();
  const { log, count } = counted(own);
  const past = knownPast(log, { ...bounds, lookEveryMs: Number.POSITIVE_INFINITY });
  const now = (seen: bigint | null) => ({ instant: Number.POSITIVE_INFINITY, seen });
  const before = await everything(own);
  expect(await past.at(unitLedger, stream, now(null))).toEqual(anew(unitLedger, before));
  await report();
  const after = await everything(own);
  expect(await past.at(unitLedger, stream, now(nth(before, -1).position))).toEqual(anew(unitLedger, before));
  expect(count.followed).toBe(0);
  expect(await past.at(unitLedger, stream, now(nth(after, -1).position))).toEqual(anew(unitLedger, after));
  await report();
  const { position } = nth(await everything(own), -1);
  expect(await past.at(unitLedger, stream, { position })).toEqual(anew(unitLedger, await everything(own)));
  expect(count).toEqual({ reads: 1, followed: 2 });
});

test("where the log has gone further than is followed, streams are read anew", async () => {
  const { log: own, report } = await oneTask();
  const { log, count } = counted(own);
  const past = knownPast(log, bounds);
  await past.at(unitLedger, stream, { instant: 0, seen: null });
  await report(bounds.events + 1);
  expect(await past.at(unitLedger, stream, { instant: Number.POSITIVE_INFINITY, seen: null })).toEqual(
    anew(unitLedger, await everything(own)),
  );
  expect(count).toEqual({ reads: 2, followed: 1 });
});

test("more folds than may be remembered are not, and the answers are the same", async () => {
  const { log: own, report } = await oneTask();
  await report(10);
  const { log, count } = counted(own);
  const past = knownPast(log, { ...bounds, folds: 10 });
  for (let time = 0; time < 2; time++) {
    expect(await past.at(taskReports, stream, { instant: Number.POSITIVE_INFINITY, seen: null })).toEqual(
      anew(taskReports, await everything(own)),
    );
  }
  expect(count.reads).toBe(2);
});

test("after the log was restored, nothing is shown that is in it no more", async () => {
  let restorable: RestorableLog | undefined;
  const { report, forget } = await oneTask((now) => {
    restorable = restorableLog(now);
    return restorable.log;
  });
  const { log, restore } = restorable ?? expect.fail("no log was made");
  await report(2);
  const past = knownPast(log, bounds);
  const { position } = nth(await everything(log), -1);
  const before = await past.at(taskReports, stream, { position });
  await restore(nth(await everything(log), -2).position);
  forget(1);
  await report(1, "恢复之后另报的进展");
  const after = await past.at(taskReports, stream, { position });
  expect(after).toEqual(anew(taskReports, await everything(log)));
  expect(after).not.toEqual(before);
});

test("moments before an event that cannot be read are shown, and no others, whether it is read or followed", async () => {
  const { log, report } = await oneTask();
  await report();
  const followed = knownPast(log, bounds);
  const { position, revision, ...last } = nth(await everything(log), -1);
  const until = await followed.at(unitLedger, stream, { position });
  const strange = { ...last, id: "11111111-1111-4111-8111-111111111111", fact: JSON.parse('{"type":"Strange"}') };
  await log.append(stream, revision, [strange]);
  const head = (await log.head()) ?? expect.fail("the log is empty");
  for (const past of [followed, knownPast(log, bounds)]) {
    await expect(past.at(unitLedger, stream, { position: head })).rejects.toThrow(UnreadableEvent);
    await expect(past.at(unitLedger, stream, { instant: 0, seen: null })).rejects.toThrow(UnreadableEvent);
    expect(await past.at(unitLedger, stream, { position: head - 1n })).toEqual(until);
  }
});

test("while the log does not answer nothing is shown; afterwards everything is", async () => {
  const { log: own, report } = await oneTask();
  await report();
  let isAway = false;
  const past = knownPast(
    {
      ...own,
      eventAt: (position) => (isAway ? Promise.reject(new LogUnavailable("away")) : own.eventAt(position)),
    },
    bounds,
  );
  const { position } = nth(await everything(own), -1);
  const before = await past.at(unitLedger, stream, { position });
  isAway = true;
  await expect(past.at(unitLedger, stream, { position })).rejects.toThrow(LogUnavailable);
  isAway = false;
  expect(await past.at(unitLedger, stream, { position })).toEqual(before);
});

test("an empty log has no past", async () => {
  const past = knownPast(
    memoryLog(() => "2021-01-01T00:00:00.000Z"),
    bounds,
  );
  expect(await past.at(unitLedger, stream, { instant: 0, seen: null })).toEqual({
    docs: new Map(),
    position: null,
  });
});
