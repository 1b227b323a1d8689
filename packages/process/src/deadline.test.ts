import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { settledWithin } from "./deadline.ts";

const never = () => new Promise<never>(() => {});
const longMs = 60_000;

test("work that is done, or has failed, is settled", async () => {
  expect(await settledWithin(Promise.resolve(1), longMs)).toBe(true);
  expect(await settledWithin(Promise.reject(new Error("failed")), longMs)).toBe(true);
});

test("work that is not done in time is not, and goes on", async () => {
  let finish: (value: string) => void = () => {};
  const work = new Promise<string>((resolve) => {
    finish = resolve;
  });
  expect(await settledWithin(work, 1)).toBe(false);
  const second = settledWithin(work, longMs);
  finish("done");
  expect(await second).toBe(true);
  expect(await work).toBe("done");
});

test("what has come while the process itself was held up is in time", async () => {
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise((resolve) => port1.once("message", resolve));
  const inTime = settledWithin(heard, 1);
  port2.postMessage("an answer");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  expect(await inTime).toBe(true);
  port1.close();
});

test("everybody who waits for the same work is told, and so is who asks afterwards", async () => {
  let finish: () => void = () => {};
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const waiters = [settledWithin(work, longMs), settledWithin(work, longMs)];
  finish();
  expect(await Promise.all(waiters)).toEqual([true, true]);
  expect(await settledWithin(work, longMs)).toBe(true);
});

test("work that fails after its deadline fails nobody else", async () => {
  let fail: (error: Error) => void = () => {};
  const work = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  expect(await settledWithin(work, 1)).toBe(false);
  // Vitest fails the run for a rejection that nobody handles.
  fail(new Error("too late"));
});

test("waiting again and again for the same work takes no more memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const heapAfter = async (rounds: number, work: Promise<unknown>) => {
    for (let round = 0; round < rounds; round++)
      await Promise.all(Array.from({ length: 1000 }, () => settledWithin(work, 0)));
    collect();
    return process.memoryUsage().heapUsed;
  };
  const work = never();
  const before = await heapAfter(5, work);
  // What 20,000 waits would hold if each left a `then` behind is 6 MB.
  expect((await heapAfter(20, work)) - before).toBeLessThan(2_000_000);
});
