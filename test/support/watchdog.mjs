// The thread that watches a process of tests. Plain JavaScript, because a thread has no loader for anything else.
import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

const patienceMs = 120_000;
const runner = process.ppid;

let doing = workerData;
let lastMessageAt = performance.now();
parentPort.on("message", (message) => {
  lastMessageAt = performance.now();
  doing = message.doing ?? doing;
});

setInterval(() => {
  const isStuck = performance.now() - lastMessageAt > patienceMs;
  if (isStuck)
    writeSync(2, `\nSTUCK: ${doing}: nothing else has run for ${patienceMs / 1000} s. Its process is ended.\n`);
  if (isStuck || process.ppid !== runner) process.kill(process.pid, "SIGKILL");
}, 1000);
