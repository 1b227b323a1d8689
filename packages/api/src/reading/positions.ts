// What several answers say together about the log: positions compared.
import type { Position } from "@taizhang/log";

/** The greatest of some positions; null if there is none. */
export const greatest = (positions: readonly (Position | null)[]): Position | null =>
  positions.reduce((most, each) => (most === null || (each !== null && each > most) ? each : most), null);

/** The earlier of two positions: what both answers include. Null, where the log was empty for one of them. */
export const earlier = (a: Position | null, b: Position | null): Position | null =>
  a === null || b === null ? null : a < b ? a : b;
