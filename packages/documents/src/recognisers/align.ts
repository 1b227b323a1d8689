// Assigns a sequence of printed cells to the columns of a table at the least cost, and leaves out what fits nowhere.
//
// In a notice that has lost its ruled lines, a row is only a sequence of lines. Lines get lost, doubled or inserted, so
// counting lines is not enough: every way to divide the sequence into rows is rated by what the columns can contain, and
// the cheapest is taken. The work grows in proportion to the number of lines.
import type { Column, Schema } from "./columns.ts";
import { type Habits, type Looks, misfit, STRAY, STRAY_BLANK } from "./fit.ts";

/** One printed cell before it has a column. */
export interface Slot {
  readonly looks: Looks;
  /** There is an empty line before it. */
  readonly gap: boolean;
  /** What marks a new cell in this layout (a tab, a bar) is missing: it is a paragraph, or a stray line. */
  readonly loose: boolean;
  /** For a loose slot: its number or the habit of the table makes it a paragraph of the cell above. */
  readonly paragraph: "numbered" | "usual" | "unusual";
  /** Bars after the bar of the cell: the row ends here, and so many of its cells are not printed. */
  readonly filler: number;
}

/** How a layout marks rows. */
export interface RowMarks {
  /** Rows end at an empty line, or (bars) at the last filler. */
  readonly by: "gaps" | "fillers";
  /** Nothing marks a cell, so that any line may be a paragraph of the one above. */
  readonly unmarked?: boolean;
}

/** For every slot: left out, a paragraph of the slot above, a heading row of its own, or a cell of a column. */
export type Placement =
  | { readonly as: "stray" }
  | { readonly as: "paragraph" }
  | { readonly as: "headingRow" }
  | { readonly as: "cell"; readonly column: number; readonly opensRow: boolean };

const NEVER = 1_000_000;
const MISSING_IN_GAPS: Record<Column["kind"], number> = {
  heading: 10,
  number: 20,
  task: 50,
  requirement: 20,
  lead: 25,
  responsible: 25,
  supervising: 25,
  guiding: 25,
  deadline: 25,
  path: 10,
  other: 10,
};
/** Where merged cells are not printed, the merged columns are the outer ones, on the left. */
const MISSING_IN_FILLERS: Record<Column["kind"], number> = {
  heading: 0,
  number: 1,
  task: 50,
  requirement: 7,
  lead: 3,
  responsible: 6,
  supervising: 6,
  guiding: 6,
  deadline: 5,
  path: 3,
  other: 3,
};
const WRONG_FILLER = 30;
const LOOSE_CELL = 20;
const HEADING_ROW = 12;
const ROW_WITHOUT_GAP = 5;
const GAP_IN_ROW = 8;

const SKIP = 0;
const JOIN = 1;
const HEADING = 2;
const CELLS = 3;

export interface Alignment {
  readonly placements: readonly Placement[];
  readonly cost: number;
}

/** A row before its next cell: the state with its cost, the first free column, and what is missing. */
interface Way {
  readonly state: number;
  readonly cost: number;
  readonly first: number;
  readonly missed: number;
  /** What a new row adds to the action. */
  readonly opens: number;
}

