// The log as many followers share it: whoever joins, whenever and from wherever, gets what a follower of its own would get.
import { setImmediate as macrotask } from "node:timers/promises";
import {
  type EventLog,
  type FollowedLog,
  LogReplaced,
  LogUnavailable,
  memoryLog,
  type Place,
  placeOf,
  processLog,
  type SharedBounds,
  sharedLog,
} from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aliasAdded, idsOf, newStream, registrations } from "./event-log-facts.ts";

const now = () => "2021-05-17T01:02:03.004Z";

/** So small that followers fall out of what is kept, wait for a seat, lose it, and are woken in several rounds. */
const tight: SharedBounds = {
  recent: { events: 3, characters: 10_000 },
  replays: { atOnce: 2, leaseMs: 0 },
  replaySlice: { pieces: 2, ms: 5 },
  telling: { wokenAtOnce: 2, eventsAtOnce: 1 },
};

/** The same for the parts of a process, of which each goes over the history by itself. */
const tightForParts: SharedBounds = {
  recent: tight.recent,
  replays: null,
  replaySlice: { pieces: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY },
  telling: { wokenAtOnce: Number.POSITIVE_INFINITY, eventsAtOnce: 2 },
};

/** Who follows a log together: the subscribers of a process, its parts, and subscribers by way of a part. */
const sharing: Readonly<Record<string, (log: EventLog) => FollowedLog & { close(): void }>> = {
  "of a crowd": (log) => sharedLog(log, tight),
  "that is a part of a process": (log) => sharedLog(log, tightForParts),
  "of a crowd, which is a part of a process,": (log) => {
    const parts = sharedLog(log, tightForParts);
    const crowd = sharedLog({ ...log, follow: parts.follow }, tight);
    const close = () => {
      crowd.close();
      parts.close();
    };
    return { ...crowd, close };
  },
};

/** A follower that takes one message when it is told to. */
function follower(log: Pick<FollowedLog, "follow">, after: Place | null, types?: readonly string[]) {
  const ending = new AbortController();
  const { signal } = ending;
  const messages = log.follow(after, { signal, ...(types && { types }) })[Symbol.asyncIterator]();
  const heard: string[] = [];
  let caughtUpAt: number | null = null;
  let taking: Promise<void> | null = null;
  let failure: unknown = null;
  let isOver = false;

  /** Asks for a message, unless it waits for one already. */
  function take(): Promise<void> {
    taking ??= messages
      .next()
      .then(
        ({ done, value }) => {
          isOver = done === true;
          if (value?.kind === "caughtUp") caughtUpAt ??= heard.length;
          else if (value?.kind === "event") heard.push(value.event.id);
        },
        (error) => {
          failure = error;
        },
      )
      .finally(() => {
        taking = null;
      });
    return taking;
  }
  return {
    take,
    heard,
    caughtUpAt: () => caughtUpAt,
    failure: () => failure,
    leave: () => ending.abort(),
    isOver: () => isOver,
  };
}

/** A log whose every message to a follower waits until it is let through. */
function gated(log: EventLog) {
  const held: (() => void)[] = [];
  let isOpen = false;
  let followed = 0;
  let underWay = 0;
  const follow: EventLog["follow"] = async function* (after, options) {
    followed += 1;
    underWay += 1;
    try {
      for await (const message of log.follow(after, options)) {
        if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
        yield message;
      }
    } finally {
      underWay -= 1;
    }
  };
  return {
    log: { ...log, follow },
    followed: () => followed,
    /** How many follow it now. */
    underWay: () => underWay,
    letThrough: (nth: number) => held.splice(nth % Math.max(1, held.length), 1)[0]?.(),
    open() {
      isOpen = true;
      for (const each of held.splice(0)) each();
    },
  };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("join" as const), back: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ kind: fc.constant("letThrough" as const), nth: fc.nat(20) }),
  fc.record({ kind: fc.constant("take" as const), nth: fc.nat(20), count: fc.integer({ min: 1, max: 3 }) }),
);

