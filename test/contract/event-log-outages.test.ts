// The log while its store is killed, stopped, silent or overloaded: nothing lost, nothing twice, nobody waits for ever.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedEventStore, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { LogUnavailable, type NewEvent, Outage } from "@taizhang/log";
import { type EsdbLogOptions, esdbLog } from "@taizhang/log/esdb";
import { untilItWorks } from "@taizhang/process";
import { afterEach, describe, expect, test } from "vitest";
import {
  eventsOf,
  idsOf,
  inStream,
  isCaughtUp,
  isRising,
  newStream,
  patient,
  placesOf,
  received,
  registrations,
} from "./event-log-facts.ts";
import { proxyTo } from "./event-log-proxy.ts";

const atEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0).reverse()) await close();
});

/** Closes a thing after the test; the one opened last is closed first. */
function closing<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
  atEnd.push(() => close(thing));
  return thing;
}

/** A log with long limits, unless a test sets its own. */
const newLog = (options: EsdbLogOptions) => closing(esdbLog({ ...patient, ...options }), (log) => log.close());
const newStore = async () => closing(await startEventStore(), (store) => store.stop());

/** Repeats work until there is no outage. */
const eventually = <Value>(work: () => Promise<Value>): Promise<Value> =>
  untilItWorks(work, {
    passes: (error) => error instanceof Outage,
    onFailure: () => {},
    signal: new AbortController().signal,
  });

test("a store that is killed and started again, three times, leaves no gap and no double", async () => {
  const dataDir = closing(await mkdtemp(join(tmpdir(), "event-log-")), (path) => rm(path, { recursive: true }));
  let store: EmbeddedEventStore = closing(await startEventStore({ dataDir }), () => store.stop());
  const { port, url } = store;
  const [writer, reader] = [newLog({ url }), newLog({ url })];
  const stream = newStream();
  const events = registrations(200);
  const kills = [20, 80, 140];
  let isBack = Promise.resolve();
  const restart = async () => {
    await store.kill();
    store = await startEventStore({ dataDir, port });
  };

  const surely = async (expected: number, event: NewEvent): Promise<void> => {
    try {
      expect(await writer.append(stream, expected, [event])).toMatchObject({ revision: expected + 1 });
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await isBack;
      await surely(expected, event);
    }
  };
  const writing = (async () => {
    for (const [at, event] of events.entries()) await surely(at - 1, event);
  })();
  const all = await received(reader, null, (so) => eventsOf(so).length >= events.length, {
    async each(message) {
      if (message.kind === "event" && kills.includes(message.event.revision)) isBack = restart();
    },
  });
  await writing;

  expect(idsOf(await inStream(reader, stream))).toEqual(idsOf(events));
  expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
  expect(isRising(placesOf(all))).toBe(true);
}, 300_000);

test("a stopped store is reported at once, long before any limit is reached", async () => {
  const store = await newStore();
  const longerThanThisTest = 600_000;
  const log = newLog({ url: store.url, appendTimeoutMs: longerThanThisTest, readTimeoutMs: longerThanThisTest });
  const stream = newStream();
  const [event] = registrations(1);
  await log.append(stream, -1, registrations(1));
  await store.stop();

  await expect(log.append(stream, 0, event ? [event] : [])).rejects.toThrow(LogUnavailable);
  await expect(inStream(log, stream)).rejects.toThrow(LogUnavailable);
  await expect(log.head()).rejects.toThrow(LogUnavailable);
  await expect(log.eventAt(1n)).rejects.toThrow(LogUnavailable);
  await expect(log.checkpoint("any")).rejects.toThrow(LogUnavailable);
  await expect(log.storeCheckpoint("any", { position: 1n, mark: null })).rejects.toThrow(LogUnavailable);
});

test("an append whose answer is lost on the way is sent again, stored once and answered with its place", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const [log, other] = [newLog({ url: proxy.url }), newLog({ url: store.url })];
  const stream = newStream();
  const events = registrations(3);
  await log.append(stream, -1, events.slice(0, 1));

  proxy.loseNextAnswer();
  const appended = await log.append(stream, 0, events.slice(1));
  const stored = await inStream(other, stream);
  expect(idsOf(stored)).toEqual(idsOf(events));
  expect(appended).toEqual({ revision: 2, position: stored.at(-1)?.position });
  expect(proxy.connections()).toBe(2);
});

