// A thread that ends its process when one question takes too much work, or when nobody is left to ask: in a damaged tree
// LMDB may go round in circles, and then the main thread notices nothing any more. Plain JavaScript, because a thread has
// no loader of TypeScript.
import { parentPort } from "node:worker_threads";

/** By the processor's time, so that a busy machine ends nothing. */
const mostWorkMs = 20_000;
const parent = process.ppid;

let before = process.cpuUsage();
parentPort?.on("message", () => {
  before = process.cpuUsage();
});
setInterval(() => {
  const { user, system } = process.cpuUsage(before);
  if (process.ppid !== parent || user + system > mostWorkMs * 1000) process.kill(process.pid, "SIGKILL");
}, 500);
