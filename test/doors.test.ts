// Every number is a door: each cell of the boards of the demonstration plans is how many entries the list behind it has.
import { type Serving, serve } from "@taizhang/api/testing/serving";
import { assignmentState, type Bearer, endOfDay, planIdOf } from "@taizhang/domain";
import { executor, identity, memoryLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import {
  type BoardSection,
  boardOf,
  type Counts,
  documentsAfter,
  type Lamp,
  partsWhere,
  planCard,
  type StandingWhere,
  taskCards,
  tasksWhere,
  type UnitShare,
} from "@taizhang/projections";
import { storyNotices } from "@taizhang/seeds";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readStoryNotices, storyLog } from "./support/story.ts";

const today = "2022-03-01";
const notices = readStoryNotices();
let serving: Serving;
let events: Awaited<ReturnType<typeof everything>>;

beforeAll(async () => {
  const now = () => `${today}T04:00:00.000Z`;
  const log = await storyLog(memoryLog(now));
  events = await everything(log);
  const clock = { now, setDay: () => undefined };
  const ledger = { log, executor: executor({ log, identity, usedCommand: async () => null }), clock };
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

/** A number of a board, and the list behind it. */
interface Door {
  readonly count: number;
  readonly list: "tasks" | "assignments";
  readonly where: StandingWhere;
}

const lamps: readonly Lamp[] = ["done", "terminated", "none", "flagged", "overdue", "dueSoon", "ahead", "claimed"];
const states = assignmentState.options;

const stateDoors = (of: Pick<Counts, "byState" | "done">, where: StandingWhere): Door[] => [
  ...states.map(
    (state): Door => ({ count: of.byState[state], list: "assignments", where: { ...where, states: [state] } }),
  ),
  { count: of.done.inTime, list: "assignments", where: { ...where, late: false } },
  { count: of.done.late, list: "assignments", where: { ...where, late: true } },
];

const countDoors = (counts: Counts, where: StandingWhere): Door[] => [
  { count: counts.tasks, list: "tasks", where },
  { count: counts.unassignedTasks, list: "tasks", where: { ...where, unassigned: true } },
  ...lamps.map((lamp): Door => ({ count: counts.byLamp[lamp], list: "tasks", where: { ...where, lamps: [lamp] } })),
  { count: counts.assignments, list: "assignments", where },
  { count: counts.ownerless, list: "assignments", where: { ...where, ownerless: true } },
  ...stateDoors(counts, where),
];

const sectionDoors = ({ no, part, counts, children }: BoardSection): Door[] => {
  const where = { section: no, part };
  return [
    ...countDoors(counts, where),
    ...children.flatMap((child) => countDoors(child.counts, { ...where, subsection: child.no })),
  ];
};

const unitDoors = (share: Omit<UnitShare, "share">): Door[] => {
  const where = { unitId: share.unitId };
  return [
    { count: share.assignments, list: "assignments", where },
    { count: share.leads, list: "tasks", where: { ...where, relations: ["lead"] } },
    ...lamps.map(
      (lamp): Door => ({ count: share.byLamp[lamp], list: "assignments", where: { ...where, lamps: [lamp] } }),
    ),
    ...stateDoors(share, where),
  ];
};

const doorsOf = (board: ReturnType<typeof boardOf>): Door[] => [
  ...countDoors(board.counts, {}),
  ...board.sections.flatMap(sectionDoors),
  ...board.units.flatMap(unitDoors),
];

const inGraphQL = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** A filter in the words of the schema. */
const spoken = ({ states: wanted, lamps: lit, relations, ...where }: StandingWhere) => ({
  ...where,
  ...(wanted && { states: wanted.map(inGraphQL) }),
  ...(lit && { lamps: lit.map(inGraphQL) }),
  ...(relations && { relations: relations.map(inGraphQL) }),
});

const answered = z.record(z.string(), z.object({ totalCount: z.number() }));

/** What the lists behind doors count, fifteen of them in a request. */
async function counted(planId: string, doors: readonly Door[], moment: string, as: Bearer): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < doors.length; from += 15) {
    const some = doors.slice(from, from + 15);
    const args = some.map((_, at) => `$w${at}: StandingWhere!`).join(" ");
    const fields = some.map(({ list }, at) => `a${at}: ${list}(where: $w${at}, first: 1 ${moment}) { totalCount }`);
    const variables = some.map(({ where }, at) => [`w${at}`, { planId, ...spoken(where) }]);
    const { data, errors } = await serving.ask(
      `query (${args}) { ${fields.join(" ")} }`,
      Object.fromEntries(variables),
      as,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const lists = answered.parse(data);
    found.push(...some.map((_, at) => lists[`a${at}`]?.totalCount ?? -1));
  }
  return found;
}

describe.each(storyNotices)("$key", ({ regionId, key }) => {
  const planId = planIdOf(identity, regionId, notices.get(key)?.sha256 ?? "");
  const office: Bearer = { sub: `office-${regionId}`, regionId, unitId: null, roles: ["office"] };

  /** The board of a day's end, and the cards that it counts. */
  function boardOn(day: string) {
    const known = events.filter(({ meta }) => meta.planId === planId && meta.happenedAt <= endOfDay(day));
    const cards = [...documentsAfter(taskCards, known).values()].filter((card) => "opened" in card);
    const sections = documentsAfter(planCard, known).get(planId)?.sections ?? [];
    return { cards, sections, board: boardOf(cards, sections, day) };
  }

  test.each(["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-31", today])("every cell on %s", (day) => {
    const { cards, sections, board } = boardOn(day);
    for (const { count, list, where } of doorsOf(board)) {
      const found =
        list === "tasks" ? tasksWhere(cards, where, sections, day) : partsWhere(cards, where, sections, day);
      expect([list, where, found.length]).toEqual([list, where, count]);
    }
  });

  test("every cell of today, asked for", async () => {
    const doors = doorsOf(boardOn(today).board);
    const found = await counted(planId, doors, "", office);
    expect(doors.map(({ list, where }, at) => [list, where, found[at]])).toEqual(
      doors.map(({ list, where, count }) => [list, where, count]),
    );
  });

  test("the whole plan on a day of the past, asked for", async () => {
    const doors = countDoors(boardOn("2021-09-30").board.counts, {});
    expect(await counted(planId, doors, ', on: "2021-09-30"', office)).toEqual(doors.map(({ count }) => count));
  });
});