describe.each(Object.entries(sharing))("a follower %s", (_who, share) => {
  test("gets all that is behind its place, in order and once, at every interleaving of history and news", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const inner = memoryLog(now);
        const gate = gated(inner);
        const shared = share(gate.log);
        const stream = newStream();
        let appended = 0;
        const joined: { readonly who: ReturnType<typeof follower>; readonly at: number; readonly end: number }[] = [];
        for (const each of steps) {
          if (each.kind === "append") {
            await inner.append(stream, appended - 1, registrations(each.count));
            appended += each.count;
          } else if (each.kind === "join") {
            const at = Math.max(0, appended - each.back);
            const before = (await everything(inner))[at - 1];
            joined.push({ who: follower(shared, before ? placeOf(before) : null), at, end: appended });
          } else if (each.kind === "letThrough") gate.letThrough(each.nth);
          else for (let n = 0; n < each.count; n++) void joined[each.nth % Math.max(1, joined.length)]?.who.take();
          await macrotask();
        }
        gate.open();
        const all = idsOf(await everything(inner));
        for (const { who, at, end } of joined) {
          while (!who.failure() && (who.heard.length < all.length - at || who.caughtUpAt() === null)) await who.take();
          expect(who.failure()).toBeNull();
          expect(who.heard).toEqual(all.slice(at));
          // It has caught up only with what was there when it came.
          expect(at + (who.caughtUpAt() ?? 0)).toBeGreaterThanOrEqual(end);
          who.leave();
        }
        shared.close();
      }),
      { numRuns: 200 },
    );
  });

  test("that is too slow for what is kept misses nothing", async () => {
    const log = memoryLog(now);
    const shared = share(log);
    const stream = newStream();
    const [slow, quick] = [follower(shared, null), follower(shared, null)];
    await Promise.all([slow.take(), quick.take()]);
    for (let n = 0; n < 10; n++) {
      const heard = quick.take();
      await log.append(stream, n - 1, registrations(1));
      await heard;
    }
    while (slow.heard.length < 10) await slow.take();
    expect(slow.heard).toEqual(idsOf(await everything(log)));
    shared.close();
  });
});

describe("a follower", () => {
  test("shares what is new with all others, and asks the store for nothing but whether it is the same", async () => {
    const gate = gated(memoryLog(now));
    gate.open();
    const stream = newStream();
    await gate.log.append(stream, -1, registrations(5));
    const [, second, , , last] = await everything(gate.log);
    if (!second || !last) throw new Error("five events were appended");
    const shared = sharedLog(gate.log);
    const followers = Array.from({ length: 300 }, () => follower(shared, placeOf(last)));
    await Promise.all(followers.map((each) => each.take()));
    const before = gate.followed();
    expect(before).toBe(1 + 1);
    const next = followers.map((each) => each.take());
    await gate.log.append(stream, 4, registrations(3));
    await Promise.all(next);
    const late = follower(shared, placeOf(last));
    for (let n = 0; n < 4; n++) await late.take();
    expect([late.heard.length, late.caughtUpAt()]).toEqual([3, 3]);
    expect(gate.followed()).toBe(before);
    for (const each of followers) expect(each.heard).toEqual(late.heard.slice(0, 1));
  });

  test("that leaves while it waits for a seat, for news or for the store ends at once", async () => {
    const gate = gated(memoryLog(now));
    await gate.log.append(newStream(), -1, registrations(5));
    const shared = sharedLog(gate.log, tight);
    const all = Array.from({ length: 6 }, () => follower(shared, null));
    const waiting = all.map((each) => each.take());
    await macrotask();
    for (const each of all) each.leave();
    gate.open();
    await Promise.all(waiting);
    expect(all.flatMap(({ heard }) => heard).length).toBeLessThan(all.length);
  });

  test("gets what it wants of the following that it shares with others, who want something else", async () => {
    const inner = memoryLog(now);
    const gate = gated(inner);
    gate.open();
    const stream = newStream();
    await inner.append(stream, -1, registrations(5));
    const log = processLog({ ...gate.log, close: async () => {} });
    const crowd = sharedLog(log);
    const names = follower(log, null, ["AliasAdded"]);
    const others = [follower(log, null), follower(log, null, ["UnitRegistered"]), follower(crowd, null)];
    const all = [names, ...others];
    for (const each of all) while (each.caughtUpAt() === null) await each.take();
    const before = gate.followed();
    expect(gate.underWay()).toBe(1);
    const alias = aliasAdded();
    await inner.append(stream, 4, [...registrations(2), alias]);
    while (names.heard.length < 1) await names.take();
    const [whole, units, subscriber] = others;
    const told = idsOf(await everything(inner));
    while ((whole?.heard.length ?? 0) < told.length) await whole?.take();
    while ((units?.heard.length ?? 0) < told.length - 1) await units?.take();
    while ((subscriber?.heard.length ?? 0) < told.length) await subscriber?.take();
    expect(names.heard).toEqual([alias.id]);
    expect(whole?.heard).toEqual(told);
    expect(units?.heard).toEqual(told.filter((id) => id !== alias.id));
    expect(subscriber?.heard).toEqual(told);
    // Nobody has asked the store to be told of what is new by itself.
    expect(gate.followed()).toBe(before);
    crowd.close();
    await log.close();
  });
});

