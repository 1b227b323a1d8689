// What plan decisions must know: how far the plan is, what its notice leaves open, and its rows until they are tasks.

import { foldName } from "../roster/names.ts";
import type { NameOwner } from "../roster/state.ts";
import type { DraftTask, DraftWarning } from "./draft.ts";
import { defaultSettings, type PlanSettings } from "./settings.ts";

/** How far a plan has come; `none` before it is imported. */
export type PlanStatus = "none" | "draft" | "discarded" | "confirmed" | "issued" | "closed";

/** A warning of the draft. `subject` is the name or plan it is about, if the import itself raised it. */
export interface ImportWarning extends DraftWarning {
  readonly subject: string | null;
}

/** What a printed name was confirmed to mean. */
export type NameMeaning = NameOwner | { readonly kind: "external" };

/** How a person settled a warning. The reading of a name holds for the whole plan. */
export type ImportDecision =
  | { readonly kind: "keep" }
  | { readonly kind: "readAs"; readonly name: string; readonly as: string }
  | { readonly kind: "external"; readonly name: string };

/** The state of a plan. */
export interface PlanState {
  readonly status: PlanStatus;
  /** Null until the plan is imported. */
  readonly regionId: string | null;
  readonly rows: readonly DraftTask[];
  readonly warnings: readonly ImportWarning[];
  /** What a person decided on a warning, by its number (from 1), the latest decision last. */
  readonly settled: ReadonlyMap<number, ImportDecision>;
  /** By printed canonical name, from the day of confirmation on. */
  readonly meanings: ReadonlyMap<string, NameMeaning>;
  readonly settings: PlanSettings;
  readonly issuedOn: string | null;
  /** True once every row is a task, and its units are assigned. */
  readonly tasksOpened: boolean;
  /** True once every task is closed with the plan. */
  readonly tasksClosed: boolean;
  /** The times in which the plan was parked, the latest last. */
  readonly parkings: readonly Parking[];
}

/**
 * A time in which a plan is parked 搁置, by revisions of its stream: the first fact that waits, and the fact with which the
 * plan goes on; null until then.
 */
export interface Parking {
  readonly from: number;
  readonly until: number | null;
}

export const noPlan: PlanState = {
  status: "none",
  regionId: null,
  rows: [],
  warnings: [],
  settled: new Map(),
  meanings: new Map(),
  settings: defaultSettings,
  issuedOn: null,
  tasksOpened: false,
  tasksClosed: false,
  parkings: [],
};

/** The parking that has not ended; null if the plan is not parked. */
export const parkedSince = ({ parkings }: PlanState): Parking | null =>
  parkings.find(({ until }) => until === null) ?? null;

/** True if what follows from a fact of the plan's stream waits, or waited, until the plan goes on. */
export function waitsParked({ parkings }: PlanState, revision: number): boolean {
  return parkings.some(({ from, until }) => from <= revision && (until === null || revision < until));
}

/** True while the plan may still be changed or discarded. */
export function isDraft(plan: PlanState): boolean {
  return plan.status === "draft" || plan.status === "confirmed";
}

/** Every canonical name the rows print, each once, in order; without bodies outside the region. */
export function namesOf(rows: readonly DraftTask[]): string[] {
  return [
    ...new Set(rows.flatMap((row) => row.units.filter((unit) => unit.kind !== "external").map((unit) => unit.name))),
  ];
}

/** What a printed name is to be read as: itself, another name, or null for a body outside the region. */
export function readingOf(plan: PlanState, name: string): string | null {
  const about = [...plan.settled.values()].findLast(
    (decision) => decision.kind !== "keep" && foldName(decision.name) === foldName(name),
  );
  return about?.kind === "readAs" ? about.as : about?.kind === "external" ? null : name;
}
