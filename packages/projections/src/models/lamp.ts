// The lamp: whether something is due soon or overdue today. Printed in no notice; computed when asked, never stored.
import { addDays, type Standing } from "@taizhang/domain";
import { type Due, dueIn } from "./due.ts";
import { itemsOfNobody, openItemsOf } from "./owed-items.ts";
import { openUnits, standingOfTask, type TaskCard, unfilledGroups } from "./task-card.ts";

/** The name of the rules for lamps. It is given wherever a lamp is shown. */
export const lampRule = "due-day/4";

/**
 * `done`: every part is signed off. `terminated`: nothing is open, and not all of it was done. `none`: there is no due
 * day. `flagged`: the due day was on or before the day of issue, and is never held against anybody. `overdue`: the due day
 * is over. `dueSoon`: it is today or within the days the plan sets. `ahead`: it is further off.
 */
export type Lamp = "done" | "terminated" | "none" | "flagged" | "overdue" | "dueSoon" | "ahead";

/** The lamp of a task or of one part in it, on a Beijing day. */
export function lampOf(due: Due & { readonly standing: Standing }, today: string): Lamp {
  if (due.standing !== "open") return due.standing;
  if (due.dueOn === null) return "none";
  if (due.dueBeforeIssue) return "flagged";
  if (due.dueOn < today) return "overdue";
  return due.dueOn <= addDays(today, due.dueSoonDays) ? "dueSoon" : "ahead";
}

/** From the one that counts most: a task shows the lamp of whatever in it counts most. */
const gravest: readonly Lamp[] = ["overdue", "dueSoon", "ahead", "flagged", "none"];

/**
 * The lamp of a whole task on a Beijing day: while it is open, that of the open part or item which is worst off. An item
 * counts because its printed day is all that many rows have: 韶关 prints days in prose alone, and a task whose only day is
 * over would otherwise look as if it had none.
 */
export function lamp(card: TaskCard, today: string): Lamp {
  const standing = standingOfTask(card);
  if (standing !== "open") return standing;
  const open = openUnits(card);
  const parts = open.map((unitId) => card.life.assignments[unitId]?.dueOn ?? null);
  const items = [
    ...open.flatMap((unitId) => openItemsOf(card, unitId).map(({ dueOn }) => dueOn)),
    ...itemsOfNobody(card).items.map(([, { dueOn = null }]) => dueOn),
  ];
  // What nobody has a part in yet is due with the task.
  const due = parts.length === 0 || unfilledGroups(card).length > 0 ? [...parts, card.life.dueOn] : parts;
  const days = new Set([...due, ...items]);
  const lamps = new Set([...days].map((dueOn) => lampOf({ ...dueIn(card.opened, dueOn), standing }, today)));
  return gravest.find((each) => lamps.has(each)) ?? "none";
}
