// Fills its disk to the last byte while the index is being saved, writes on, makes room, and prints the verification.
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { diskStorage } from "../../src/storage/disk-storage.ts";
import { verifyLog } from "../../src/storage/verify.ts";

const [folder = ""] = process.argv.slice(2);
const storage = diskStorage(folder);
const ballast = join(folder, "ballast");
let count = 0;

function write(events: number): Promise<void> {
  return storage.write((log) => {
    for (let i = 0; i < events; i++) {
      const revision = log.lastRevision("s") + 1n;
      const id = `00000000-0000-4000-8000-${String(count++).padStart(12, "0")}`;
      const body = { data: Buffer.alloc(0), metadata: Buffer.alloc(0) };
      log.put({ stream: "s", revision, id, type: "T", json: true, created: 1n, ...body });
    }
  });
}

function fill(): void {
  const file = openSync(ballast, "w");
  try {
    for (;;) writeSync(file, Buffer.alloc(1 << 20));
  } catch {
    closeSync(file);
  }
}

await write(2_000);
fill();
for (let n = 0; n < 100; n++) await write(1);
rmSync(ballast);
await write(2_000);
await storage.close();
process.stdout.write(JSON.stringify(await verifyLog(folder)));
