// The tables, character by character.
import { expect, test } from "vitest";
import { markdownOf } from "./markdown.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

const ours = { name: "ours", perSecond: 2345.6, p50: 0.4, p99: 1.234 };
const lmdb = { name: "lmdb alone", perSecond: 4691.2, p50: 0.2, p99: 0.5 };
const echo = { name: "echo", perSecond: 7.25, p50: null, p99: null };
const line = { line: "appends-one", unit: "appends", ours };
const rows: readonly Row[] = [
  { ...line, peer: lmdb, by: "rate", ratio: 0.5, wanted: { atLeast: 0.55 } },
  { ...line, peer: echo, by: "rate", ratio: 323.53, wanted: null },
  { ...line, line: "mutation", unit: "commands", peer: lmdb, by: "p50", ratio: 2, wanted: { atMost: 3 } },
  { line: "storm", what: "all are back", value: 12_345.6, unit: "ms", wanted: { atMost: 30_000 } },
  { line: "storm", what: "lost messages", value: 1, unit: "", wanted: { atMost: 0 } },
];

test("columns are aligned, and our own figures are not repeated for the next peer", () => {
  expect(tableOf(rows)).toBe(
    [
      "line         unit      ours/s  p50 ms  p99 ms  peer        peer/s  p50 ms  p99 ms    ratio  wanted  met",
      "appends-one  appends    2,346    0.40    1.23  lmdb alone   4,691    0.20    0.50     50 %  ≥ 55 %  not met",
      "                                               echo           7.3                  32353 %",
      "mutation     commands   2,346    0.40    1.23  lmdb alone   4,691    0.20    0.50      2 ×  ≤ 3 ×   met",
      "",
      "line   what              result  wanted       met",
      "storm  all are back   12,346 ms  ≤ 30,000 ms  met",
      "storm  lost messages          1  ≤ 0          not met",
    ].join("\n"),
  );
});

test("as Markdown every row says what it was measured beside, and how to measure it again", () => {
  expect(markdownOf(rows)).toBe(
    [
      "| line | ours | beside it | result | wanted | met |",
      "|---|---|---|---|---|---|",
      "| `appends-one` | 2,346 appends/s, p50 0.40 ms | lmdb alone: 4,691/s, p50 0.20 ms | 50 % | ≥ 55 % | not met |",
      "| `appends-one` | 2,346 appends/s, p50 0.40 ms | echo: 7.3/s | 32353 % |  |  |",
      "| `mutation` | 2,346 commands/s, p50 0.40 ms | lmdb alone: 4,691/s, p50 0.20 ms | 2 × | ≤ 3 × | met |",
      "| `storm` | all are back |  | 12,346 ms | ≤ 30,000 ms | met |",
      "| `storm` | lost messages |  | 1 | ≤ 0 | not met |",
      "",
      "One line alone: `npm run bench -- --only appends-one`.",
    ].join("\n"),
  );
});