/** The cheapest placement of all slots. */
export function align(slots: readonly Slot[], schema: Schema, habits: Habits, marks: RowMarks): Alignment {
  const width = schema.length;
  const side = width + 1;
  const states = marks.by === "fillers" ? side * side : side;
  const missing = marks.by === "fillers" ? MISSING_IN_FILLERS : MISSING_IN_GAPS;
  const gaps = schema.map(({ kind }) => missing[kind]);
  const headings = schema.filter(({ kind }) => kind === "heading").length;
  const depths = schema.map((_, at) => schema.slice(0, at).filter(({ kind }) => kind === "heading").length);
  const step = new Uint8Array(slots.length * states);
  const from = new Uint8Array(slots.length * states);
  let costs = new Float64Array(states).fill(NEVER);
  let next = new Float64Array(states);
  costs[0] = 0;

  slots.forEach((slot, at) => {
    next.fill(NEVER);
    const loose = slot.loose ? LOOSE_CELL : 0;
    const fits = schema.map(
      ({ kind }, column) => misfit(slot.looks, kind, depths[column] ?? 0, headings, habits) + loose,
    );
    for (let state = 0; state < states; state++) {
      const cost = costs[state] ?? NEVER;
      if (cost >= NEVER) continue;
      const filled = state % side;
      const missed = (state - filled) / side;
      offer(at, state, cost + (slot.looks.blank ? STRAY_BLANK : STRAY), SKIP, state);
      if ((slot.loose || marks.unmarked) && filled > 0 && marks.by === "gaps")
        offer(at, state, cost + joinCost(slot, schema, filled - 1, marks), JOIN, state);
      const ended = cost + endCost(filled, missed);
      if (slot.looks.heading) offer(at, 0, ended + HEADING_ROW + loose, HEADING, state);
      // The same row continues.
      if (filled > 0 && filled < width) {
        const goingOn = cost + (marks.by === "gaps" && slot.gap ? GAP_IN_ROW : 0);
        place(at, slot, fits, { state, cost: goingOn, first: filled, missed, opens: 0 });
      }
      // A new row begins.
      const begun = ended + (marks.by === "gaps" && !slot.gap && filled > 0 ? ROW_WITHOUT_GAP : 0);
      place(at, slot, fits, { state, cost: begun, first: 0, missed: 0, opens: width });
    }
    [costs, next] = [next, costs];
  });

  /** Keeps this way to reach a state of this slot if it is the cheapest so far. */
  function offer(at: number, state: number, cost: number, action: number, origin: number): void {
    if (cost >= (next[state] ?? NEVER)) return;
    next[state] = cost;
    step[at * states + state] = action;
    from[at * states + state] = origin;
  }

  /** Tries every column from the first free one. */
  function place(at: number, slot: Slot, fits: readonly number[], way: Way): void {
    let skipped = 0;
    for (let column = way.first; column < width; column++) {
      const placed = way.cost + skipped + (fits[column] ?? NEVER);
      const action = CELLS + column + way.opens;
      const without = way.missed + column - way.first;
      if (marks.by === "gaps") offer(at, column + 1, placed, action, way.state);
      else if (slot.filler === 0) offer(at, column + 1 + side * without, placed, action, way.state);
      else offer(at, width, placed + closeCost(column + 1, without, slot.filler), action, way.state);
      skipped += gaps[column] ?? 0;
    }
  }

  /** What it costs to end a row with so many columns filled or passed over, so many of which were missed. */
  function endCost(filled: number, missed: number): number {
    if (filled === 0) return 0;
    let cost = marks.by === "fillers" ? WRONG_FILLER * (missed + width - filled) : 0;
    for (let column = filled; column < width; column++) cost += gaps[column] ?? 0;
    return cost;
  }

  function closeCost(filled: number, missed: number, filler: number): number {
    let cost = WRONG_FILLER * Math.abs(missed + width - filled - filler);
    for (let column = filled; column < width; column++) cost += gaps[column] ?? 0;
    return cost;
  }

  let best = 0;
  let total = NEVER;
  for (let state = 0; state < states; state++) {
    const filled = state % side;
    const cost = (costs[state] ?? NEVER) + endCost(filled, (state - filled) / side);
    if (cost < total) {
      total = cost;
      best = state;
    }
  }
  const placements = new Array<Placement>(slots.length);
  for (let at = slots.length - 1, state = best; at >= 0; at--) {
    const action = step[at * states + state] ?? SKIP;
    placements[at] = placementOf(action, width);
    state = from[at * states + state] ?? 0;
  }
  return { placements, cost: total };
}

function placementOf(action: number, width: number): Placement {
  if (action === SKIP) return { as: "stray" };
  if (action === JOIN) return { as: "paragraph" };
  if (action === HEADING) return { as: "headingRow" };
  const opensRow = action >= CELLS + width;
  return { as: "cell", column: action - CELLS - (opensRow ? width : 0), opensRow };
}

/**
 * What it costs to take a line for a paragraph of the cell above. Columns of prose contain paragraphs. In the last
 * column a stray line after the row looks just the same, so there only the next number of a list is trusted. A column
 * of names contains nothing but names.
 */
function joinCost(slot: Slot, schema: Schema, column: number, { unmarked = false }: RowMarks): number {
  const kind = schema[column]?.kind;
  if (kind === "task" || kind === "requirement") {
    // Where nothing marks a cell, names alone on a line are a cell of their own.
    if (unmarked && slot.looks.names === "all") return NEVER;
    if (slot.paragraph === "numbered") return 0;
    return slot.paragraph === "usual" && column < schema.length - 1 ? 2 : NEVER;
  }
  // After an empty line a name is no longer the rest of a broken line: it may be the signature under the table.
  if (kind === "lead" || kind === "responsible") return slot.looks.names === "all" && !slot.gap ? 0 : NEVER;
  return NEVER;
}
