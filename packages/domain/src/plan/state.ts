// What plan decisions must know: how far the plan is, what its notice leaves open, and its rows until they are tasks.

import { foldName } from "../roster/names.ts";
import type { NameOwner } from "../roster/state.ts";
import type { DraftTask, DraftWarning } from "./draft.ts";
import { defaultSettings, type PlanSettings } from "./settings.ts";

export type PlanStatus = "none" | "draft" | "discarded" | "confirmed" | "issued" | "closed";

/** A warning of the draft, with the name or plan it is about where the import itself raised it. */
export interface ImportWarning extends DraftWarning {
  readonly subject: string | null;
}

/** What a printed name was confirmed to mean. */
export type NameMeaning = NameOwner | { readonly kind: "external" };

export interface PlanState {
  readonly status: PlanStatus;
  /** Null until the plan is imported. */
  readonly regionId: string | null;
  readonly rows: readonly DraftTask[];
  readonly warnings: readonly ImportWarning[];
  /** The numbers (from 1) of the warnings a person settled. */
  readonly settled: ReadonlySet<number>;
  /** Names to be read as others, by folded name; null means a body outside the region. */
  readonly readAs: ReadonlyMap<string, string | null>;
  /** By printed canonical name, from the day of confirmation on. */
  readonly meanings: ReadonlyMap<string, NameMeaning>;
  readonly settings: PlanSettings;
  readonly issuedOn: string | null;
}

export const noPlan: PlanState = {
  status: "none",
  regionId: null,
  rows: [],
  warnings: [],
  settled: new Set(),
  readAs: new Map(),
  meanings: new Map(),
  settings: defaultSettings,
  issuedOn: null,
};

/** True while the plan may still be changed or discarded. */
export function isDraft(plan: PlanState): boolean {
  return plan.status === "draft" || plan.status === "confirmed";
}

/** Every canonical name the rows print, each once, in order. */
export function namesOf(rows: readonly DraftTask[]): string[] {
  return [
    ...new Set(rows.flatMap((row) => row.units.filter((unit) => unit.kind !== "external").map((unit) => unit.name))),
  ];
}

/** What a printed name is to be read as: itself, another name, or null for a body outside the region. */
export function readingOf(plan: PlanState, name: string): string | null {
  const other = plan.readAs.get(foldName(name));
  return other === undefined ? name : other;
}
