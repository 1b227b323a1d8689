import { expect, test } from "vitest";
import { sizesOf } from "./sizes.ts";

const file = (name: string, kilobytes: number, more = {}) => ({ name, source: "x".repeat(kilobytes * 1024), ...more });
/** Nothing becomes smaller here. */
const asItIs = (source: string | Uint8Array) => source.length;

const most = { firstScripts: 20, styles: 5, lazy: 8, charts: 12, other: 2 };
const rounded = (faults: readonly string[]) => faults.map((fault) => fault.replaceAll(/\d+\.\d/g, "…"));

test("what the entry imports, and what that imports, is the first load", () => {
  const files = [
    file("main.js", 6, { isEntry: true, imports: ["parts.js"] }),
    file("parts.js", 6, { imports: ["main.js", "deep.js"] }),
    file("deep.js", 6, { imports: [] }),
    file("page.js", 6, { isLazy: true, imports: ["parts.js"] }),
    file("charts.js", 11, { isLazy: true, imports: [], isCharts: true }),
    file("page.css", 4),
    file("index.html", 1),
  ];
  const { firstScripts, lazy, faults } = sizesOf(files, asItIs, most);
  expect(faults).toEqual([]);
  expect(Math.round(firstScripts)).toBe(18);
  expect(lazy.map(({ name }) => name)).toEqual(["charts.js", "page.js"]);
});

test("each limit that is exceeded is told with both numbers", () => {
  const files = [
    file("main.js", 12, { isEntry: true, imports: ["parts.js"] }),
    file("parts.js", 12, { imports: [] }),
    file("page.js", 9, { isLazy: true, imports: [] }),
    file("charts.js", 13, { isLazy: true, imports: [], isCharts: true }),
    file("one.css", 3),
    file("two.css", 3),
    file("icon.svg", 3),
  ];
  expect(rounded(sizesOf(files, asItIs, most).faults)).toEqual([
    "the scripts of the first load have … KB, the limit is 20 KB",
    "the styles have … KB, the limit is 5 KB",
    "what is loaded with charts.js has … KB, the limit is 12 KB",
    "what is loaded with page.js has … KB, the limit is 8 KB",
    "the file icon.svg has … KB, the limit is 2 KB",
  ]);
});

test("a page is as large as all that is loaded with it, also what it shares with another", () => {
  const files = [
    file("main.js", 6, { isEntry: true, imports: [] }),
    file("proofs.js", 3, { isLazy: true, imports: ["main.js", "hashes.js"] }),
    file("replay.js", 1, { isLazy: true, imports: ["hashes.js"] }),
    file("hashes.js", 6, { imports: ["main.js"] }),
  ];
  expect(rounded(sizesOf(files, asItIs, most).faults)).toEqual([
    "what is loaded with proofs.js has … KB, the limit is 8 KB",
  ]);
});

test("a file that no limit is about is a fault", () => {
  const files = [
    file("main.js", 6, { isEntry: true, imports: [] }),
    file("alone.js", 1, { imports: [] }),
    file("worker.js", 1),
    file("hashes.wasm", 1),
  ];
  expect(sizesOf(files, asItIs, most).faults).toEqual([
    "no limit is about the file alone.js",
    "no limit is about the file worker.js",
    "no limit is about the file hashes.wasm",
  ]);
});
