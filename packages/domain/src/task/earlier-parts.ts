// What the earlier parts of a unit in a task leave to the next one: numbers that go on, what the unit was to the task, and how
// they ended.
import type { Relation } from "../plan/draft.ts";
import type { AssignmentState } from "./assignment-state.ts";
import type { ItemFulfilment } from "./fulfilment.ts";
import type { Notes } from "./notes.ts";
import type { Urging } from "./urged.ts";

/** A part that ended before the next one of its unit began: only what is told of it, and not all that it was. */
export interface EndedPart {
  readonly partNo: number;
  readonly state: AssignmentState;
  readonly relations: readonly Relation[];
  readonly dueOn: string | null;
  readonly noted: Notes;
  readonly urgings: readonly Urging[];
  readonly items: Readonly<Record<string, ItemFulfilment>>;
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

/** A part of a unit that others came before. */
interface LaterPart extends EndedPart {
  readonly before: EarlierParts;
  readonly reportCount: number;
  readonly extension: { readonly no: number } | null;
}

/** What a part leaves behind, together with those before it. `leads`: whether the unit leads the task at that moment. */
export function leftBehind(part: LaterPart, leads: boolean): EarlierParts {
  const { before, reportCount, extension, items, relations } = part;
  const asked = Object.entries(items).flatMap(([itemId, { extension }]) => (extension ? [[itemId, extension.no]] : []));
  return {
    reports: reportCount,
    extensions: extension?.no ?? before.extensions,
    itemExtensions: { ...before.itemExtensions, ...Object.fromEntries(asked) },
    led: before.led || relations.includes("lead"),
    leads,
    parts: [...before.parts, endedPart(part)],
  };
}

const endedPart = ({ partNo, state, relations, dueOn, noted, urgings, items }: EndedPart): EndedPart => ({
  ...{ partNo, state, relations, dueOn, noted, urgings, items },
});

/** All parts of a unit in a task, in order, by what is told of them: those that ended, and the last. */
export const partsTold = (part: EndedPart & Pick<LaterPart, "before">): readonly EndedPart[] => [
  ...part.before.parts,
  part,
];

/** A unit's last part with a part of this number changed, which may be one that ended; itself if there is no such part. */
export function onPartNo<Last extends EndedPart & Pick<LaterPart, "before">>(
  part: Last,
  partNo: number,
  change: <Part extends EndedPart>(part: Part) => Part,
): Last {
  if (partNo === part.partNo) return change(part);
  if (part.before.parts.every((each) => each.partNo !== partNo)) return part;
  const parts = part.before.parts.map((each) => (each.partNo === partNo ? change(each) : each));
  return { ...part, before: { ...part.before, parts } };
}
