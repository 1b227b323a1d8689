// The index while LMDB already holds entries that are still kept as unsaved.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as macrotask } from "node:timers/promises";
import { expect, test } from "vitest";
import { LogIndex } from "./log-index.ts";
import { endKey, openTables, readEnd } from "./tables.ts";

const count = 20_000;
const everything = count * 100;

test("while entries are being saved, each is found once", async () => {
  const directory = mkdtempSync(join(tmpdir(), "index-"));
  const tables = openTables(directory);
  const index = new LogIndex(tables);
  for (let n = 0; n < count; n++) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    index.add({ stream: "s", revision: BigInt(n), id, isFirstWithId: true, position: (n + 1) * 100 });
  }
  const saving = index.save(everything / 2);
  await macrotask();
  // Nothing else of this thread runs meanwhile.
  do tables.root.resetReadTxn();
  while (readEnd(tables.heads.get(endKey)) === 0);
  expect(index.end).toBe(0);
  const places = (direction: "forwards" | "backwards", from: bigint) =>
    [...index.places("s", from, direction, everything)].map(({ revision }) => Number(revision));
  const all = Array.from({ length: count }, (_, n) => n);
  expect(places("forwards", 0n)).toEqual(all);
  expect(places("backwards", BigInt(count))).toEqual(all.toReversed());
  await saving;
  expect([index.end, index.unsavedCount]).toEqual([everything / 2, count / 2]);
  expect(places("forwards", 0n)).toEqual(all);
  expect(places("backwards", 15_000n)).toEqual(all.slice(0, 15_001).toReversed());
  expect(index.lastRevision("s", everything)).toBe(BigInt(count - 1));
  await tables.root.close();
  rmSync(directory, { recursive: true });
});
