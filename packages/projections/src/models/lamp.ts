// The lamp: whether something is due soon or overdue today. Printed in no notice; computed when asked, never stored.
import { addDays, isStillToDo, type Standing } from "@taizhang/domain";
import { type Due, dueIn } from "./due.ts";
import { type Owed, waitsForCheck } from "./owed.ts";
import { itemsOfNobody, openItemsOf } from "./owed-items.ts";
import { openUnits, standingOfTask, type TaskCard, unfilledGroups } from "./task-card.ts";

/** The name of the rules for lamps. It is given wherever a lamp is shown. */
export const lampRule = "due-day/5";

/**
 * `done`: every part is signed off. `terminated`: nothing is open, and not all of it was done. `none`: there is no due
 * day. `flagged`: the due day was on or before the day of issue, and is never held against anybody. `overdue`: the due day
 * is over. `dueSoon`: it is today or within the days the plan sets. `ahead`: it is further off. `claimed`: it is claimed to
 * be done, or handed in, and waits to be checked; whatever its due day, it is not overdue unless it is returned.
 */
export type Lamp = "done" | "terminated" | "none" | "flagged" | "overdue" | "dueSoon" | "ahead" | "claimed";

/** What a lamp is lit by. */
export interface Lit extends Due {
  readonly standing: Standing;
  /** True for what waits to be checked: whoever owed it has nothing left to do. */
  readonly isClaimed: boolean;
}

/** The lamp of something that is owed, on a Beijing day. */
export function lampOf(due: Lit, today: string): Lamp {
  if (due.standing !== "open") return due.standing;
  if (due.isClaimed) return "claimed";
  if (due.dueOn === null) return "none";
  if (due.dueBeforeIssue) return "flagged";
  if (due.dueOn < today) return "overdue";
  return due.dueOn <= addDays(today, due.dueSoonDays) ? "dueSoon" : "ahead";
}

/** The lamp of a line of a ledger, on a Beijing day. */
export function lampOfLine(line: Owed, today: string): Lamp {
  const { dueOn, dueBeforeIssue, dueSoonDays, standing } = line;
  return lampOf({ dueOn, dueBeforeIssue, dueSoonDays, standing, isClaimed: waitsForCheck(line) }, today);
}

/** From the one that counts most: a task shows the lamp of whatever in it is still to do and counts most. */
const gravest: readonly Lamp[] = ["overdue", "dueSoon", "ahead", "flagged", "none"];

/**
 * The lamp of a whole task on a Beijing day: while it is open, that of the part or item which is still to do and worst off;
 * where nothing is left to do but to check, it is claimed. An item counts because its printed day is all that many rows
 * have: 韶关 prints days in prose alone, and a task whose only day is over would otherwise look as if it had none.
 */
export function lamp(card: TaskCard, today: string): Lamp {
  const standing = standingOfTask(card);
  if (standing !== "open") return standing;
  const toDo = Object.entries(card.life.assignments).filter(([, { state }]) => isStillToDo(state));
  const parts = toDo.map(([, { dueOn }]) => dueOn);
  const items = [
    ...toDo.flatMap(([unitId]) => openItemsOf(card, unitId).map(({ dueOn }) => dueOn)),
    ...itemsOfNobody(card).items.map(([, { dueOn = null }]) => dueOn),
  ];
  // What nobody has a part in yet is due with the task.
  const isToBeGiven = openUnits(card).length === 0 || unfilledGroups(card).length > 0;
  const days = new Set([...parts, ...items, ...(isToBeGiven ? [card.life.dueOn] : [])]);
  const lamps = new Set(
    [...days].map((dueOn) => lampOf({ ...dueIn(card.opened, dueOn), standing, isClaimed: false }, today)),
  );
  return gravest.find((each) => lamps.has(each)) ?? "claimed";
}
