// What a run says: a row for each peer of a line, and one for each finding.
import { type Bound, boundOf, isMet } from "./bound.ts";
import type { Figure } from "./figures.ts";
import type { Finding, Measure } from "./line.ts";

/** A line, compared with one peer. */
export interface Compared {
  readonly line: string;
  readonly unit: string;
  readonly ours: Figure;
  readonly peer: Figure;
  readonly by: Measure;
  /** 1 for the same as the peer. */
  readonly ratio: number;
  readonly wanted: Bound | null;
}

/** A finding of a line. */
export interface Found extends Finding {
  readonly line: string;
}

export type Row = Compared | Found;

/** The ratio, or the value with its unit. */
export const resultOf = (row: Row): string => shownIn(row)("ratio" in row ? row.ratio : row.value);

/** What was wanted of it; empty if nothing was. */
export const wantedOf = (row: Row): string => (row.wanted ? boundOf(row.wanted, shownIn(row)) : "");

/** Whether it is as wanted; empty if nothing was. */
export function metOf(row: Row): string {
  if (!row.wanted) return "";
  return isMet("ratio" in row ? row.ratio : row.value, row.wanted) ? "met" : "not met";
}

/** Rates are compared in per cent of the peer, durations in multiples. */
function shownIn(row: Row): (value: number) => string {
  if (!("ratio" in row)) return (value) => `${grouped(value)} ${row.unit}`.trim();
  return row.by === "rate" ? (ratio) => `${Math.round(100 * ratio)} %` : (ratio) => `${grouped(ratio)} ×`;
}

/** A number with one digit behind the point if it is small, and with commas if it is large. */
export const grouped = (number: number): string =>
  number.toLocaleString("en", { maximumFractionDigits: number < 10 ? 1 : 0 });
