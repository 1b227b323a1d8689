// Vitest's set-up of every test file: a thread watches the process that runs it. Vitest reports a test that waits for too
// long; the thread reports one that blocks the event loop, and ends the process when the test runner is gone.
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeEach, expect } from "vitest";

const file = expect.getState().testPath ?? "an unknown file";
const watchdog = new Worker(new URL("./watchdog.mjs", import.meta.url), { workerData: file });
watchdog.unref();

const heartbeat = setInterval(() => watchdog.postMessage({}), 1000).unref();
beforeEach(({ task }) => watchdog.postMessage({ doing: `${file} > ${task.fullTestName}` }));
afterEach(() => watchdog.postMessage({ doing: file }));
afterAll(async () => {
  clearInterval(heartbeat);
  await watchdog.terminate();
});
