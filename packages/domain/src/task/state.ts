// What task decisions must know about a task's life: who has which part in it, the state of each part, and when it is
// due. It is plain JSON, so that read models can keep it as it is.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { refusalOfDay } from "../kernel/day-span.ts";
import { type Relation, relation } from "../plan/draft.ts";
import type { Steps } from "../plan/settings.ts";
import { type AssignmentState, isOpen, standingOf } from "./assignment-state.ts";
import type { Dispute } from "./dispute.ts";
import { type EarlierParts, leftBehind, nothingBefore } from "./earlier-parts.ts";
import type { ExtensionRequest } from "./extension-request.ts";
import { type ItemFulfilment, noFulfilment } from "./fulfilment.ts";
import type { TaskItem } from "./item.ts";
import { type Notes, noNotes } from "./notes.ts";
import type { Urging } from "./urged.ts";
import { noWording, type Wording } from "./wording.ts";

/** True while a part is open and nobody's 无主; it counts in no share either. */
export const isOwnerless = ({ state, ownerlessSince }: Pick<Assignment, "state" | "ownerlessSince">): boolean =>
  isOpen(state) && ownerlessSince !== null;

/** The result of a report's review 审核结果; `open` until somebody reviews it. */
export const review = z.enum(["open", "accepted", "returned"]);
export type Review = z.infer<typeof review>;

/** A report that is not accepted, without its words, which are read from the log when they are needed. */
export interface UnsettledReport {
  readonly review: Exclude<Review, "accepted">;
  /** The revision of the event that holds its current words: the report itself, or its last correction. */
  readonly saidAt: number;
}

/** The last check of one piece of evidence 公开核查; `publication.ts` says what follows. */
export interface PublicationCheck {
  /** The report whose evidence it is; null for the claim. */
  readonly reportNo: number | null;
  /** The place among the evidence, from 1. */
  readonly place: number;
  readonly verdict: "found" | "broken" | "wrongContent";
  readonly checkedOn: string;
}

/** Who in a unit has its part in hand 专人: an opaque subject, and the day from which. */
export interface PersonInCharge {
  readonly subjectId: string;
  readonly from: string;
}

/** Why a task is over: it was closed with its plan, or withdrawn from it. */
export type Ending = "planClosed" | "withdrawn";

/** An assignment 责任分工: one unit's part in one task; of several parts of the unit the last, which alone can be open. */
export interface Assignment {
  /** The parts of a unit in a task are numbered from 1: a new one begins when work comes to it whose last part is closed. */
  readonly partNo: number;
  /** What the unit's earlier parts in the task leave behind. */
  readonly before: EarlierParts;
  /** Most units have one relation; 梁平 prints many as lead and responsible at once. */
  readonly relations: readonly Relation[];
  readonly state: AssignmentState;
  /** The day on which its unit says it was done, by the claim that stands; null while none does. */
  readonly completedOn: string | null;
  /** What dropped it, and the state it had before; null unless it is dropped. */
  readonly dropped: { readonly by: Ending; readonly before: AssignmentState } | null;
  /** The day it is due now, which an extension moves; null if there is none. */
  readonly dueOn: string | null;
  /** The day that the task was due when the part was signed off or exempted; null while it is neither. */
  readonly taskDueOn: string | null;
  /** The last request for an extension; null if there was none. */
  readonly extension: ExtensionRequest | null;
  /** What days' ends have noted of its due days. */
  readonly noted: Notes;
  /** The unit's objection to having the part; null if it made none. */
  readonly dispute: Dispute | null;
  /** The state it had when it was exempted; null unless it is exempted. */
  readonly exemptedFrom: AssignmentState | null;
  /** The unit that has it now; null unless it was handed over. */
  readonly handedTo: string | null;
  /** The day on which its unit ended and nobody took it over 无主; null if somebody has it, or had it to the end. */
  readonly ownerlessSince: string | null;
  readonly persons: readonly PersonInCharge[];
  /** The urgings of the unit, in order; see `most.urgings`. */
  readonly urgings: readonly Urging[];
  /** The last check of each piece of its evidence that was checked since it was handed in. */
  readonly checks: readonly PublicationCheck[];
  /** How many reports the unit filed, in earlier parts too. They are numbered from 1 in the order filed. */
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
  /** Its words and headings as they hold now; the printed ones stay with its row. */
  readonly words: Wording;
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
  /** How many urgings there were; they are numbered from 1. */
  readonly urgingCount: number;
  /** The items of the task, by itemId, in the order in which it got them. */
  readonly items: Readonly<Record<string, TaskItem>>;
  /** How many items were ever adopted. Their ids count from 1. */
  readonly adoptedCount: number;
  /** True while it is over, for whatever reason: nothing more happens in it. */
  readonly closed: boolean;
  /** Why it is over, in the order in which that happened; empty while it runs. */
  readonly endings: readonly Ending[];
}

