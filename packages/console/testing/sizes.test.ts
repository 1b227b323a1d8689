import { expect, test } from "vitest";
import { sizesOf } from "./sizes.ts";

const file = (name: string, kilobytes: number, more = {}) => ({ name, source: "x".repeat(kilobytes * 1024), ...more });
/** Nothing becomes smaller here. */
const asItIs = (source: string | Uint8Array) => source.length;

const most = { firstScripts: 20, styles: 5, chunk: 8, charts: 12 };

test("what the entry imports, and what that imports, is the first load", () => {
  const files = [
    file("main.js", 6, { isEntry: true, imports: ["parts.js"] }),
    file("parts.js", 6, { imports: ["main.js", "deep.js"] }),
    file("deep.js", 6, { imports: [] }),
    file("page.js", 6, { imports: ["parts.js"] }),
    file("charts.js", 11, { imports: [], isCharts: true }),
    file("page.css", 4),
  ];
  const { firstScripts, faults } = sizesOf(files, asItIs, most);
  expect(faults).toEqual([]);
  expect(Math.round(firstScripts)).toBe(18);
});

test("each limit that is exceeded is told with both numbers", () => {
  const files = [
    file("main.js", 12, { isEntry: true, imports: ["parts.js"] }),
    file("parts.js", 12, { imports: [] }),
    file("page.js", 9, { imports: [] }),
    file("charts.js", 13, { imports: [], isCharts: true }),
    file("one.css", 3),
    file("two.css", 3),
  ];
  expect(sizesOf(files, asItIs, most).faults.map((fault) => fault.replaceAll(/\d+\.\d/g, "…"))).toEqual([
    "the scripts of the first load have … KB, the limit is 20 KB",
    "the styles have … KB, the limit is 5 KB",
    "the chunk page.js has … KB, the limit is 8 KB",
    "the chunk charts.js has … KB, the limit is 12 KB",
  ]);
});
