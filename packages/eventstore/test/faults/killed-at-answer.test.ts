// A process that is killed at the very moment a write is acknowledged: the write has to be on disk by then.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskStorage } from "../../src/storage/disk-storage.ts";
import { outcomeOf, startProcess } from "../node-process.ts";

const program = new URL("killed-at-answer-process.ts", import.meta.url);

test.each([1, 8, 64])("of %i writes at once the acknowledged one is there, and only whole ones are", async (writes) => {
  const directory = mkdtempSync(join(tmpdir(), "killed-"));
  const { signal, stdout: answered, stderr } = await outcomeOf(startProcess(program, [directory, `${writes}`]));
  expect({ signal, stderr }).toEqual({ signal: "SIGKILL", stderr: "" });

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
