// The columns of a board 看板列: what each counts, and which list is behind its numbers.
import type { AssignmentState, CountsOfTasksFragment, Lamp, ShareOfUnitFragment } from "../generated/operations.ts";
import type { ListState, Picked } from "../list/address.ts";
import type { BoardState } from "./address.ts";

/** What a column is called: by a word of the schema, or by one of the board's own texts. */
export type Called =
  | { readonly lamp: Lamp }
  | { readonly state: AssignmentState }
  | { readonly own: "tasks" | "unassigned" | "assignments" | "leads" | "ownerless" | "inTime" | "late" };

/** A column of numbers. */
export interface Column<Counts> {
  readonly key: string;
  readonly group: Picked["of"];
  readonly called: Called;
  readonly count: (counts: Counts) => number;
  /** What picks the lines that it counts, beside the heading or the unit of the row. */
  readonly picks: Picked;
  /** Whether it stands there also where all its numbers are 0. */
  readonly isAlways: boolean;
}

type ByLamp = CountsOfTasksFragment["byLamp"];
type ByState = CountsOfTasksFragment["byState"];

const lamps: readonly (readonly [Lamp, keyof ByLamp, isAlways: boolean])[] = [
  ["OVERDUE", "overdue", true],
  ["DUE_SOON", "dueSoon", true],
  ["CLAIMED", "claimed", true],
  ["AHEAD", "ahead", true],
  ["NONE", "none", true],
  ["FLAGGED", "flagged", false],
  ["DONE", "done", true],
  ["TERMINATED", "terminated", false],
];

const states: readonly (readonly [AssignmentState, keyof ByState, isAlways: boolean])[] = [
  ["ASSIGNED", "assigned", true],
  ["ACCEPTED", "accepted", true],
  ["CLAIMED", "claimed", true],
  ["ENDORSED", "endorsed", true],
  ["SIGNED_OFF", "signedOff", true],
  ["DROPPED", "dropped", false],
  ["EXEMPTED", "exempted", false],
  ["HANDED_OVER", "handedOver", false],
];

interface Both {
  readonly assignments: number;
  readonly byLamp: ByLamp;
  readonly byState: ByState;
  readonly done: CountsOfTasksFragment["done"];
}

const byLamp = (of: Picked["of"]) =>
  lamps.map(
    ([lamp, field, isAlways]): Column<Both> => ({
      key: `lamp-${field}`,
      group: of,
      called: { lamp },
      count: (counts) => counts.byLamp[field],
      picks: { of, lamp },
      isAlways,
    }),
  );

const assignments: Column<Both> = {
  key: "assignments",
  group: "assignments",
  called: { own: "assignments" },
  count: (counts) => counts.assignments,
  picks: { of: "assignments" },
  isAlways: true,
};

const byState = states.map(
  ([state, field, isAlways]): Column<Both> => ({
    key: `state-${field}`,
    group: "assignments",
    called: { state },
    count: (counts) => counts.byState[field],
    picks: { of: "assignments", state },
    isAlways,
  }),
);

const howDone: readonly Column<Both>[] = ([false, true] as const).map((late) => ({
  key: late ? "late" : "inTime",
  group: "assignments",
  called: { own: late ? "late" : "inTime" },
  count: ({ done }) => (late ? done.late : done.inTime),
  picks: { of: "assignments", late },
  isAlways: false,
}));

/** The columns of the board by heading: tasks by their lamps, assignments by their states. */
export const headingColumns: readonly Column<CountsOfTasksFragment>[] = [
  {
    key: "tasks",
    group: "tasks",
    called: { own: "tasks" },
    count: ({ tasks }) => tasks,
    picks: { of: "tasks" },
    isAlways: true,
  },
  {
    key: "unassigned",
    group: "tasks",
    called: { own: "unassigned" },
    count: ({ unassignedTasks }) => unassignedTasks,
    picks: { of: "tasks", unassigned: true },
    isAlways: false,
  },
  ...byLamp("tasks"),
  assignments,
  ...byState,
  {
    key: "ownerless",
    group: "assignments",
    called: { own: "ownerless" },
    count: ({ ownerless }) => ownerless,
    picks: { of: "assignments", ownerless: true },
    isAlways: false,
  },
  ...howDone,
];

/** The columns of the board by unit: all of them count its assignments, but that of the tasks that it leads. */
export const unitColumns: readonly Column<ShareOfUnitFragment>[] = [
  assignments,
  {
    key: "leads",
    group: "assignments",
    called: { own: "leads" },
    count: ({ leads }) => leads,
    picks: { of: "tasks", relation: "LEAD" },
    isAlways: true,
  },
  ...byLamp("assignments"),
  ...byState,
  ...howDone,
];

/** The list behind a number: its heading or unit, its column, and the moment of the board. */
export const doorOf = (
  { planId, on, asOf }: BoardState,
  picks: Omit<Picked, "of">,
  column: Pick<Column<never>, "picks">,
): ListState => ({ planId, ...picks, ...column.picks, ...(on ? { on } : {}), ...(asOf ? { asOf } : {}) });

/** Those columns that say something: the ones that always do, and those in which some number is not 0. */
export const columnsSaying = <Counts>(columns: readonly Column<Counts>[], rows: readonly Counts[]) =>
  columns.filter(({ isAlways, count }) => isAlways || rows.some((row) => count(row) > 0));

/** Rows with the most of a column first; rows with as many stay as they come. */
export const sortedBy = <Counts>(rows: readonly Counts[], column: Column<Counts> | undefined): readonly Counts[] =>
  column === undefined ? rows : [...rows].sort((a, b) => column.count(b) - column.count(a));
