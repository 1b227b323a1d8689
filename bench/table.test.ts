// The table, character by character.
import { expect, test } from "vitest";
import { tableOf } from "./table.ts";

const ours = { name: "ours", perSecond: 2345.6, p50: 0.4, p99: 1.234 };
const row = { line: "appends-one-by-one", unit: "appends", ours, rounds: 5 };

test("columns are aligned, and our own figures are not repeated for the next peer", () => {
  const disk = { name: "lmdb alone", perSecond: 4691.2, p50: 0.2, p99: 0.5 };
  const scan = { name: "echo", perSecond: 7.25, p50: null, p99: null };
  expect(
    tableOf([
      { ...row, peer: disk, ratio: 0.5 },
      { ...row, peer: scan, ratio: 323.53 },
    ]),
  ).toBe(
    [
      "line                unit     ours/s  p50 ms  p99 ms  peer        peer/s  p50 ms  p99 ms    ratio  rounds",
      "appends-one-by-one  appends   2,346    0.40    1.23  lmdb alone   4,691    0.20    0.50     50 %       5",
      "                                                     echo           7.3                  32353 %       5",
    ].join("\n"),
  );
});
