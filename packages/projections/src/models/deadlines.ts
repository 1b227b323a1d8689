// The deadline board 时限看板: what is open and due, by its own day. The parts of a task that are due on one day are one entry,
// and so is each item, and all answers to urgings.
import { grouped } from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import type { About } from "./about-task.ts";
import { type Due, dueSort } from "./due.ts";
import { type Lamp, lampOf } from "./lamp.ts";
import { isNobodys, type LedgerKind, type LineItem, type OwedThing, waitsForCheck } from "./owed.ts";

/** What is open and due on one day: parts of a task, answers owed on it, or a unit's completion report. */
export interface Deadline extends About, Due {
  readonly kind: LedgerKind;
  readonly dueOn: string;
  /** The item that is due; null for what is none. */
  readonly item: Pick<LineItem, "itemId" | "no" | "text" | "ownerIds"> | null;
  /** The units that owe it on that day. */
  readonly openUnitIds: readonly string[];
  /** The units that have ended and left it to nobody 无主. Its clock runs on, and counts for none of them. */
  readonly ownerlessUnitIds: readonly string[];
  /** Those of both for whom there is nothing left to do but to be checked: they claim that it is done, or have handed it in. */
  readonly claimedUnitIds: readonly string[];
  /** The groups that nobody has named units for. They owe nothing yet; the task and its items are due for them. */
  readonly unfilledGroupIds: readonly string[];
}

/** Deadlines by task, kind, day and item. Index: for a region `due/<regionId>`, the earliest first, then by plan and row. */
export const deadlines = kindOf<Deadline>("due");

/** True for what the board shows: what is open and due. */
export const isDue = ({ said }: OwedThing): boolean => said.standing === "open" && said.dueOn !== null;

/**
 * The lamp of an entry, on a Beijing day: it is claimed once all who owe it have claimed, and until then lit by its day. Judged for
 * one unit, that is what this unit has claimed, whatever the others have.
 */
export function lampOfDeadline(due: Deadline, today: string, ofUnitId: string | null = null): Lamp {
  const { dueOn, dueBeforeIssue, dueSoonDays, claimedUnitIds } = due;
  const units = ofUnitId === null ? [...due.openUnitIds, ...due.ownerlessUnitIds] : [ofUnitId];
  const isToBeGiven = ofUnitId === null && due.unfilledGroupIds.length > 0;
  const isClaimed = units.length > 0 && !isToBeGiven && units.every((unitId) => claimedUnitIds.includes(unitId));
  return lampOf({ dueOn, dueBeforeIssue, dueSoonDays, standing: "open", isClaimed }, today);
}

/** The entries of things that are open and due. */
export function deadlinesOf(things: readonly OwedThing[]): Shown[] {
  return [...grouped(things, ({ entry }) => entry).values()].flatMap((due) => {
    const units = new Set(due.flatMap(({ said }) => (isNobodys(said) ? [] : (said.unitId ?? []))));
    const ended = new Set(due.flatMap(({ said }) => (isNobodys(said) ? (said.unitId ?? []) : [])));
    const claimed = new Set(due.flatMap(({ said }) => (waitsForCheck(said) ? (said.unitId ?? []) : [])));
    const groups = new Set(due.flatMap(({ groupIds }) => groupIds ?? []));
    // The ids go as texts, so that equal lists are the same value.
    return deadlineOf(due[0], [...units].join(), [...ended].join(), [...claimed].join(), [...groups].join());
  });
}

const deadlineOf = recalling(
  ({ said, entry }: OwedThing, units: string, ended: string, claimed: string, groups: string): Shown[] => {
    const { kind, planId, regionId, taskId, row, no, text, dueOn, dueBeforeIssue, dueSoonDays, item } = said;
    if (dueOn === null) return [];
    const doc: Deadline = {
      ...{ kind, planId, regionId, taskId, row, no, text, dueOn, dueBeforeIssue, dueSoonDays },
      item: item && { itemId: item.itemId, no: item.no, text: item.text, ownerIds: item.ownerIds },
      ...{ openUnitIds: listOf(units), ownerlessUnitIds: listOf(ended) },
      ...{ claimedUnitIds: listOf(claimed), unfilledGroupIds: listOf(groups) },
    };
    return [deadlines.shown(entry, doc, [{ index: `due/${regionId}`, sort: dueSort(doc) }])];
  },
);

const listOf = (ids: string): string[] => (ids === "" ? [] : ids.split(","));
