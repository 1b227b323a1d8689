// The table that a person reads, on a terminal.
import type { Figure } from "./figures.ts";
import { type Compared, grouped, metOf, type Row, resultOf, wantedOf } from "./row.ts";

const head = [
  "line",
  "unit",
  "ours/s",
  "p50 ms",
  "p99 ms",
  "peer",
  "peer/s",
  "p50 ms",
  "p99 ms",
  "ratio",
  "wanted",
  "met",
];
const isText = (column: number) => column < 2 || column === 5 || column > 9;

/** The rows as text with aligned columns; our own figures are not repeated for the next peer. Findings come last. */
export function tableOf(rows: readonly Row[]): string {
  const compared = rows.flatMap((row) => ("ratio" in row ? row : []));
  const found = rows.flatMap((row) => ("ratio" in row ? [] : row));
  const cells = compared.map((row, at) => cellsOf(row, compared[at - 1]?.line === row.line));
  const said = found.map((row) => [row.line, row.what, resultOf(row), wantedOf(row), metOf(row)]);
  const tables = [
    compared.length > 0 ? [aligned([head, ...cells], isText)] : [],
    found.length > 0 ? [aligned([["line", "what", "result", "wanted", "met"], ...said], (column) => column !== 2)] : [],
  ];
  return tables.flat().join("\n\n");
}

function aligned(cells: readonly (readonly string[])[], isText: (column: number) => boolean): string {
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0;
    return isText(column) ? cell.padEnd(width) : cell.padStart(width);
  };
  return cells.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}

function cellsOf(row: Compared, isRepeated: boolean): string[] {
  const us = isRepeated ? ["", "", "", "", ""] : [row.line, row.unit, ...figures(row.ours)];
  return [...us, row.peer.name, ...figures(row.peer), resultOf(row), wantedOf(row), metOf(row)];
}

function figures({ perSecond, p50, p99 }: Figure): string[] {
  return [grouped(perSecond), ...[p50, p99].map((ms) => (ms === null ? "" : ms.toFixed(2)))];
}
