// Who may do what in a task 权限: the rights that go by what the actor's unit is to it. An action names the one it needs.
import { type Rejection, reject } from "../kernel/action.ts";
import { type Actor, has } from "../kernel/actor.ts";
import { isOpen } from "./assignment-state.ts";
import { itemsNamed } from "./item.ts";
import { owing } from "./items-of.ts";
import type { OfUnit } from "./open-part.ts";
import { hasLeadsPart, leads, reviews, type TaskState } from "./state.ts";

/** An item. */
interface OfItem {
  readonly itemId: string;
}

type Right<Target> = (task: TaskState, target: Target, actor: Actor) => Rejection | null;

/** A right in a task that exists. Everybody gets the same answer for one that is missing and for one of another region. */
const inTask =
  <Target>(right: Right<Target>): Right<Target> =>
  (task, target, actor) =>
    task.about ? right(task, target, actor) : reject("TASK_NOT_FOUND");

/**
 * The refusal of an act of a unit that has ended: it acts no more, neither on the part that it left nor as a lead. What is
 * handed over or over otherwise is not refused here: its state says so.
 */
function refusalOfEnded(task: TaskState, unitId: string | null): Rejection | null {
  const part = unitId === null ? undefined : task.assignments[unitId];
  if (!part || part.ownerlessSince === null) return null;
  return isOpen(part.state) || leads(task, unitId) ? reject("ASSIGNMENT_OWNERLESS") : null;
}

/** A right that goes by what the actor's unit is to the task, as long as that unit goes on. */
const ofUnit = <Target>(right: Right<Target>): Right<Target> =>
  inTask((task, target, actor) => right(task, target, actor) ?? refusalOfEnded(task, actor.unitId));

/** The same, which the office has, too. */
const ofUnitOrOffice = <Target>(right: Right<Target>): Right<Target> =>
  inTask((task, target, actor) => (has(actor, "office") ? null : ofUnit(right)(task, target, actor)));

/** The right of a unit to its own part. */
export const ownPart = ofUnit<OfUnit>((_task, { unitId }, actor) =>
  actor.unitId === unitId ? null : reject("NOT_YOUR_ASSIGNMENT"),
);

/** The right of a lead of the task. */
export const asLead = ofUnit<object>((task, _target, actor) =>
  leads(task, actor.unitId) ? null : reject("NOT_THE_LEAD"),
);

/** The right to adopt items: of a unit for its own part, of a lead for the whole task. */
export const asAdopter = inTask<{ readonly unitId?: string | undefined }>((task, { unitId }, actor) =>
  unitId === undefined ? asLead(task, {}, actor) : ownPart(task, { unitId }, actor),
);

/** The right of a lead of the task, and of the office. */
export const asLeadOrOffice = ofUnitOrOffice<object>((task, _target, actor) =>
  leads(task, actor.unitId) ? null : reject("NOT_LEAD_NOR_OFFICE"),
);

/** The right to check what a unit says it has done: of the office, and of a lead unless the part is a lead's. */
export const asChecker = ofUnitOrOffice<OfUnit>((task, { unitId }, actor) => {
  if (!leads(task, actor.unitId)) return reject("NOT_LEAD_NOR_OFFICE");
  return hasLeadsPart(task, unitId) ? reject("PART_OF_A_LEAD") : null;
});

/** The right to review a unit's reports. */
export const asReviewer = inTask<OfUnit>((task, { unitId }, actor) =>
  reviews(task, unitId, actor) ? null : reject("NOT_THE_REVIEWER"),
);

/** The right of the unit whose part it is, of a lead of the task, and of the office. */
export const ownPartOrAbove = ofUnitOrOffice<OfUnit>((task, { unitId }, actor) =>
  actor.unitId === unitId || leads(task, actor.unitId) ? null : reject("NOT_UNIT_LEAD_NOR_OFFICE"),
);

/**
 * The right to change an item: of the unit whose own it is, or of the lead that adopted it for the whole task; what a lead adopted
 * that leads no more is its successor's. A printed item is nobody's, and the units that owe it are told so.
 */
export const ownItem = ofUnit<OfItem>((task, { itemId }, { unitId }) => {
  const item = task.items[itemId];
  if (!item) return reject("ITEM_NOT_FOUND", itemId);
  const { adoptedBy } = item;
  // What a unit's own item says is not read by others.
  const denied = reject("NOT_YOUR_ITEM", item.unitId === null ? itemsNamed(task.items, [itemId]) : null);
  if (unitId === null) return denied;
  if (adoptedBy === null) return owing(task, item).includes(unitId) ? null : denied;
  if (item.unitId !== null) return item.unitId === unitId ? null : denied;
  if (!leads(task, unitId)) return adoptedBy === unitId ? reject("NOT_THE_LEAD") : denied;
  return adoptedBy === unitId || !leads(task, adoptedBy) ? null : denied;
});
