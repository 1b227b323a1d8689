// The log while its store is killed, stopped, silent or crowded: nothing lost, nothing twice, nobody waits for ever.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LogUnavailable, type NewEvent } from "@taizhang/domain";
import { type EmbeddedEventStore, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { esdbLog } from "@taizhang/log";
import { afterEach, expect, test } from "vitest";
import {
  eventsOf,
  heard,
  idsOf,
  inStream,
  isCaughtUp,
  isRising,
  newStream,
  placesOf,
  registrations,
} from "./event-log-facts.ts";
import { proxyTo } from "./event-log-proxy.ts";

const atEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0).reverse()) await close();
});

/** Closes it after the test, the youngest first. */
function closing<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
  atEnd.push(() => close(thing));
  return thing;
}

const newLog = (options: Parameters<typeof esdbLog>[0]) => closing(esdbLog(options), (log) => log.close());
const newStore = async () => closing(await startEventStore(), (store) => store.stop());

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
  const all = await heard(reader, null, (so) => eventsOf(so).length >= events.length, {
    async each(message) {
      if (message.kind === "event" && kills.includes(message.event.revision)) isBack = restart();
    },
  });
  await writing;

  expect(idsOf(await inStream(reader, stream))).toEqual(idsOf(events));
  expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
  expect(isRising(placesOf(all))).toBe(true);
});

test("a store that is gone is told as such, in time", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url, appendTimeoutMs: 1000, readTimeoutMs: 1000 });
  const stream = newStream();
  const [event] = registrations(1);
  await log.append(stream, -1, registrations(1));
  await store.stop();

  const began = Date.now();
  await expect(log.append(stream, 0, event ? [event] : [])).rejects.toThrow(LogUnavailable);
  await expect(inStream(log, stream)).rejects.toThrow(LogUnavailable);
  await expect(log.head()).rejects.toThrow(LogUnavailable);
  await expect(log.id()).rejects.toThrow(LogUnavailable);
  await expect(log.checkpoint("any")).rejects.toThrow(LogUnavailable);
  await expect(log.storeCheckpoint("any", 1n)).rejects.toThrow(LogUnavailable);
  expect(Date.now() - began).toBeLessThan(6000);
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

test("a connection that has fallen silent is given up: calls reject in time, and the next ones work", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const log = newLog({ url: proxy.url, appendTimeoutMs: 300, readTimeoutMs: 300 });
  const stream = newStream();
  const events = registrations(3);
  await log.append(stream, -1, events.slice(0, 1));

  proxy.silence();
  await expect(log.append(stream, 0, events.slice(1, 2))).rejects.toThrow(/did not answer within 300 ms/);
  expect(await log.append(stream, 0, events.slice(1, 2))).toMatchObject({ revision: 1 });
  proxy.silence();
  await expect(inStream(log, stream)).rejects.toThrow(/did not answer within 300 ms/);
  expect(idsOf(await inStream(log, stream))).toEqual(idsOf(events.slice(0, 2)));
});

test("a follower whose connection has fallen silent subscribes anew, and hears what it missed once", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const writer = newLog({ url: store.url });
  const reader = newLog({ url: proxy.url, readTimeoutMs: 300, watchdogMs: 200 });
  const stream = newStream();
  const events = registrations(6);
  await writer.append(stream, -1, events.slice(0, 3));

  let isSilent = false;
  const began = Date.now();
  const all = await heard(reader, null, (so) => eventsOf(so).length >= 6, {
    async each({ kind }) {
      if (kind !== "caughtUp" || isSilent) return;
      isSilent = true;
      proxy.silence();
      await writer.append(stream, 2, events.slice(3));
    },
  });
  expect(isSilent).toBe(true);
  // The connection's own keep-alive would notice after twenty seconds.
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(idsOf(eventsOf(all))).toEqual(idsOf(events));
});

test("a follower that waits out an outage ends as soon as it is told to, and so it does when the log is closed", async () => {
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

test("a reader that stands still is sent only what fits its small buffers", async () => {
  const store = await newStore();
  const proxy = closing(await proxyTo(store.port), (it) => it.close());
  const [writer, slow] = [newLog({ url: store.url }), newLog({ url: proxy.url })];
  const stream = newStream();
  // About 600 bytes of name and as much of the rest: 4,000 events are some 5 MB.
  for (let at = 0; at < 20; at += 1) await writer.append(stream, at * 200 - 1, registrations(200, 200));

  let receivedWhenStill = 0;
  const all = await heard(slow, null, isCaughtUp, {
    async each() {
      if (receivedWhenStill > 0) return;
      // Meanwhile somebody else reads everything: time enough for whatever would fill up.
      await heard(writer, null, isCaughtUp);
      receivedWhenStill = proxy.received();
    },
  });
  expect(eventsOf(all)).toHaveLength(4000);
  expect(proxy.received()).toBeGreaterThan(4_000_000);
  expect(receivedWhenStill).toBeLessThan(1_000_000);
});

test("a log is closed at once, also while somebody has stopped reading half-way", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url });
  for (let at = 0; at < 5; at += 1) await log.append("roster-still", at * 200 - 1, registrations(200, 200));
  const follower = log.follow(null, { signal: new AbortController().signal })[Symbol.asyncIterator]();
  const reader = log.read("roster-still")[Symbol.asyncIterator]();
  expect((await follower.next()).value).toMatchObject({ kind: "event" });
  expect((await reader.next()).done).toBe(false);
  await log.close();
  await expect(log.head()).rejects.toThrow(/has been closed/);
}, 20_000);

test("an append larger than the store takes at once is told apart, and stores nothing", async () => {
  const store = await newStore();
  const log = newLog({ url: store.url });
  const stream = newStream();
  expect(await log.append(stream, -1, registrations(400, 1000))).toBe("tooLarge");
  expect(await inStream(log, stream)).toEqual([]);
});

test("an address that is none is refused with an example, and without repeating its password", () => {
  expect(() => esdbLog({ url: "redis://me:secret@here" })).toThrow(/^(?!.*secret).*esdb:\/\/127\.0\.0\.1:2113/);
});
