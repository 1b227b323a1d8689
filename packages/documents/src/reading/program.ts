// The program of a reader: reads one notice after the other for the process that started it, and ends with it.
import { Worker } from "node:worker_threads";
import { readNotice } from "../read-notice.ts";
import { type Answer, order, ready } from "./messages.ts";

// Shared with the thread that watches: whether a notice is read, and how much CPU time in ms and how many bytes it may take.
const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const bounds = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
new Worker(new URL("./watch.mjs", import.meta.url), { workerData: { state, bounds }, execArgv: [] }).unref();

function watched(isReading: boolean): void {
  Atomics.store(state, 0, isReading ? 1 : 0);
  Atomics.notify(state, 0);
}

process.on("message", (message) => {
  const { files, known, cpuMs, residentMb } = order.parse(message);
  const { user, system } = process.cpuUsage();
  bounds.set([(user + system) / 1000 + cpuMs, residentMb * 2 ** 20]);
  watched(true);
  const result = readNotice(files, known);
  // What one file has left in memory is not to count for the next one.
  const isSpent = process.memoryUsage.rss() > (residentMb * 2 ** 20) / 3;
  const answer: Answer = { result, isSpent };
  process.send?.(answer, () => {
    watched(false);
    if (isSpent) process.disconnect();
  });
});
process.send?.(ready);
