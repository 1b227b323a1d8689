// The thread that watches a reader: it ends the process, and says why on standard output, where one file takes more than it
// may, or where nobody is left to read for. Plain JavaScript: beside a reader that runs from its source, as in tests, a thread
// has no loader for anything else on Node 20.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const everyMs = 20;
const { state, bounds } = workerData;
const parent = process.ppid;

function end(why) {
  writeSync(1, why);
  process.kill(process.pid, "SIGKILL");
}

for (;;) {
  // Sleeps for as long as nothing is read: 0 is idle, 1 is reading.
  Atomics.wait(state, 0, 0);
  const [cpuMs, residentBytes] = bounds;
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > cpuMs) end("cpu");
  if (process.memoryUsage.rss() > residentBytes) end("memory");
  if (process.ppid !== parent) end("orphan");
  Atomics.wait(state, 0, 1, everyMs);
}
