// A notice read in a thread of its own: the same draft, and no file can stop the server.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readNotice, readNoticeInWorker } from "./index.ts";

const name = "wushan-2021.txt";
const bytes = readFileSync(new URL(`../../../seeds/notices/${name}`, import.meta.url));
// Only one test is about the time limit; on a busy machine a thread takes long to start.
const timeoutMs = 100_000;

test("the thread reads the same draft", async () => {
  expect(await readNoticeInWorker(bytes, name, { timeoutMs })).toEqual(readNotice(bytes, name));
});

test("a refusal comes through the thread with its code", async () => {
  const result = await readNoticeInWorker(new TextEncoder().encode("通知"), "letter.txt", { timeoutMs });
  expect(result).toMatchObject({ error: { code: "NO_TASK_TABLE" } });
});

test("a file that takes too long is given up", async () => {
  const result = await readNoticeInWorker(bytes, name, { timeoutMs: 1 });
  expect(result).toMatchObject({ error: { code: "READING_TIMED_OUT", message: expect.stringContaining(name) } });
});

test("a reading that nobody waits for is ended", async () => {
  const ending = new AbortController();
  const reading = readNoticeInWorker(bytes, name, { timeoutMs, signal: ending.signal });
  ending.abort(new Error("the client has left"));
  await expect(reading).rejects.toThrow("the client has left");
});

test("a file that needs more memory than allowed ends the thread, not the process", async () => {
  const result = await readNoticeInWorker(bytes, name, { heapMb: 4, timeoutMs });
  expect(result).toMatchObject({ error: { code: "READING_FAILED" } });
});
