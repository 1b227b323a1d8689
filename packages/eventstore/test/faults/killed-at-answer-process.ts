// Starts many writes at once, and kills itself when the first of them is acknowledged, before anything else can happen.
import { writeSync } from "node:fs";
import { diskStorage } from "../../src/storage/disk-storage.ts";

const [directory = "", writes] = process.argv.slice(2);
const storage = diskStorage(directory);
process.stdin.resume();

for (let n = 0; n < Number(writes); n++) {
  const stream = `s${n}`;
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const body = { data: Buffer.alloc(100_000), metadata: Buffer.alloc(0) };
  const event = { stream, revision: 0n, id, type: "T", json: true, created: 0n, ...body };
  storage
    .write((log) => log.put(event))
    .then(() => {
      writeSync(1, stream);
      process.kill(process.pid, "SIGKILL");
    });
}
