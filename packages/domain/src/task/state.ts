// What task decisions must know about a task's life: who has which part in it, the state of each part, and when it is
// due. It is plain JSON, so that read models can keep it as it is.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { noAmount } from "../kernel/amount.ts";
import { refusalOfDay } from "../kernel/day-span.ts";
import { type Relation, relation } from "../plan/draft.ts";
import type { Steps } from "../plan/settings.ts";
import type { TaskItem } from "./item.ts";

/** The state of an assignment; `life.test.ts` has the table of what may follow. */
export const assignmentState = z.enum(["assigned", "accepted", "claimed", "endorsed", "signedOff", "dropped"]);
export type AssignmentState = z.infer<typeof assignmentState>;

/** How something stands: somebody still owes something, it is done 办结, or it ended without being done 终止. */
export type Standing = "open" | "done" | "terminated";

const standings: Readonly<Record<AssignmentState, Standing>> = {
  assigned: "open",
  accepted: "open",
  claimed: "open",
  endorsed: "open",
  signedOff: "done",
  dropped: "terminated",
};

/** How a unit's part stands. */
export const standingOf = (state: AssignmentState): Standing => standings[state];

/** True while the unit still owes its part: while it is neither signed off nor dropped. */
export const isOpen = (state: AssignmentState): boolean => standingOf(state) === "open";

/** The result of a report's review 审核结果; `open` until somebody reviews it. */
export const review = z.enum(["open", "accepted", "returned"]);
export type Review = z.infer<typeof review>;

/** A report that is not accepted, without its words, which are read from the log when they are needed. */
export interface UnsettledReport {
  readonly review: Exclude<Review, "accepted">;
  /** The revision of the event that holds its current words: the report itself, or its last correction. */
  readonly saidAt: number;
}

/** How a request for an extension stands 延期申请状态. It lapses when its part no longer needs an answer. */
export const extensionState = z.enum(["pending", "granted", "refused", "withdrawn", "lapsed"]);
export type ExtensionState = z.infer<typeof extensionState>;

/** A request for an extension 延期申请, as far as decisions must know it. */
export interface ExtensionRequest {
  /** The unit's requests on the task are numbered from 1 in the order made. */
  readonly no: number;
  /** The day asked for; once granted, the day granted. */
  readonly dueOn: string;
  readonly state: ExtensionState;
}

/** What a unit has done of an item 条目. */
export interface ItemFulfilment {
  /** True from the last completion on, until the item is reopened. One that is counted is done by its amount alone. */
  readonly isCompleted: boolean;
  /** The sum of the amounts completed; zero for an item that is not counted. */
  readonly amount: string;
  /** The day granted by an extension; null if there was none. */
  readonly dueOn: string | null;
  /** The last request for an extension; null if there was none. */
  readonly extension: ExtensionRequest | null;
}

export const noFulfilment: ItemFulfilment = { isCompleted: false, amount: noAmount, dueOn: null, extension: null };

/** An assignment 责任分工: one unit's part in one task. */
export interface Assignment {
  /** Most units have one relation; 梁平 prints many as lead and responsible at once. */
  readonly relations: readonly Relation[];
  readonly state: AssignmentState;
  /** The day it is due now, which an extension moves; null if there is none. */
  readonly dueOn: string | null;
  /** The last request for an extension; null if there was none. */
  readonly extension: ExtensionRequest | null;
  /** How many reports were filed. They are numbered from 1 in the order filed. */
  readonly reportCount: number;
  /**
   * The reports that are not accepted, by number. An accepted one never changes again and is not kept, so that a part
   * with many reports stays small.
   */
  readonly unsettled: Readonly<Record<number, UnsettledReport>>;
  /** The items of which the unit has done or asked something, by itemId. */
  readonly items: Readonly<Record<string, ItemFulfilment>>;
}

/** A body outside the region that the task prints; it owes nothing. */
export interface ExternalBody {
  readonly name: string;
  readonly relation: Relation;
}

/** The state of a task. */
export interface TaskState {
  /** Null until the task is opened. */
  readonly about: { readonly regionId: string; readonly planId: string; readonly issuedOn: string } | null;
  readonly steps: Steps;
  /** How many days before the due day the task counts as due soon. */
  readonly dueSoonDays: number;
  /** The due day of the task, which new parts get; null if there is none. Each part has its own. */
  readonly dueOn: string | null;
  /** By unitId, in the order in which the units got their parts. */
  readonly assignments: Readonly<Record<string, Assignment>>;
  /** The groups the task prints, by groupId, with the relations their members get. */
  readonly groups: Readonly<Record<string, readonly Relation[]>>;
  readonly external: readonly ExternalBody[];
  /** The items of the task, by itemId, in the order in which it got them. */
  readonly items: Readonly<Record<string, TaskItem>>;
  /** How many items were ever adopted. Their ids count from 1. */
  readonly adoptedCount: number;
  /** True from the day the plan is closed. */
  readonly closed: boolean;
}

export const noTask: TaskState = {
  about: null,
  steps: { endorsement: true, signOff: true },
  dueSoonDays: 0,
  dueOn: null,
  assignments: {},
  groups: {},
  external: [],
  items: {},
  adoptedCount: 0,
  closed: false,
};

/** True if a due day is not after the day of issue: then it is flagged, and never held against anybody. */
export const isDueBeforeIssue = (dueOn: string | null, issuedOn: string): boolean =>
  dueOn !== null && dueOn <= issuedOn;

/** The days on which a unit may have acted 可填日期: from the issue on, until today; a refusal of any other day. */
export function refusalOfWorkDay(task: TaskState, day: string, actor: Actor): Rejection | null {
  const today = beijingDay(actor.at);
  const span = { from: task.about?.issuedOn ?? today, to: today };
  return refusalOfDay(day, span, { early: "DAY_BEFORE_ISSUE", late: "DAY_IN_FUTURE" });
}