export const noTask: TaskState = {
  about: null,
  words: noWording,
  steps: { endorsement: true, signOff: true },
  dueSoonDays: 0,
  dueOn: null,
  assignments: {},
  groups: {},
  external: [],
  urgingCount: 0,
  items: {},
  adoptedCount: 0,
  closed: false,
  endings: [],
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

/** The task with an assignment back with its unit: what was claimed of it is void. */
export const handedBack = (task: TaskState, unitId: string): TaskState =>
  onAssignment(task, unitId, (part) => ({ ...part, state: "accepted", completedOn: null }));

/** The task with an assignment in another state. */
export function moved(task: TaskState, unitId: string, state: AssignmentState): TaskState {
  return onAssignment(task, unitId, (part) => ({ ...part, state }));
}

/** How many reports of the unit belong to this part. */
export const reportsIn = ({ before, reportCount }: Assignment): number => reportCount - before.reports;

/** The review of a report; null if the part has no report of this number. */
export function reviewOf({ before, reportCount, unsettled }: Assignment, reportNo: number): Review | null {
  if (reportNo <= before.reports || reportNo > reportCount) return null;
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

/** Work that comes to a unit: to its part of this number, which is its last one, or else begins with it. */
export interface Work {
  readonly unitId: string;
  readonly partNo: number;
  readonly relations: readonly Relation[];
  /** When a part that begins with it is due; a part that absorbs it keeps its own day. */
  readonly dueOn: string | null;
  /** The days granted for items of it, which a part that begins with it owes by them. */
  readonly itemDays?: ItemDays | undefined;
}

/** Items with the days granted for them. */
export type ItemDays = readonly { readonly itemId: string; readonly dueOn: string }[];

/** The number of the part that work coming to a unit belongs to: its open part, or the next one. */
export const partNoFor = (part: Assignment | undefined): number =>
  part === undefined ? 1 : isOpen(part.state) ? part.partNo : part.partNo + 1;

/** A part with the work: the unit's last part with the relations added, or a new one. */
function partWith({ partNo, relations, dueOn, itemDays = [] }: Work, last: Assignment | undefined): Assignment {
  if (last && last.partNo >= partNo) return { ...last, relations: bothOf(last.relations, relations) };
  return {
    partNo,
    before: last ? leftBehind(last, leadsBy(last)) : nothingBefore,
    relations: bothOf([], relations),
    state: "assigned",
    completedOn: null,
    dropped: null,
    dueOn,
    taskDueOn: null,
    extension: null,
    noted: noNotes,
    dispute: null,
    exemptedFrom: null,
    handedTo: null,
    ownerlessSince: null,
    persons: [],
    urgings: [],
    checks: [],
    reportCount: last?.reportCount ?? 0,
    unsettled: {},
    // It has done nothing of any item: what was done before stays with the part that did it.
    items: Object.fromEntries(itemDays.map(({ itemId, dueOn }) => [itemId, { ...noFulfilment, dueOn }])),
  };
}

/** The task after work came to units. */
export function withWork(task: TaskState, work: readonly Work[]): TaskState {
  const assignments = { ...task.assignments };
  for (const each of work) assignments[each.unitId] = partWith(each, assignments[each.unitId]);
  return { ...task, assignments };
}

/** Parts of units that begin although the unit had one before. */
export type Again = readonly { readonly unitId: string; readonly partNo: number }[];

/**
 * The task with new assignments. A unit that already has a part keeps its state and gets the relations added, unless
 * `again` says that its next part begins.
 */
export function withAssignments(
  task: TaskState,
  added: readonly { readonly unitId: string; readonly relations: readonly Relation[] }[],
  again: Again = [],
): TaskState {
  const next = new Map(again.map(({ unitId, partNo }) => [unitId, partNo]));
  return withWork(
    task,
    added.map(({ unitId, relations }) => ({ unitId, partNo: next.get(unitId) ?? 1, relations, dueOn: task.dueOn })),
  );
}

/** Of these units, those whose last part is closed, with the number of the part that begins now. */
export const beginningAgain = (task: TaskState, unitIds: readonly string[]): Again =>
  unitIds.flatMap((unitId) => {
    const part = task.assignments[unitId];
    return part && !isOpen(part.state) ? [{ unitId, partNo: partNoFor(part) }] : [];
  });

/** A unit's open assignment, or the refusal if there is none. */
export function openAssignment(task: TaskState, unitId: string): Assignment | Rejection {
  const part = assignmentOf(task, unitId);
  return isRejection(part) || isOpen(part.state) ? part : reject("ASSIGNMENT_NOT_OPEN");
}

/** The assignment of a unit, whatever its state, or the refusal. */
export function assignmentOf(task: TaskState, unitId: string): Assignment | Rejection {
  if (!task.about) return reject("TASK_NOT_FOUND");
  return task.assignments[unitId] ?? reject("ASSIGNMENT_NOT_FOUND");
}

/** True if the unit leads the task 牵头. */
export function leads(task: TaskState, unitId: string | null): boolean {
  const part = unitId === null ? undefined : task.assignments[unitId];
  return part !== undefined && leadsBy(part);
}

/**
 * True if a part, or one that was signed off before it, makes its unit a lead. One that was dropped with its task does so as
 * before: the task is over, and nobody else leads it.
 */
const leadsBy = ({ before, dropped, state, relations }: Assignment): boolean =>
  before.leads || (standingOf(dropped?.before ?? state) !== "terminated" && relations.includes("lead"));

/** True if the unit's last part is that of a lead, also one that has ended. */
export function hasLeadsPart({ assignments }: TaskState, unitId: string): boolean {
  const part = assignments[unitId];
  return part !== undefined && (part.before.leads || part.relations.includes("lead"));
}

/** The units that lead the task; 郧阳 and 韶关 print none. */
export function leadsOf(task: TaskState): string[] {
  return Object.keys(task.assignments).filter((unitId) => leads(task, unitId));
}

/**
 * The lead units that review a unit's reports. Empty if the office reviews them: when the task has no lead, when the unit
 * itself is a lead, or when every lead has ended and nobody has its part.
 */
export function reviewersOf(task: TaskState, unitId: string): string[] {
  return hasLeadsPart(task, unitId)
    ? []
    : leadsOf(task).filter((lead) => task.assignments[lead]?.ownerlessSince === null);
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
