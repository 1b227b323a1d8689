// The plan board: counts of a plan's tasks and assignments by state. They are counted on request, so they are never wrong.
import { type AssignmentState, isOwnerless, type PlanDraft } from "@taizhang/domain";
import { type Lamp, lamp } from "./lamp.ts";
import { countsForUnit, hasNoParts, headingKey, headings, lampOfPart, wasLate } from "./standings.ts";
import { allPartsOf, type Part, type TaskCard } from "./task-card.ts";

/** How many tasks and assignments there are, by lamp and by state. */
export interface Counts {
  readonly tasks: number;
  /** Tasks in which no unit has a part yet, because their groups are still to be filled. They are open. */
  readonly unassignedTasks: number;
  /** All tasks, by lamp. */
  readonly byLamp: Readonly<Record<Lamp, number>>;
  /** Without those that are exempted, that another unit has now, or that are nobody's. */
  readonly assignments: number;
  /** The open parts that are nobody's 无主, because their unit has ended. */
  readonly ownerless: number;
  /** All parts, also those that `assignments` leaves out. */
  readonly byState: Readonly<Record<AssignmentState, number>>;
  readonly done: DoneCounts;
}

/** How the parts that are done were done, as far as they had a due day that counts. */
export interface DoneCounts {
  readonly inTime: number;
  readonly late: number;
}

/** A heading of the plan with the counts of everything under it. */
export interface BoardSection {
  /** The printed numeral; null for the tasks under no heading. */
  readonly no: string | null;
  readonly title: string | null;
  /** The table or list of the notice that it stands in, from 2 on; null in the first. */
  readonly part: number | null;
  readonly counts: Counts;
  readonly children: readonly BoardSection[];
}

/** A unit's share of the plan. */
export interface UnitShare {
  readonly unitId: string;
  /** Without those that are exempted, that another unit has now, or that are nobody's; they count in no lamp and in no share either. */
  readonly assignments: number;
  /** The number of tasks that it leads 牵头. */
  readonly leads: number;
  readonly byState: Readonly<Record<AssignmentState, number>>;
  readonly byLamp: Readonly<Record<Lamp, number>>;
  readonly done: DoneCounts;
  /** Its part of all assignments of the plan, from 0 to 1. */
  readonly share: number;
}

/** The counts of a whole plan, by heading and by unit. */
export interface Board {
  readonly counts: Counts;
  readonly sections: readonly BoardSection[];
  /** The units with the most assignments first. */
  readonly units: readonly UnitShare[];
}

/** A count of nothing, by state. */
export const noStates = {
  ...{ assigned: 0, accepted: 0, claimed: 0, endorsed: 0, signedOff: 0, dropped: 0 },
  ...{ exempted: 0, handedOver: 0 },
};
/** A count of nothing, by lamp. */
export const noLamps = {
  ...{ done: 0, terminated: 0, none: 0, flagged: 0 },
  ...{ overdue: 0, dueSoon: 0, ahead: 0, claimed: 0 },
};

function tally<Word extends string>(
  none: Readonly<Record<Word, number>>,
  words: readonly Word[],
): Record<Word, number> {
  const counted: Record<Word, number> = { ...none };
  for (const word of words) counted[word] += 1;
  return counted;
}

const byState = (parts: readonly Part[]): Record<AssignmentState, number> =>
  tally(
    noStates,
    parts.map(({ state }) => state),
  );

function doneOf(parts: readonly Part[]): DoneCounts {
  const late = parts.map(wasLate);
  return {
    inTime: late.filter((isLate) => isLate === false).length,
    late: late.filter((isLate) => isLate === true).length,
  };
}

/** The counts of some tasks, on a Beijing day. */
export function countsOf(tasks: readonly TaskCard[], today: string): Counts {
  const parts = tasks.flatMap(allPartsOf);
  return {
    tasks: tasks.length,
    unassignedTasks: tasks.filter(hasNoParts).length,
    byLamp: tally<Lamp>(
      noLamps,
      tasks.map((task) => lamp(task, today)),
    ),
    assignments: parts.filter(countsForUnit).length,
    ownerless: parts.filter(isOwnerless).length,
    byState: byState(parts),
    done: doneOf(parts),
  };
}

function sharesOf(tasks: readonly TaskCard[], today: string): UnitShare[] {
  const all = tasks.flatMap((task) => allPartsOf(task).map((part) => ({ task, part })));
  const owed = all.filter(({ part }) => countsForUnit(part)).length;
  const byUnit = new Map<string, typeof all>();
  for (const each of all) byUnit.set(each.part.unitId, [...(byUnit.get(each.part.unitId) ?? []), each]);
  return [...byUnit]
    .map(([unitId, own]) => {
      const counted = own.filter(({ part }) => countsForUnit(part));
      const led = counted.filter(({ part }) => part.relations.includes("lead"));
      return {
        unitId,
        assignments: counted.length,
        leads: new Set(led.map(({ task }) => task)).size,
        byState: byState(own.map(({ part }) => part)),
        done: doneOf(own.map(({ part }) => part)),
        byLamp: tally<Lamp>(
          noLamps,
          counted.map(({ task, part }) => lampOfPart(task, part, today)),
        ),
        share: owed === 0 ? 0 : counted.length / owed,
      };
    })
    .sort((a, b) => b.assignments - a.assignments || (a.unitId < b.unitId ? -1 : 1));
}

/** Counts a plan's tasks by heading and by unit, on a Beijing day. `sections` are those of the plan card. */
export function boardOf(tasks: readonly TaskCard[], sections: PlanDraft["sections"], today: string): Board {
  const headingOf = headings(sections);
  const under = new Map<string | null, TaskCard[]>();
  for (const task of tasks) {
    const at = headingOf(task);
    const list = under.get(at) ?? [];
    list.push(task);
    under.set(at, list);
  }
  const strays = under.get(null) ?? [];
  return {
    counts: countsOf(tasks, today),
    sections: [
      ...sections.map(({ no, title, children, part }): BoardSection => {
        const within = under.get(headingKey(part, no)) ?? [];
        return {
          no,
          title,
          part: part ?? null,
          counts: countsOf(within, today),
          children: children.map((child) => ({
            ...child,
            part: part ?? null,
            counts: countsOf(
              within.filter(({ life }) => life.words.subsection === child.no),
              today,
            ),
            children: [],
          })),
        };
      }),
      ...(strays.length > 0
        ? [{ no: null, title: null, part: null, counts: countsOf(strays, today), children: [] }]
        : []),
    ],
    units: sharesOf(tasks, today),
  };
}
