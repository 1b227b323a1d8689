import { expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { lastReadsIn } from "./last-read.ts";

const last = { cursor: "c-1", position: "17", happenedAt: "2021-09-20T09:02:00.000Z" };

test("what was read is kept for each person and filter", () => {
  const reads = lastReadsIn(keptInMemory());
  reads.note("office", "p|||", last);
  expect(reads.read("office", "p|||")).toEqual(last);
  expect([reads.read("office", "|||"), reads.read("unit", "p|||")]).toEqual([null, null]);
  reads.forget("office", "p|||");
  expect(reads.read("office", "p|||")).toBeNull();
});

test("what is no place in the log is passed over", () => {
  const kept = keptInMemory();
  const reads = lastReadsIn(kept);
  for (const foreign of [
    "nonsense",
    "{}",
    JSON.stringify({ ...last, position: "x" }),
    JSON.stringify({ ...last, happenedAt: "x" }),
  ]) {
    kept.setItem("taizhang.1.read.office||||", foreign);
    expect(reads.read("office", "|||")).toBeNull();
  }
});

test("where there is no room nothing fails", () => {
  const full = keptInMemory();
  full.full = true;
  lastReadsIn(full).note("office", "|||", last);
  expect(lastReadsIn(full).read("office", "|||")).toBeNull();
});
