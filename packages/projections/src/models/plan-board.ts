// The plan board: counts of a plan's tasks and assignments by state. They are counted on request, so they are never wrong.
import { type AssignmentState, grouped, isOwnerless, type PlanDraft } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import { type Lamp, lamp } from "./lamp.ts";
import { countsForUnit, headingKey, headings, lampOfPart, wasLate } from "./standings.ts";
import { allPartsOf, type TaskCard } from "./task-card.ts";

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

/** What of a part is counted. */
interface CountedPart {
  readonly unitId: string;
  readonly state: AssignmentState;
  readonly isOwnerless: boolean;
  /** Whether it counts for its unit. */
  readonly counts: boolean;
  /** Whether its unit leads the task 牵头. */
  readonly isLed: boolean;
  /** Whether it was done late; null if it is not done, or had no due day that counts. */
  readonly wasLate: boolean | null;
  readonly lamp: Lamp;
}

/** What of a task is counted, on a day. */
interface CountedTask {
  readonly lamp: Lamp;
  readonly parts: readonly CountedPart[];
}

/** A board counts each task under its plan, its headings and its units, and is asked for again and again: what of a task is counted is found once for a day. */
const countedIn = recalling(
  (card: TaskCard, today: string): CountedTask => ({
    lamp: lamp(card, today),
    parts: allPartsOf(card).map((part) => ({
      unitId: part.unitId,
      state: part.state,
      isOwnerless: isOwnerless(part),
      counts: countsForUnit(part),
      isLed: part.relations.includes("lead"),
      wasLate: wasLate(part),
      lamp: lampOfPart(card, part, today),
    })),
  }),
);

function tally<Each, Word extends string>(
  none: Readonly<Record<Word, number>>,
  all: readonly Each[],
  wordOf: (each: Each) => Word,
): Record<Word, number> {
  const counted: Record<Word, number> = { ...none };
  for (const each of all) counted[wordOf(each)] += 1;
  return counted;
}

const byState = (parts: readonly CountedPart[]) => tally(noStates, parts, ({ state }) => state);

const doneOf = (parts: readonly CountedPart[]): DoneCounts => ({
  inTime: parts.filter((part) => part.wasLate === false).length,
  late: parts.filter((part) => part.wasLate === true).length,
});

/** The counts of some tasks, on a Beijing day. */
export const countsOf = (tasks: readonly TaskCard[], today: string): Counts =>
  countsIn(tasks.map((task) => countedIn(task, today)));

function countsIn(tasks: readonly CountedTask[]): Counts {
  const parts = tasks.flatMap((task) => task.parts);
  return {
    tasks: tasks.length,
    unassignedTasks: tasks.filter((task) => task.parts.length === 0).length,
    byLamp: tally(noLamps, tasks, (task) => task.lamp),
    assignments: parts.filter((part) => part.counts).length,
    ownerless: parts.filter((part) => part.isOwnerless).length,
    byState: byState(parts),
    done: doneOf(parts),
  };
}

function sharesIn(tasks: readonly CountedTask[]): UnitShare[] {
  const owned = grouped(
    tasks.flatMap((task) => task.parts.map((part) => ({ task, part }))),
    ({ part }) => part.unitId,
  );
  const shares = [...owned].map(([unitId, all]) => {
    const counted = all.filter(({ part }) => part.counts);
    const parts = all.map(({ part }) => part);
    return {
      unitId,
      assignments: counted.length,
      leads: new Set(counted.flatMap(({ task, part }) => (part.isLed ? [task] : []))).size,
      byState: byState(parts),
      done: doneOf(parts),
      byLamp: tally(noLamps, counted, ({ part }) => part.lamp),
    };
  });
  const owed = shares.reduce((sum, { assignments }) => sum + assignments, 0);
  return shares
    .map((share) => ({ ...share, share: owed === 0 ? 0 : share.assignments / owed }))
    .sort((a, b) => b.assignments - a.assignments || (a.unitId < b.unitId ? -1 : 1));
}

/** Counts a plan's tasks by heading and by unit, on a Beijing day. `sections` are those of the plan card. */
export function boardOf(tasks: readonly TaskCard[], sections: PlanDraft["sections"], today: string): Board {
  const counted = tasks.map((card) => ({ card, task: countedIn(card, today) }));
  const tasksIn = (some: typeof counted) => some.map(({ task }) => task);
  const headingOf = headings(sections);
  const under = grouped(counted, ({ card }) => headingOf(card));
  const strays = under.get(null) ?? [];
  return {
    counts: countsIn(tasksIn(counted)),
    sections: [
      ...sections.map(({ no, title, children, part }): BoardSection => {
        const within = under.get(headingKey(part, no)) ?? [];
        const underChild = grouped(within, ({ card }) => card.life.words.subsection);
        return {
          no,
          title,
          part: part ?? null,
          counts: countsIn(tasksIn(within)),
          children: children.map((child) => ({
            ...child,
            part: part ?? null,
            counts: countsIn(tasksIn(underChild.get(child.no) ?? [])),
            children: [],
          })),
        };
      }),
      ...(strays.length > 0
        ? [{ no: null, title: null, part: null, counts: countsIn(tasksIn(strays)), children: [] }]
        : []),
    ],
    units: sharesIn(tasksIn(counted)),
  };
}
