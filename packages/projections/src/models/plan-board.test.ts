// The counts of a plan, by heading, unit, state and lamp.
import { expect, test } from "vitest";
import {
  AssignmentExempted,
  AssignmentHandedOver,
  assigned,
  claimed,
  finance,
  groupAssigned,
  health,
  lead,
  opened,
  planId,
  signedOff,
  stored,
  TaskClosed,
  uuid,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { boardOf } from "./plan-board.ts";
import { taskCards } from "./task.ts";

const row = opened().data.row;
const task = (
  nth: number,
  section: string | null,
  subsection: string | null,
  ...facts: Parameters<typeof stored>[0]
) => {
  const ids = { taskId: uuid(200 + nth) };
  return stored([opened({ ...ids, row: { ...row, row: nth, section, subsection } }), ...facts], ids);
};

const events = [
  ...task(1, "一", "（一）", assigned([lead, "lead"], [finance, "responsible"]), claimed(finance), signedOff(finance)),
  ...task(2, "一", "（二）", assigned([finance, "responsible"]), signedOff(finance)),
  ...task(3, "二", null, assigned([finance, "responsible"])),
  ...task(4, null, null, groupAssigned),
];
const sections = [
  {
    no: "一",
    title: "重点领域信息公开",
    children: [
      { no: "（一）", title: "财政信息" },
      { no: "（二）", title: "惠企政策" },
    ],
  },
  { no: "二", title: "政策解读", children: [] },
];

async function board(today: string) {
  const tasks = (await listed(taskCards, events, `plan/${planId}`)).map(({ doc }) => doc);
  return boardOf(tasks, sections, today);
}

test("a plan's counts are those of its tasks and of their units' parts", async () => {
  const { counts } = await board("2021-06-30");
  expect(counts).toMatchObject({ tasks: 4, unassignedTasks: 1, assignments: 4 });
  expect(counts.byState).toMatchObject({ assigned: 2, signedOff: 2, claimed: 0 });
  expect(counts.byLamp).toMatchObject({ done: 1, ahead: 3, overdue: 0 });
});

test("the lamps depend on the day", async () => {
  expect((await board("2021-11-25")).counts.byLamp).toMatchObject({ done: 1, dueSoon: 3 });
  expect((await board("2021-12-01")).counts.byLamp).toMatchObject({ done: 1, overdue: 3 });
});

test("headings count the tasks under them, and tasks without a heading are counted too", async () => {
  const { sections: counted } = await board("2021-06-30");
  expect(counted.map(({ no, counts }) => [no, counts.tasks])).toEqual([
    ["一", 2],
    ["二", 1],
    [null, 1],
  ]);
  expect(counted[0]?.children.map(({ no, title, counts }) => [no, title, counts.byLamp.done])).toEqual([
    ["（一）", "财政信息", 0],
    ["（二）", "惠企政策", 1],
  ]);
});

test("a unit's share is its part of all assignments, and its own part decides its lamps", async () => {
  const { units } = await board("2021-12-01");
  expect(units.map(({ unitId, assignments, leads, share }) => [unitId, assignments, leads, share])).toEqual([
    [finance, 3, 0, 0.75],
    [lead, 1, 1, 0.25],
  ]);
  expect(units[0]?.byLamp).toMatchObject({ done: 2, overdue: 1 });
  expect(units[0]?.byState).toMatchObject({ signedOff: 2, assigned: 1 });
});

test("parts dropped with the plan are neither open nor overdue nor done", async () => {
  const closed = task(
    5,
    "一",
    null,
    assigned([health, "responsible"]),
    TaskClosed({ cause: "planClosed", dropped: [health] }),
  );
  const tasks = (await listed(taskCards, closed, `plan/${planId}`)).map(({ doc }) => doc);
  const { counts } = boardOf(tasks, sections, "2021-12-01");
  expect(counts.byState).toMatchObject({ dropped: 1 });
  expect(counts.byLamp).toMatchObject({ terminated: 1, done: 0, overdue: 0 });
});

test("parts that are exempted or handed over are told apart, and count in no share and in no lamp", async () => {
  const moved = AssignmentHandedOver({ ...AssignmentHandedOver.sample, unitId: finance, toUnitId: health });
  const facts = [
    ...task(
      6,
      "一",
      null,
      assigned([lead, "lead"], [finance, "responsible"]),
      moved,
      signedOff(lead),
      signedOff(health),
    ),
    ...task(
      7,
      "一",
      null,
      assigned([lead, "lead"]),
      AssignmentExempted({ ...AssignmentExempted.sample, unitId: lead }),
    ),
  ];
  const tasks = (await listed(taskCards, facts, `plan/${planId}`)).map(({ doc }) => doc);
  const { counts, units } = boardOf(tasks, sections, "2021-12-31");
  expect(counts).toMatchObject({ tasks: 2, assignments: 2 });
  expect(counts.byState).toMatchObject({ signedOff: 2, handedOver: 1, exempted: 1 });
  // What counts of the first task is done; of the second nothing counts.
  expect(counts.byLamp).toMatchObject({ done: 1, terminated: 1, overdue: 0 });
  expect(units.map(({ unitId, assignments, leads, share }) => [unitId, assignments, leads, share])).toEqual([
    [lead, 1, 1, 0.5],
    [health, 1, 0, 0.5],
    [finance, 0, 0, 0],
  ]);
  for (const { byLamp } of units) expect(byLamp).toMatchObject({ terminated: 0, overdue: 0 });
});

test("headings of two parts are two headings, also where they carry the same numeral", async () => {
  const inPart = (nth: number, part: number | undefined) => {
    const ids = { taskId: uuid(250 + nth) };
    const placed = { ...row, row: nth, section: "一", subsection: null, ...(part && { part }) };
    return stored([opened({ ...ids, row: placed })], ids);
  };
  const facts = [...inPart(1, undefined), ...inPart(2, 2), ...inPart(3, 2), ...inPart(4, 3)];
  const tasks = (await listed(taskCards, facts, `plan/${planId}`)).map(({ doc }) => doc);
  const headings = [
    { no: "一", title: "重点任务", children: [] },
    { no: "一", title: "附件任务", children: [], part: 2 },
  ];
  const shown = boardOf(tasks, headings, "2021-06-30").sections.map(({ title, part, counts }) => [
    title,
    part,
    counts.tasks,
  ]);
  expect(shown).toEqual([
    ["重点任务", null, 1],
    ["附件任务", 2, 2],
    [null, null, 1],
  ]);
});
