// Rows of a ruled table that have fewer or more cells than its header: a cell is missing, or a span from above is too long.
import { type TableCell, wordsOf } from "../document/block.ts";
import type { Schema } from "./columns.ts";
import { type Habits, looksOf, misfit } from "./fit.ts";

type Row = readonly TableCell[];

/** A row whose missing cells are where its words fit best. */
export interface Spread {
  readonly cells: Row;
  /** It is open which of its cells are missing, and so to which columns the others belong. */
  readonly doubtful: boolean;
}

/**
 * Places the cells of a row that ends too soon. Only cells that no reader needs, such as a remark at the end of the row,
 * may be missing without doubt.
 */
export function spread(cells: Row, schema: Schema, habits: Habits): Spread {
  const free = cells.flatMap((cell, column) => (cell.state === "covered" ? [] : [column]));
  const written = free.flatMap((column) => (isMissing(cells[column]) ? [] : [cells[column] as TableCell]));
  const lacking = free.length - written.length;
  if (lacking === 0 || written.filter(({ state }) => state === "printed").length < 2) return { cells, doubtful: false };
  const costs = written.map((cell) => {
    const looks = looksOf(wordsOf(cell));
    return free.map((column) => misfit(looks, schema[column]?.kind ?? "other", 0, 1, habits));
  });
  const columns = cheapest(costs, lacking).map((at) => free[at]);
  const placed = cells.map((cell, column) => {
    if (cell.state === "covered") return cell;
    return written[columns.indexOf(column)] ?? { state: "blank" as const, missing: true as const };
  });
  const lost = placed.flatMap((cell, column) => (isMissing(cell) ? [schema[column]?.kind ?? "other"] : []));
  return { cells: placed, doubtful: lost.some((kind) => kind !== "other" && kind !== "path") };
}

function isMissing(cell: TableCell | undefined): boolean {
  return cell?.state === "blank" && cell.missing === true;
}

/**
 * Which of the places each cell takes, in order, at the least cost; `lacking` places stay free. Of ways that cost the same
 * the one is taken that leaves the last places free.
 */
function cheapest(costs: readonly (readonly number[])[], lacking: number): number[] {
  // By how many places are passed over so far: the cost, and how many are passed over before each cell.
  let ways: { cost: number; passed: readonly number[] }[] = [{ cost: 0, passed: [] }];
  for (const [at, cost] of costs.entries()) {
    const next: typeof ways = [];
    let best: (typeof ways)[number] | undefined;
    for (let passed = 0; passed <= lacking; passed++) {
      const way = ways[passed];
      if (way && (!best || way.cost < best.cost)) best = way;
      if (best) next[passed] = { cost: best.cost + (cost[at + passed] ?? 0), passed: [...best.passed, passed] };
    }
    ways = next;
  }
  const best = ways.reduce((one, other) => (other.cost < one.cost ? other : one));
  return best.passed.map((passed, at) => at + passed);
}

/**
 * The rows, by place in the table, with cells behind the end of the header, and those that are covered by a cell of such a
 * row. None where nearly all rows are longer: then it is the header that lacks a cell.
 */
export function longRows(rows: readonly Row[], header: number): ReadonlySet<number> {
  const end = (rows[header] ?? []).findIndex(isMissing);
  const long = new Set<number>();
  if (end < 0) return long;
  const body = rows.slice(header + 1);
  for (const [at, cells] of body.entries()) {
    const goesOn = cells.slice(end).some((cell) => cell.state !== "blank");
    const covered = cells.some((cell) => cell.state === "covered" && long.has(cell.by.row));
    if (goesOn || covered) long.add(header + 1 + at);
  }
  return long.size * 4 <= body.length * 3 ? long : new Set();
}