/** The task with one assignment changed; the task itself if the unit has none. */
export function onAssignment(task: TaskState, unitId: string, change: (part: Assignment) => Assignment): TaskState {
  const part = task.assignments[unitId];
  return part ? { ...task, assignments: { ...task.assignments, [unitId]: change(part) } } : task;
}

/** The task with more items; one whose id is known stays as it is. */
export function withItems(task: TaskState, added: readonly (readonly [itemId: string, item: TaskItem])[]): TaskState {
  return { ...task, items: { ...task.items, ...Object.fromEntries(added.filter(([itemId]) => !task.items[itemId])) } };
}

/** The task with what a unit has done of an item changed; the task itself if the unit has no part or the item is gone. */
export function onFulfilment(
  task: TaskState,
  { unitId, itemId }: { readonly unitId: string; readonly itemId: string },
  change: (fulfilment: ItemFulfilment) => Partial<ItemFulfilment>,
): TaskState {
  if (!task.items[itemId]) return task;
  return onAssignment(task, unitId, (part) => {
    const known = part.items[itemId] ?? noFulfilment;
    return { ...part, items: { ...part.items, [itemId]: { ...known, ...change(known) } } };
  });
}

/** The task with an assignment in another state. */
export function moved(task: TaskState, unitId: string, state: AssignmentState): TaskState {
  return onAssignment(task, unitId, (part) => ({ ...part, state }));
}

/** The review of a report; null if there is no report of this number. */
export function reviewOf({ reportCount, unsettled }: Assignment, reportNo: number): Review | null {
  if (reportNo < 1 || reportNo > reportCount) return null;
  return unsettled[reportNo]?.review ?? "accepted";
}

/** The task with one unsettled report changed, or accepted if `change` gives null; the task itself if there is none. */
export function onReport(
  task: TaskState,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
  change: (report: UnsettledReport) => UnsettledReport | null,
): TaskState {
  return onAssignment(task, unitId, (part) => {
    const { [reportNo]: report, ...others } = part.unsettled;
    if (!report) return part;
    const changed = change(report);
    return { ...part, unsettled: changed ? { ...others, [reportNo]: changed } : others };
  });
}

/** True if one of the relations is not known yet. */
export function adds(known: readonly Relation[] | undefined, relations: readonly Relation[]): boolean {
  return relations.some((each) => !known?.includes(each));
}

/** The relations of both lists, each once, in the order of their declaration. */
export function bothOf(known: readonly Relation[] | undefined, relations: readonly Relation[]): Relation[] {
  return relation.options.filter((each) => known?.includes(each) || relations.includes(each));
}

/** A part that a unit has just got. */
const newPart = ({ dueOn }: TaskState): Assignment => ({
  relations: [],
  state: "assigned",
  dueOn,
  extension: null,
  reportCount: 0,
  unsettled: {},
  items: {},
});

/** The task with new assignments. A unit that already has a part keeps its state and gets the relations added. */
export function withAssignments(
  task: TaskState,
  added: readonly { readonly unitId: string; readonly relations: readonly Relation[] }[],
): TaskState {
  const assignments = { ...task.assignments };
  for (const { unitId, relations } of added) {
    const part = assignments[unitId] ?? newPart(task);
    assignments[unitId] = { ...part, relations: bothOf(part.relations, relations) };
  }
  return { ...task, assignments };
}

/** A unit's open assignment, or the refusal if there is none. */
export function openAssignment(task: TaskState, unitId: string): Assignment | Rejection {
  if (!task.about) return reject("TASK_NOT_FOUND");
  const part = task.assignments[unitId];
  if (!part) return reject("ASSIGNMENT_NOT_FOUND");
  return isOpen(part.state) ? part : reject("ASSIGNMENT_NOT_OPEN");
}

/** The open assignment of the actor's own unit, or the refusal. */
export function ownAssignment(task: TaskState, unitId: string, actor: Actor): Assignment | Rejection {
  // Checked first, so that everybody gets the same answer for a missing task and for one of another region.
  if (!task.about) return reject("TASK_NOT_FOUND");
  return actor.unitId === unitId ? openAssignment(task, unitId) : reject("NOT_YOUR_ASSIGNMENT");
}

/** True if the unit leads the task 牵头. */
export function leads(task: TaskState, unitId: string | null): boolean {
  const part = unitId === null ? undefined : task.assignments[unitId];
  return part !== undefined && part.state !== "dropped" && part.relations.includes("lead");
}

/** The units that lead the task; 郧阳 and 韶关 print none. */
export function leadsOf(task: TaskState): string[] {
  return Object.keys(task.assignments).filter((unitId) => leads(task, unitId));
}

/**
 * The lead units that review a unit's reports. Empty if the office reviews them: when the task has no lead, or when the
 * unit itself is a lead.
 */
export function reviewersOf(task: TaskState, unitId: string): string[] {
  return leads(task, unitId) ? [] : leadsOf(task);
}

/** True if the actor may review a unit's reports: as a reviewing lead, or as the office if no lead reviews them. */
export function reviews(task: TaskState, unitId: string, actor: Actor): boolean {
  const reviewers = reviewersOf(task, unitId);
  if (reviewers.length === 0) return actor.roles.includes("office");
  return actor.unitId !== null && reviewers.includes(actor.unitId);
}

/** True if a unit's claim needs the lead's endorsement before the office signs off. */
export function needsEndorsement(task: TaskState, unitId: string): boolean {
  return task.steps.endorsement && reviewersOf(task, unitId).length > 0;
}
