// The contract of the event log: what every implementation must do.
import { randomUUID } from "node:crypto";
import { type EventLog, type Followed, LogReplaced, markOf, type NewEvent, regionOf } from "@taizhang/log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  aliasAdded,
  eventsOf,
  idsOf,
  inStream,
  isCaughtUp,
  isRising,
  newStream,
  placeAt,
  placesOf,
  received,
  registrations,
} from "./event-log-facts.ts";

/** A log under test, and how to close it. */
export interface LogUnderTest {
  readonly log: EventLog;
  close(): Promise<void>;
}

/**
 * Runs the suite. A log that is not new may be shared with other runs, so the suite relies on its own streams only.
 */
export function eventLogContract(
  name: string,
  { isNew }: { readonly isNew: boolean },
  make: () => Promise<LogUnderTest>,
): void {
  describe(name, () => {
    let made: LogUnderTest;
    let log: EventLog;

    beforeAll(async () => {
      made = await make();
      log = made.log;
    });
    afterAll(() => made?.close());

    if (isNew) {
      test("a new log has no head and no event, and its followers have caught up at once", async () => {
        expect(await log.head()).toBeNull();
        expect(await log.eventAt(0n)).toBeNull();
        expect(await received(log, null, isCaughtUp)).toEqual([{ kind: "caughtUp" }]);
      });
    }

    test("an event that cannot be read is told in its place, and whoever reads its stream is refused", async () => {
      const stream = newStream();
      const [first, second, third] = registrations(3);
      if (!first || !second || !third) throw new Error("three were asked for");
      const strange: NewEvent = JSON.parse(JSON.stringify({ ...second, meta: undefined }));
      await log.append(stream, -1, [first, strange, third]);
      await expect(inStream(log, stream)).rejects.toMatchObject({ name: "UnreadableEvent", stream, revision: 1 });
      expect(await inStream(log, stream, { from: 2 })).toMatchObject([{ id: third.id }]);
      const isEnough = (all: readonly Followed[]) => eventsOf(all).at(-1)?.id === third.id;
      const told = (await received(log, null, isEnough)).filter(
        (message) => (message.kind === "event" || message.kind === "unreadable") && message.event.stream === stream,
      );
      expect(told.map(({ kind }) => kind)).toEqual(["event", "unreadable", "event"]);
      expect(isRising(placesOf(told))).toBe(true);
    });

    describe("reading and appending", () => {
      test("a stream that nobody wrote to is empty", async () => {
        expect(await inStream(log, newStream())).toEqual([]);
        expect(await inStream(log, newStream(), { from: 5 })).toEqual([]);
      });

      test("what is read is what was appended, with its place in the stream and in the log", async () => {
        const stream = newStream();
        const events = [...registrations(2), aliasAdded()];
        const appended = await log.append(stream, -1, events);
        const found = await inStream(log, stream);
        expect(found.map(({ id, fact, meta }) => ({ id, fact, meta }))).toEqual(events);
        expect(found.map((event) => event.stream)).toEqual([stream, stream, stream]);
        expect(found.map((event) => event.revision)).toEqual([0, 1, 2]);
        expect(isRising(found.map((event) => event.position))).toBe(true);
        expect(found.every(({ recordedAt }) => new Date(recordedAt).toISOString() === recordedAt)).toBe(true);
        expect(appended).toEqual({ revision: 2, position: found.at(-1)?.position });
      });

      test("reading begins at the given revision, and gives nothing beyond the end", async () => {
        const stream = newStream();
        const events = registrations(5);
        await log.append(stream, -1, events);
        expect(idsOf(await inStream(log, stream, { from: 3 }))).toEqual(idsOf(events.slice(3)));
        expect(await inStream(log, stream, { from: 5 })).toEqual([]);
        expect(await inStream(log, stream, { from: 9 })).toEqual([]);
      });

      test("backwards, the last event comes first, from the end or from the given revision", async () => {
        const stream = newStream();
        const events = registrations(5);
        await log.append(stream, -1, events);
        const backwards = true;
        expect(idsOf(await inStream(log, stream, { backwards }))).toEqual(idsOf(events.toReversed()));
        expect(idsOf(await inStream(log, stream, { backwards, from: 2 }))).toEqual(
          idsOf(events.slice(0, 3).toReversed()),
        );
        expect(idsOf(await inStream(log, stream, { backwards, from: 0 }))).toEqual(idsOf(events.slice(0, 1)));
        expect(await inStream(log, newStream(), { backwards })).toEqual([]);
      });

      test.each([1, 2, 3, 7, 8])("nothing is lost or twice where %i are fetched at first", async (few) => {
        const stream = newStream();
        const events = registrations(7);
        await log.append(stream, -1, events);
        expect(idsOf(await inStream(log, stream, { few }))).toEqual(idsOf(events));
        expect(idsOf(await inStream(log, stream, { few, from: 1 }))).toEqual(idsOf(events.slice(1)));
        expect(idsOf(await inStream(log, stream, { few, backwards: true }))).toEqual(idsOf(events.toReversed()));
      });

      test("a long stream is read whole and in order", async () => {
        const stream = newStream();
        const events = registrations(700);
        await log.append(stream, -1, events);
        expect(idsOf(await inStream(log, stream))).toEqual(idsOf(events));
        expect(idsOf(await inStream(log, stream, { backwards: true, few: 20 }))).toEqual(idsOf(events.toReversed()));
      });

      test("positions rise from append to append, whatever the stream", async () => {
        const positions: bigint[] = [];
        for (const stream of [newStream(), newStream(), newStream()]) {
          const appended = await log.append(stream, -1, registrations(2));
          if (typeof appended !== "string") positions.push(appended.position);
        }
        expect(positions).toHaveLength(3);
        expect(isRising(positions)).toBe(true);
      });
    });

    describe("expected revisions", () => {
      test.each([
        { held: 0, expected: 0 },
        { held: 0, expected: 7 },
        { held: 2, expected: -1 },
        { held: 2, expected: 0 },
        { held: 2, expected: 2 },
      ])(
        "with $held events in the stream, expecting revision $expected is a conflict that stores nothing",
        async (row) => {
          const stream = newStream();
          const events = registrations(row.held);
          if (events.length > 0) await log.append(stream, -1, events);
          expect(await log.append(stream, row.expected, registrations(1))).toBe("conflict");
          expect(idsOf(await inStream(log, stream))).toEqual(idsOf(events));
        },
      );

      test("of many who append at the same revision one wins, with all of its events", async () => {
        const stream = newStream();
        const attempts = Array.from({ length: 20 }, () => registrations(3));
        const outcomes = await Promise.all(attempts.map((events) => log.append(stream, -1, events)));
        const winners = attempts.filter((_, at) => outcomes[at] !== "conflict");
        expect(winners).toHaveLength(1);
        expect(idsOf(await inStream(log, stream))).toEqual(idsOf(winners.flat()));
      });

      test("the same append twice is stored once, and answered both times with the same place", async () => {
        const stream = newStream();
        const events = registrations(2);
        const first = await log.append(stream, -1, events);
        expect(await log.append(stream, -1, events)).toEqual(first);
        const later = registrations(1);
        await log.append(stream, 1, later);
        expect(await log.append(stream, -1, events)).toEqual(first);
        expect(idsOf(await inStream(log, stream))).toEqual(idsOf([...events, ...later]));
      });

      test("an append that repeats only some of what is stored is a conflict", async () => {
        const stream = newStream();
        const [first, second] = [registrations(1), registrations(1)];
        await log.append(stream, -1, [...first, ...second]);
        expect(await log.append(stream, -1, [...first, ...registrations(1)])).toBe("conflict");
        expect(await log.append(stream, -1, [...first, ...second, ...registrations(1)])).toBe("conflict");
        expect(idsOf(await inStream(log, stream))).toEqual(idsOf([...first, ...second]));
      });
    });

    describe("following", () => {
      test("from the beginning everything comes once, in the order of the log, and then having caught up", async () => {
        const streams = [newStream(), newStream()];
        const events = registrations(6);
        for (const [at, event] of events.entries()) {
          await log.append(streams[at % 2] ?? "", Math.floor(at / 2) - 1, [event]);
        }
        const all = await received(log, null, isCaughtUp);
        expect(idsOf(eventsOf(all).filter(({ stream }) => streams.includes(stream)))).toEqual(idsOf(events));
        expect(isRising(placesOf(all))).toBe(true);
        expect(all.filter(({ kind }) => kind === "caughtUp")).toHaveLength(1);
        expect(placesOf(all).at(-1)).toBe(await log.head());
      });

      test("after any position exactly the rest comes", async () => {
        const stream = newStream();
        const events = registrations(12);
        await log.append(stream, -1, events);
        for (const { position, revision } of await inStream(log, stream)) {
          const rest = eventsOf(await received(log, position, isCaughtUp)).filter((event) => event.stream === stream);
          expect(idsOf(rest)).toEqual(idsOf(events.slice(revision + 1)));
        }
      });

      test("a followed event equals the same event read", async () => {
        const stream = newStream();
        const before = await log.head();
        await log.append(stream, -1, [aliasAdded()]);
        expect(eventsOf(await received(log, before, isCaughtUp))).toEqual(await inStream(log, stream));
      });

      test("events appended while somebody follows come after having caught up, none missing, none twice", async () => {
        const stream = newStream();
        const [history, live] = [registrations(3), registrations(5)];
        const before = await log.head();
        await log.append(stream, -1, history);
        const all = await received(log, before, (so) => eventsOf(so).length === 8, {
          async each(message) {
            if (message.kind !== "caughtUp") return;
            const held = await inStream(log, stream);
            if (held.length > 3) return;
            for (const [at, event] of live.entries()) await log.append(stream, 2 + at, [event]);
          },
        });
        expect(idsOf(eventsOf(all))).toEqual(idsOf([...history, ...live]));
        expect(all.findIndex(({ kind }) => kind === "caughtUp")).toBe(3);
      });

      test("appends during the reading of history are neither lost nor come twice", async () => {
        const stream = newStream();
        const events = registrations(400);
        const before = await log.head();
        await log.append(stream, -1, events.slice(0, 200));
        const writing = (async () => {
          for (let at = 200; at < 400; at += 1) await log.append(stream, at - 1, events.slice(at, at + 1));
        })();
        const all = await received(log, before, (so) => eventsOf(so).length === 400);
        await writing;
        expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
      });

      test("a follower of some types gets only these, and checkpoints for the others", async () => {
        const stream = newStream();
        const before = await log.head();
        const alias = aliasAdded();
        await log.append(stream, -1, [...registrations(2), alias, ...registrations(2)]);
        const all = await received(log, before, isCaughtUp, { types: ["AliasAdded"] });
        expect(idsOf(eventsOf(all))).toEqual([alias.id]);
        expect(isRising(placesOf(all))).toBe(true);
        expect(placesOf(all).at(-1)).toBe(await log.head());
      });

      test("resuming after any checkpoint or event gives the wanted rest", async () => {
        const stream = newStream();
        const before = await log.head();
        const aliases = [aliasAdded(), aliasAdded()];
        await log.append(stream, -1, [
          ...registrations(2),
          ...aliases.slice(0, 1),
          ...registrations(1),
          ...aliases.slice(1),
        ]);
        const all = await received(log, before, isCaughtUp, { types: ["AliasAdded"] });
        for (const [at, place] of placesOf(all).entries()) {
          const rest = await received(log, place, isCaughtUp, { types: ["AliasAdded"] });
          expect(eventsOf(rest)).toEqual(eventsOf(all.slice(at + 1)));
        }
      });

      test("a slow reader gets everything, in order", async () => {
        const stream = newStream();
        const before = await log.head();
        const events = registrations(300, 150);
        await log.append(stream, -1, events);
        let pauses = 0;
        const all = await received(log, before, (so) => eventsOf(so).length === 300, {
          async each() {
            // Takes longer than a subscription needs to fill its buffers.
            if (pauses++ % 60 === 0) await inStream(log, stream);
          },
        });
        expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
      });

      test("a follower that waits for more ends as soon as it is told to", async () => {
        const ending = new AbortController();
        const messages = log
          .follow(await placeAt(log, await log.head()), { signal: ending.signal })
          [Symbol.asyncIterator]();
        expect((await messages.next()).value).toEqual({ kind: "caughtUp" });
        const next = messages.next();
        ending.abort();
        expect(await next).toEqual({ done: true, value: undefined });
      });

      test("a follower that was told to end before it began gets nothing", async () => {
        await log.append(newStream(), -1, registrations(1));
        const messages = log.follow(null, { signal: AbortSignal.abort() })[Symbol.asyncIterator]();
        expect(await messages.next()).toEqual({ done: true, value: undefined });
      });
    });

    describe("head, events at positions, and checkpoints", () => {
      test("the head is the position of the last event", async () => {
        for (const count of [1, 3]) {
          const appended = await log.append(newStream(), -1, registrations(count));
          expect(await log.head()).toBe(typeof appended !== "string" && appended.position);
        }
      });

      test("an event is found at its position, and at no other", async () => {
        const stream = newStream();
        const events = registrations(2);
        await log.append(stream, -1, events);
        const [first, second] = await inStream(log, stream);
        if (!first || !second) throw new Error("two events were appended");
        expect(await log.eventAt(first.position)).toEqual({
          id: first.id,
          recordedAt: first.recordedAt,
          happenedAt: first.meta.happenedAt,
          regionId: regionOf({ stream, metadata: first.meta }),
        });
        expect(await log.eventAt(second.position)).toMatchObject({ id: second.id, recordedAt: second.recordedAt });
        for (const position of [first.position - 1n, first.position + 1n, second.position + 1n, 2n ** 63n - 1n])
          expect(await log.eventAt(position)).toBeNull();
      });

      test("who comes from what the log does not hold is told so, and gets no event", async () => {
        const stream = newStream();
        await log.append(stream, -1, registrations(3));
        const [first, second] = await inStream(log, stream);
        if (!first || !second) throw new Error("three events were appended");
        for (const place of [
          { position: first.position, mark: markOf(second) },
          { position: first.position, mark: markOf({ ...first, recordedAt: "2020-01-01T00:00:00.000Z" }) },
          { position: first.position + 1n, mark: markOf(first) },
          { position: first.position + 1n, mark: null },
          { position: second.position + 2n ** 40n, mark: markOf(second) },
        ]) {
          const messages = log.follow(place, { signal: new AbortController().signal })[Symbol.asyncIterator]();
          await expect(messages.next()).rejects.toThrow(LogReplaced);
        }
        const any = log.follow({ position: first.position, mark: null }, { signal: new AbortController().signal });
        for await (const message of any) {
          expect(message).toMatchObject({ kind: "event", event: { id: second.id } });
          break;
        }
      });

      test("a checkpoint is the place stored last under its name", async () => {
        const [name, other] = [randomUUID(), randomUUID()];
        const at = (position: bigint, mark: string | null = "an event") => ({ position, mark });
        expect(await log.checkpoint(name)).toBeNull();
        await log.storeCheckpoint(name, at(5n));
        await log.storeCheckpoint(other, at(9_007_199_254_740_993n, null));
        await log.storeCheckpoint(name, at(7n, "another"));
        expect(await log.checkpoint(name)).toEqual(at(7n, "another"));
        expect(await log.checkpoint(other)).toEqual(at(9_007_199_254_740_993n, null));
      });

      test("checkpoints change neither the head nor what followers get", async () => {
        const appended = await log.append(newStream(), -1, registrations(1));
        const head = await log.head();
        expect(head).toBe(typeof appended !== "string" && appended.position);
        for (let at = 0; at < 30; at += 1) await log.storeCheckpoint("busy", { position: BigInt(at), mark: null });
        expect(await log.head()).toBe(head);
        expect(eventsOf(await received(log, head, isCaughtUp))).toEqual([]);
      });
    });
  });
}