describe("a connection that has fallen silent is given up: calls reject in time, and the next ones work", () => {
  /** A log with one limit of a second. On a busy machine calls after the silence may reach it too, so they are repeated. */
  async function silenced(limit: "appendTimeoutMs" | "readTimeoutMs") {
    const store = await newStore();
    const proxy = closing(await proxyTo(store.port), (it) => it.close());
    const log = newLog({ url: proxy.url, [limit]: 1000 });
    const stream = newStream();
    const events = registrations(2);
    await closing(esdbLog({ ...patient, url: store.url }), (it) => it.close()).append(stream, -1, events.slice(0, 1));
    await eventually(() => log.head());
    proxy.silence();
    return { log, proxy, stream, events };
  }

  test("an append", async () => {
    const { log, proxy, stream, events } = await silenced("appendTimeoutMs");
    const append = () => log.append(stream, 0, events.slice(1));
    await expect(append()).rejects.toThrow(/did not answer within 1000 ms/);
    expect(await eventually(append)).toMatchObject({ revision: 1 });
    expect(proxy.connections()).toBeGreaterThan(1);
  });

  test("a read", async () => {
    const { log, proxy, stream, events } = await silenced("readTimeoutMs");
    const read = () => inStream(log, stream);
    await expect(read()).rejects.toThrow(/did not answer within 1000 ms/);
    expect(idsOf(await eventually(read))).toEqual(idsOf(events.slice(0, 1)));
    expect(proxy.connections()).toBeGreaterThan(1);
  });
});

test("a follower whose connection has fallen silent subscribes anew, and gets what it missed once", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const writer = newLog({ url: store.url });
  // Without the connection's own keep-alive, which would notice the silence after twenty seconds.
  const reader = newLog({ url: `${proxy.url}&keepAliveInterval=1000000000`, readTimeoutMs: 1000, watchdogMs: 200 });
  const stream = newStream();
  const events = registrations(6);
  await writer.append(stream, -1, events.slice(0, 3));

  let isSilent = false;
  const all = await received(reader, null, (so) => eventsOf(so).length >= 6, {
    async each({ kind }) {
      if (kind !== "caughtUp" || isSilent) return;
      isSilent = true;
      proxy.silence();
      await writer.append(stream, 2, events.slice(3));
    },
  });
  expect(isSilent).toBe(true);
  expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
});

test("a follower that waits during an outage ends as soon as it is told to, or the log is closed", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url });
  const ending = new AbortController();
  const followers = [ending.signal, new AbortController().signal].map((signal) =>
    log.follow(null, { signal })[Symbol.asyncIterator](),
  );
  for (const follower of followers) expect((await follower.next()).value).toEqual({ kind: "caughtUp" });
  await store.kill();
  const [first, second] = followers.map((follower) => follower.next());
  ending.abort();
  expect(await first).toEqual({ done: true, value: undefined });
  await log.close();
  expect(await second).toEqual({ done: true, value: undefined });
  await expect(log.head()).rejects.toThrow(/has been closed/);
});

test("a reader that stops reading is sent only what fits its small buffers", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const [writer, slow] = [newLog({ url: store.url }), newLog({ url: proxy.url })];
  const stream = newStream();
  // About 600 bytes of name and as much of the rest: 4,000 events are some 5 MB.
  for (let at = 0; at < 20; at += 1) await writer.append(stream, at * 200 - 1, registrations(200, 200));

  let receivedWhenStill = 0;
  const all = await received(slow, null, isCaughtUp, {
    async each() {
      if (receivedWhenStill > 0) return;
      // Meanwhile another reader reads everything, so there is time to fill any buffer.
      await received(writer, null, isCaughtUp);
      receivedWhenStill = proxy.received();
    },
  });
  expect(eventsOf(all)).toHaveLength(4000);
  expect(proxy.received()).toBeGreaterThan(4_000_000);
  expect(receivedWhenStill).toBeLessThan(1_000_000);
});

test("a log is closed at once, even if a reader has stopped half-way", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url });
  for (let at = 0; at < 5; at += 1) await log.append("roster-still", at * 200 - 1, registrations(200, 200));
  const follower = log.follow(null, { signal: new AbortController().signal })[Symbol.asyncIterator]();
  const reader = log.read("roster-still")[Symbol.asyncIterator]();
  expect((await follower.next()).value).toMatchObject({ kind: "event" });
  expect((await reader.next()).done).toBe(false);
  await log.close();
  await expect(log.head()).rejects.toThrow(/has been closed/);
});

test("an append larger than the store takes at once is answered as too large, and stores nothing", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url });
  const stream = newStream();
  expect(await log.append(stream, -1, registrations(400, 1000))).toBe("tooLarge");
  expect(await inStream(log, stream)).toEqual([]);
});

test("a malformed address is refused with an example, and without repeating its password", () => {
  expect(() => esdbLog({ url: "redis://me:secret@here" })).toThrow(/^(?!.*secret).*esdb:\/\/127\.0\.0\.1:2113/);
});
