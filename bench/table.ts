// The table that a person reads.
import type { Figure } from "./figures.ts";

/** A line, compared with one peer. */
export interface Row {
  readonly line: string;
  readonly unit: string;
  readonly ours: Figure;
  readonly peer: Figure;
  /** 1 for as fast as the peer. */
  readonly ratio: number;
  readonly rounds: number;
}

const head = ["line", "unit", "ours/s", "p50 ms", "p99 ms", "peer", "peer/s", "p50 ms", "p99 ms", "ratio", "rounds"];
const isText = (column: number) => column < 2 || column === 5;

/** The rows as text with aligned columns; our own figures are not repeated for the next peer. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [head, ...rows.map((row, at) => cellsOf(row, rows[at - 1]?.line === row.line))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0;
    return isText(column) ? cell.padEnd(width) : cell.padStart(width);
  };
  return cells.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}

function cellsOf({ line, unit, ours, peer, ratio, rounds }: Row, isRepeated: boolean): string[] {
  const us = isRepeated ? ["", "", "", "", ""] : [line, unit, ...figures(ours)];
  return [...us, peer.name, ...figures(peer), `${Math.round(100 * ratio)} %`, String(rounds)];
}

function figures({ perSecond, p50, p99 }: Figure): string[] {
  return [grouped(perSecond), ...[p50, p99].map((ms) => (ms === null ? "" : ms.toFixed(2)))];
}

const grouped = (number: number) => number.toLocaleString("en", { maximumFractionDigits: number < 10 ? 1 : 0 });
