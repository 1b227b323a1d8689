// A process that is killed at the very moment a write is answered: the write has to be on disk by then.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { diskStorage } from "./disk-storage.ts";

/** Starts so many writes at once and kills itself, without giving way to anything, when the first is answered. */
function program(directory: string, writes: number): string {
  return `
    import { writeSync } from "node:fs";
    import { diskStorage } from ${JSON.stringify(new URL("disk-storage.ts", import.meta.url).href)};
    const storage = diskStorage(${JSON.stringify(directory)});
    for (let n = 0; n < ${writes}; n++) {
      const id = "00000000-0000-4000-8000-" + String(n).padStart(12, "0");
      const rest = { id, type: "T", json: true, data: Buffer.alloc(100_000), metadata: Buffer.alloc(0), created: 0n };
      storage
        .write((log) => log.put({ stream: "s" + n, revision: 0n, ...rest }))
        .then(() => {
          writeSync(1, "s" + n);
          process.kill(process.pid, "SIGKILL");
        });
    }
    setInterval(() => {}, 1000);`;
}

test.each([1, 8, 64])("with %i writes at once the answered one is there, and only whole ones are", async (writes) => {
  const directory = mkdtempSync(join(tmpdir(), "killed-"));
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program(directory, writes)], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let answered = "";
  child.stdout.on("data", (chunk: Buffer) => {
    answered += chunk.toString();
  });
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");

  const storage = diskStorage(directory);
  expect(answered).toMatch(/^s\d+$/);
  expect(storage.lastRevision(answered)).toBe(0n);
  const events = [...storage.all(0n, "forwards")];
  for (const { stream, data } of events)
    expect([storage.event(stream, 0n)?.stream, data.length]).toEqual([stream, 100_000]);
  expect(storage.lastPosition()).toBe(events.at(-1)?.position);
  await storage.close();
  rmSync(directory, { recursive: true });
});
