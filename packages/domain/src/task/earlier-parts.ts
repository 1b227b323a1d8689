// What the earlier parts of a unit in a task leave to the next one: numbers that go on, what the unit was to the task, and how
// they ended.
import type { Relation } from "../plan/draft.ts";
import type { AssignmentState } from "./assignment-state.ts";

/** A part that ended before the next one of its unit began. */
export interface EndedPart {
  readonly partNo: number;
  readonly state: AssignmentState;
  readonly dueOn: string | null;
  readonly urgings: readonly { readonly no: number; readonly answerBy: string | null; readonly answered: boolean }[];
}

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
  /** How each of them ended, in order. */
  readonly parts: readonly EndedPart[];
}

export const nothingBefore: EarlierParts = {
  ...{ reports: 0, extensions: 0, itemExtensions: {}, led: false, leads: false },
  parts: [],
};

/** What a part leaves behind, together with those before it. `leads`: whether the unit leads the task at that moment. */
export const leftBehind = (
  {
    before,
    reportCount,
    extension,
    items,
    relations,
    ...part
  }: EndedPart & {
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
  parts: [...before.parts, endedPart(part)],
});

/** Only what is told of a part that ended, and not all that it was. */
const endedPart = ({ partNo, state, dueOn, urgings }: EndedPart): EndedPart => ({
  ...{ partNo, state, dueOn },
  urgings: urgings.map(({ no, answerBy, answered }) => ({ no, answerBy, answered })),
});
