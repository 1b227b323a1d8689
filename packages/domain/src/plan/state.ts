// What plan decisions must know: how far the plan is, what its notice leaves open, and its rows until they are tasks.
import type { NameOwner } from "../roster/state.ts";
import type { DraftSection, DraftTask, importedWarning } from "./draft.ts";
import type { ImportDecision } from "./import-decision.ts";
import type { RowEffect } from "./row-use.ts";
import { defaultSettings, type PlanSettings } from "./settings.ts";
import type { Turn } from "./turns.ts";

/** How far a plan has come; `none` before it is imported. */
export type PlanStatus = "none" | "draft" | "discarded" | "confirmed" | "issued" | "closed";

/** A warning of the draft. `subject` is the name or plan it is about, if the import itself raised it. */
export interface ImportWarning extends ReturnType<typeof importedWarning> {
  readonly subject: string | null;
}

/** What a name was confirmed to mean. */
export type NameMeaning = NameOwner | { readonly kind: "external" };

/** The meanings of a plan's names. Plans confirmed before decisions were about rows have them by the name as printed. */
export interface Meanings {
  readonly by: "printed" | "read";
  readonly names: ReadonlyMap<string, NameMeaning>;
}

/** The state of a plan. */
export interface PlanState {
  readonly status: PlanStatus;
  /** Null until the plan is imported. */
  readonly regionId: string | null;
  /** The notice as others cite it: its title, with its number if it prints one. */
  readonly citation: string;
  /** The headings that the notice prints. */
  readonly sections: readonly DraftSection[];
  /** What the notice prints and, behind it, what was added to the issued plan. */
  readonly rows: readonly DraftTask[];
  readonly warnings: readonly ImportWarning[];
  /** What a person decided on a warning, by its number (from 1), the latest decision last. */
  readonly settled: ReadonlyMap<number, ImportDecision>;
  /** What the names mean, from the day of confirmation on. */
  readonly meanings: Meanings;
  readonly settings: PlanSettings;
  /** The day of issue as it was last said; null before. */
  readonly issuedOn: string | null;
  /** The day the notice was signed 落款日期; null if it prints none. */
  readonly signedOn: string | null;
  /** The year the plan is for; null if the notice prints none. */
  readonly year: number | null;
  /** True once every row is a task, and its units are assigned. */
  readonly tasksOpened: boolean;
  /** How it was closed and reopened, in order. */
  readonly turns: readonly Turn[];
  /** The later notices that changed the plan, by the SHA-256 of their bytes, with the day as of which, and what became of their rows. */
  readonly supplements: ReadonlyMap<string, { readonly on: string; readonly map: readonly RowEffect[] }>;
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
  citation: "",
  sections: [],
  rows: [],
  warnings: [],
  settled: new Map(),
  meanings: { by: "read", names: new Map() },
  settings: defaultSettings,
  issuedOn: null,
  signedOn: null,
  year: null,
  tasksOpened: false,
  turns: [],
  supplements: new Map(),
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
