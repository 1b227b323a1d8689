// The plan board: where all tasks of a plan stand. The counts are added up when asked, so that none can drift.
import { type AssignmentState, isOpen, type PlanDraft } from "@taizhang/domain";
import { readModel } from "../read-model.ts";
import { type Lamp, lamp, lampOf } from "./lamp.ts";
import { type Part, rowSort, standing, type TaskStanding } from "./standing.ts";

/** The tasks of a plan by row: `plan/<planId>`. */
export const planBoard = readModel<TaskStanding>({
  name: "plan-board",
  version: 1,
  ...standing,
  indexes: (task) => [{ index: `plan/${task.planId}`, sort: rowSort(task.row) }],
});

/** How many tasks and assignments there are, and where they stand. */
export interface Counts {
  readonly tasks: number;
  /** Tasks nobody has a part in yet: their groups are still to be filled. They are not done. */
  readonly unassignedTasks: number;
  /** Tasks by lamp; `done` where no assignment is open any more. */
  readonly byLamp: Readonly<Record<Lamp, number>>;
  readonly assignments: number;
  readonly byState: Readonly<Record<AssignmentState, number>>;
}

/** A heading of the plan with the counts of everything under it. */
export interface BoardSection {
  /** The printed numeral; null for the tasks that stand under no heading. */
  readonly no: string | null;
  readonly title: string | null;
  readonly counts: Counts;
  readonly children: readonly BoardSection[];
}

/** A unit's share of the plan. */
export interface UnitShare {
  readonly unitId: string;
  readonly assignments: number;
  /** Those it leads 牵头. */
  readonly leads: number;
  readonly byState: Readonly<Record<AssignmentState, number>>;
  readonly byLamp: Readonly<Record<Lamp, number>>;
  /** Its part of all assignments of the plan, from 0 to 1. */
  readonly share: number;
}

export interface Board {
  readonly counts: Counts;
  readonly sections: readonly BoardSection[];
  /** The units with the most assignments first. */
  readonly units: readonly UnitShare[];
}

const noStates = { assigned: 0, accepted: 0, claimed: 0, endorsed: 0, signedOff: 0, dropped: 0 };
const noLamps = { done: 0, none: 0, flagged: 0, overdue: 0, dueSoon: 0, ahead: 0 };

function tally<Name extends string>(
  names: readonly Name[],
  none: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const counted: Record<Name, number> = { ...none };
  for (const name of names) counted[name] += 1;
  return counted;
}

function countsOf(tasks: readonly TaskStanding[], today: string): Counts {
  const assigned = tasks.filter((task) => task.parts.length > 0);
  const parts = tasks.flatMap((task) => task.parts);
  return {
    tasks: tasks.length,
    unassignedTasks: tasks.length - assigned.length,
    byLamp: tally(
      assigned.map((task) => lamp(task, today)),
      noLamps,
    ),
    assignments: parts.length,
    byState: tally(
      parts.map((part) => part.state),
      noStates,
    ),
  };
}

function sharesOf(tasks: readonly TaskStanding[], today: string): UnitShare[] {
  const byUnit = new Map<string, { readonly task: TaskStanding; readonly part: Part }[]>();
  for (const task of tasks) {
    for (const part of task.parts) byUnit.set(part.unitId, [...(byUnit.get(part.unitId) ?? []), { task, part }]);
  }
  const all = tasks.reduce((sum, task) => sum + task.parts.length, 0);
  return [...byUnit]
    .map(([unitId, owed]) => ({
      unitId,
      assignments: owed.length,
      leads: owed.filter(({ part }) => part.relations.includes("lead")).length,
      byState: tally(
        owed.map(({ part }) => part.state),
        noStates,
      ),
      byLamp: tally(
        owed.map(({ task, part }) => lampOf({ ...task, open: isOpen(part.state) }, today)),
        noLamps,
      ),
      share: owed.length / all,
    }))
    .sort((a, b) => b.assignments - a.assignments || (a.unitId < b.unitId ? -1 : 1));
}

/** Adds up a plan's tasks by heading and by unit, on a day (Beijing). `sections` are those of the plan card. */
export function boardOf(tasks: readonly TaskStanding[], sections: PlanDraft["sections"], today: string): Board {
  const known = new Set(sections.map((section) => section.no));
  const strays = tasks.filter((task) => task.section === null || !known.has(task.section));
  return {
    counts: countsOf(tasks, today),
    sections: [
      ...sections.map(({ no, title, children }): BoardSection => {
        const within = tasks.filter((task) => task.section === no);
        return {
          no,
          title,
          counts: countsOf(within, today),
          children: children.map((child) => ({
            ...child,
            counts: countsOf(
              within.filter((task) => task.subsection === child.no),
              today,
            ),
            children: [],
          })),
        };
      }),
      ...(strays.length > 0 ? [{ no: null, title: null, counts: countsOf(strays, today), children: [] }] : []),
    ],
    units: sharesOf(tasks, today),
  };
}
