// What task decisions must know: who has which part in the task, and where each part stands.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Evidence, FreeText } from "../kernel/shapes.ts";
import { type Relation, relation } from "../plan/draft.ts";
import type { Steps } from "../plan/settings.ts";

/** Where an assignment stands; the table of its life is in `life.test.ts`. */
export type AssignmentState = "assigned" | "accepted" | "claimed" | "endorsed" | "signedOff" | "dropped";

/** A progress report as it stands after corrections. */
export interface FiledReport {
  readonly reportedOn: string;
  readonly progress: FreeText;
  readonly evidence: readonly Evidence[];
  readonly review: "open" | "accepted" | "returned";
}

/** An assignment 责任分工: one unit's part in one task. */
export interface Assignment {
  /** Most units have one relation; 梁平 prints many as lead and responsible at once. */
  readonly relations: readonly Relation[];
  readonly state: AssignmentState;
  /** Reports in the order filed; report number n is at n - 1. */
  readonly reports: readonly FiledReport[];
}

export interface TaskState {
  /** Null until the task is opened. */
  readonly about: { readonly regionId: string; readonly planId: string } | null;
  readonly steps: Steps;
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** The groups the task prints, with the relations their members get. */
  readonly groups: ReadonlyMap<string, readonly Relation[]>;
  /** The bodies outside the region that the task prints, by name; they owe nothing. */
  readonly external: ReadonlyMap<string, readonly Relation[]>;
  /** True from the day the plan is closed. */
  readonly closed: boolean;
}

export const noTask: TaskState = {
  about: null,
  steps: { endorsement: true, signOff: true },
  assignments: new Map(),
  groups: new Map(),
  external: new Map(),
  closed: false,
};

/** Open is what the unit still owes: neither signed off nor dropped. */
export function isOpen(state: AssignmentState): boolean {
  return state !== "signedOff" && state !== "dropped";
}

/** The task with one assignment changed; without it, the task as it is. */
export function onAssignment(task: TaskState, unitId: string, change: (part: Assignment) => Assignment): TaskState {
  const part = task.assignments.get(unitId);
  return part ? { ...task, assignments: new Map(task.assignments).set(unitId, change(part)) } : task;
}

/** The task with an assignment in another state. */
export function moved(task: TaskState, unitId: string, state: AssignmentState): TaskState {
  return onAssignment(task, unitId, (part) => ({ ...part, state }));
}

/** True where the relations hold one that is not known yet. */
export function adds(known: readonly Relation[] | undefined, relations: readonly Relation[]): boolean {
  return relations.some((each) => !known?.includes(each));
}

/** Both relations, each once, in the order they are declared in. */
export function bothOf(known: readonly Relation[] | undefined, relations: readonly Relation[]): Relation[] {
  return relation.options.filter((each) => known?.includes(each) || relations.includes(each));
}

/** The task with new assignments; a unit that already has a part keeps where it stands and gets the relations added. */
export function withAssignments(
  task: TaskState,
  added: readonly { readonly unitId: string; readonly relations: readonly Relation[] }[],
): TaskState {
  const assignments = new Map(task.assignments);
  for (const { unitId, relations } of added) {
    const part = assignments.get(unitId) ?? { relations: [], state: "assigned", reports: [] };
    assignments.set(unitId, { ...part, relations: bothOf(part.relations, relations) });
  }
  return { ...task, assignments };
}

/** An open assignment of the task, or why it cannot be acted on. */
export function openAssignment(task: TaskState, unitId: string): Assignment | Rejection {
  if (!task.about) return reject("TASK_NOT_FOUND");
  const part = task.assignments.get(unitId);
  if (!part) return reject("ASSIGNMENT_NOT_FOUND");
  return isOpen(part.state) ? part : reject("ASSIGNMENT_NOT_OPEN");
}

/** The actor's own open assignment, or why it is not theirs to act on. */
export function ownAssignment(task: TaskState, unitId: string, actor: Actor): Assignment | Rejection {
  // First of all: a task that is not there answers like one of another region, whoever asks.
  if (!task.about) return reject("TASK_NOT_FOUND");
  return actor.unitId === unitId ? openAssignment(task, unitId) : reject("NOT_YOUR_ASSIGNMENT");
}

/** True where the unit leads the task 牵头. */
export function leads(task: TaskState, unitId: string | null): boolean {
  const part = unitId === null ? undefined : task.assignments.get(unitId);
  return part !== undefined && part.state !== "dropped" && part.relations.includes("lead");
}

/** True where the task has a lead unit at all; 郧阳 and 韶关 print none. */
function hasLead(task: TaskState): boolean {
  return [...task.assignments.keys()].some((unitId) => leads(task, unitId));
}

/**
 * True where the actor is the reviewer of a unit's reports: the lead of the task; where there is no lead, or the lead
 * itself reports, the office.
 */
export function reviews(task: TaskState, unitId: string, actor: Actor): boolean {
  return hasLead(task) && !leads(task, unitId) ? leads(task, actor.unitId) : actor.roles.includes("office");
}

/** True where a unit's claim needs the lead's endorsement before the office signs off. */
export function needsEndorsement(task: TaskState, unitId: string): boolean {
  return task.steps.endorsement && hasLead(task) && !leads(task, unitId);
}