test("the followers of a log that is closed come to their end", async () => {
  const away = async () => {
    throw new LogUnavailable("closed");
  };
  const closed: FollowedLog = sharedLog({ head: away, eventAt: away, async *follow() {} });
  const all = follower(closed, null);
  await all.take();
  expect(all.isOver()).toBe(true);
});

describe("of a log that is restored", () => {
  let restorable: RestorableLog;

  async function begun(count: number) {
    restorable = restorableLog(now);
    const stream = newStream();
    await restorable.log.append(stream, -1, registrations(count));
    return { stream, events: await everything(restorable.log), shared: sharedLog(restorable.log) };
  }

  test("those whose place it no longer holds are told, and the others go on", async () => {
    const { stream, events, shared } = await begun(4);
    const [kept, lost] = [events[1], events[3]];
    if (!kept || !lost) throw new Error("four events were appended");
    const [ahead, behind] = [follower(shared, placeOf(lost)), follower(shared, placeOf(kept))];
    await ahead.take();
    const next = ahead.take();
    await restorable.restore(kept.position);
    await next;
    expect(ahead.failure()).toBeInstanceOf(LogReplaced);
    await restorable.log.append(stream, 1, registrations(2));
    while (behind.heard.length < 2) await behind.take();
    expect(behind.heard).toEqual(idsOf(await everything(restorable.log)).slice(2));
  });

  test("no event is told of that is there no longer, also while the following has not noticed", async () => {
    const { stream, events } = await begun(2);
    const [first, last] = events;
    if (!first || !last) throw new Error("two events were appended");
    const follow: EventLog["follow"] = async function* (after, options) {
      try {
        yield* restorable.log.follow(after, options);
      } catch {
        await new Promise((resolve) => options.signal.addEventListener("abort", resolve));
      }
    };
    const shared = sharedLog({ ...restorable.log, follow });
    const before = follower(shared, placeOf(last));
    await before.take();
    const next = before.take();
    await restorable.log.append(stream, 1, registrations(1));
    await next;
    const lost = (await everything(restorable.log)).at(-1);
    if (!lost) throw new Error("another event was appended");
    expect(await shared.eventAt(lost.position)).toMatchObject({ id: lost.id });
    await restorable.restore(first.position);
    expect(await shared.eventAt(lost.position)).toBeNull();
    shared.close();
  });
});
