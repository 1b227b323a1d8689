// What the earlier parts of a unit in a task leave to the next one: numbers that go on, and what the unit was to the task.
import type { Relation } from "../plan/draft.ts";

/** What the earlier parts of a unit in a task leave behind. */
export interface EarlierParts {
  /** How many reports they have; those of the next part are numbered from there, so that no number means two reports. */
  readonly reports: number;
  /** How many requests for an extension they have; numbered likewise. */
  readonly extensions: number;
  /** How many requests for an extension they have for items, by itemId; numbered likewise. */
  readonly itemExtensions: Readonly<Record<string, number>>;
  /** True if the unit led the task by one of them: what a lead could read stays readable. */
  readonly led: boolean;
  /** True if one that was signed off makes the unit a lead of the task still. */
  readonly leads: boolean;
}

export const nothingBefore: EarlierParts = { reports: 0, extensions: 0, itemExtensions: {}, led: false, leads: false };

/** What a part leaves behind, together with those before it. `leads`: whether the unit leads the task at that moment. */
export const leftBehind = (
  {
    before,
    reportCount,
    extension,
    items,
    relations,
  }: {
    readonly before: EarlierParts;
    readonly reportCount: number;
    readonly extension: { readonly no: number } | null;
    readonly items: Readonly<Record<string, { readonly extension: { readonly no: number } | null }>>;
    readonly relations: readonly Relation[];
  },
  leads: boolean,
): EarlierParts => ({
  reports: reportCount,
  extensions: extension?.no ?? before.extensions,
  itemExtensions: {
    ...before.itemExtensions,
    ...Object.fromEntries(
      Object.entries(items).flatMap(([itemId, { extension }]) => (extension ? [[itemId, extension.no]] : [])),
    ),
  },
  led: before.led || relations.includes("lead"),
  leads,
});
