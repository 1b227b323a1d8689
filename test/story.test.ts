// The story of the seeds: a year of each plan, the same every time, with the states that people wrote down.
import {
  aggregates,
  endOfDay,
  foldName,
  isOpen,
  isOwnerless,
  itemsOf,
  nameOfOn,
  plan,
  planIdOf,
  progressOf,
  roster,
  statusOn,
  streamOf,
  type TaskState,
  task,
  taskIdOf,
  type UnitItem,
  unitIdOf,
} from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { beforeAll, describe, expect, test } from "vitest";
import changed from "../seeds/expected/story-changes.json" with { type: "json" };
import items from "../seeds/expected/story-items.json" with { type: "json" };
import parts from "../seeds/expected/story-parts.json" with { type: "json" };
import expected from "../seeds/expected/story-states.json" with { type: "json" };
import unitsOnDays from "../seeds/expected/units-on-days.json" with { type: "json" };
import { readStoryNotices, storyLog } from "./support/story.ts";

let events: Awaited<ReturnType<typeof everything>>;
beforeAll(async () => {
  events = await everything(await storyLog());
});

const notices = readStoryNotices();

test("two runs give the same log, except for the times that the store recorded", async () => {
  const again = await everything(await storyLog());
  const told = (all: typeof events) => all.map(({ recordedAt: _, ...event }) => event);
  expect(told(again)).toEqual(told(events));
});

test("playing the story again on its log stores nothing", async () => {
  const log = await storyLog();
  const head = await log.head();
  await storyLog(log);
  expect(await log.head()).toBe(head);
});

// Nothing goes wrong in the story, so no plan is parked in it; the tests of the policy runner and of the API do that. It closes
// its days by its own clock: only the timer of a process begins to close days by itself.
const notInTheStory = ["parkPlan", "resumePlan", "beginDayEnds"];

test("every action of the domain happens somewhere", () => {
  const done = new Set(events.map((event) => event.meta.action));
  const all = Object.values(aggregates).flatMap((of) => Object.keys(of.actions));
  expect(all.filter((action) => !done.has(action))).toEqual(notInTheStory);
});

const unitIdIn = (regionId: string, name: string) => unitIdOf(identity, regionId, foldName(name));

/** The events of a stream until the end of a day. */
const until = (stream: string, on: string) =>
  events.filter((event) => event.stream === stream && event.meta.happenedAt <= endOfDay(on));

/** A task of the story as decisions know it, at the end of a day. */
function taskOn({ regionId, notice, row, on }: { regionId: string; notice: string; row: number; on: string }) {
  const planId = planIdOf(identity, regionId, notices.get(notice)?.sha256 ?? "");
  const known = until(streamOf(task, taskIdOf(identity, planId, row)), on);
  return known.reduce((state, { fact, revision }) => task.evolve(state, fact, revision), task.initial);
}

test.each(parts.days)(
  "the part of $unit in $notice row $row is on $on as people wrote down",
  ({ unit, part, ...at }) => {
    const found = taskOn(at).assignments[unitIdIn(at.regionId, unit)];
    const { partNo, dispute, handedTo, persons } = found ?? expect.fail(`${unit} has no part`);
    const toId = part.handedTo && unitIdIn(at.regionId, part.handedTo);
    expect({
      ...{ partNo, dispute: dispute?.state ?? null, handedTo },
      persons: persons.map(({ subjectId }) => subjectId),
    }).toEqual({ ...part, handedTo: toId });
  },
);

describe("assignments are in the states that people wrote down", () => {
  test.each(expected.days)("$regionId $notice row $row on $on", ({ regionId, notice, row, on, states, open }) => {
    const { assignments } = taskOn({ regionId, notice, row, on });
    const unitId = (name: string) => unitIdIn(regionId, name);
    for (const [unit, state] of Object.entries(states))
      expect([unit, assignments[unitId(unit)]?.state]).toEqual([unit, state]);
    const stillOpen = Object.entries(assignments).flatMap(([id, part]) => (isOpen(part.state) ? [id] : []));
    if (open) expect(stillOpen.toSorted()).toEqual(open.map(unitId).toSorted());
  });
});

describe("tasks read as people wrote down", () => {
  test.each(changed.tasks)("$regionId $notice row $row on $on", ({ regionId, notice, row, on, ...wanted }) => {
    const planId = planIdOf(identity, regionId, notices.get(notice)?.sha256 ?? "");
    const known = until(streamOf(task, taskIdOf(identity, planId, row)), on);
    const state = known.reduce((so, { fact, revision }) => task.evolve(so, fact, revision), task.initial);
    const { words, dueOn, endings } = state;
    expect({ dueOn, endings }).toEqual({ dueOn: wanted.dueOn, endings: wanted.endings });
    expect(words.text).toContain(wanted.holds);
    if (wanted.not) expect(words.text).not.toContain(wanted.not);
    if (wanted.requirement) expect(words.requirement).toBe(wanted.requirement);
    if (wanted.section) expect(words).toMatchObject({ section: wanted.section, subsection: wanted.subsection });
    for (const [unit, day] of Object.entries(wanted.due ?? {}))
      expect([unit, state.assignments[unitIdOf(identity, regionId, foldName(unit))]?.dueOn]).toEqual([unit, day]);
    const opened = known.flatMap(({ fact }) => (fact.type === "TaskOpened" ? [fact.data.row] : []));
    expect(opened.map(({ added }) => added !== undefined)).toEqual([wanted.added]);
  });

  test("the plan of the later notice is discarded as used on the day it changed the other", () => {
    const streamFrom = (key: string) => streamOf(plan, planIdOf(identity, "420304", notices.get(key)?.sha256 ?? ""));
    const used = until(streamFrom("yunyang-2021-yingshang-buchong"), "2021-08-20");
    expect(used.at(-1)?.fact).toMatchObject({
      type: "DraftDiscarded",
      data: { supplementOf: streamFrom("yunyang-2021-yingshang").slice("plan-".length) },
    });
  });
});

describe("units are called and stand as people wrote down, and have this open", () => {
  test.each(unitsOnDays.days)(
    "$regionId $unit on $on",
    ({ regionId, notice, unit, on, name, status, open, ownerless }) => {
      const planId = planIdOf(identity, regionId, notices.get(notice)?.sha256 ?? "");
      const known = events.filter(({ meta }) => meta.regionId === regionId && meta.happenedAt <= endOfDay(on));
      const units = known
        .filter(({ stream }) => stream === streamOf(roster, regionId))
        .reduce((state, { fact, revision }) => roster.evolve(state, fact, revision), roster.initial);
      const unitId = unitIdOf(identity, regionId, foldName(unit));
      expect(nameOfOn(units, unitId, on)).toBe(name);
      expect(statusOn(units.units.get(unitId) ?? expect.fail("no unit"), on)).toBe(status);
      if (!open) return;
      const tasks = new Map<string, TaskState>();
      for (const { stream, fact, revision, meta } of known)
        if (meta.planId === planId && meta.taskId !== null)
          tasks.set(stream, task.evolve(tasks.get(stream) ?? task.initial, fact, revision));
      const parts = [...tasks.values()].map(({ assignments }, at) => ({ row: at + 1, part: assignments[unitId] }));
      expect(parts.flatMap(({ row, part }) => (part && isOpen(part.state) ? [row] : []))).toEqual(open);
      expect(parts.flatMap(({ row, part }) => (part && isOwnerless(part) ? [row] : []))).toEqual(ownerless);
    },
  );
});

describe("items are as far as people wrote down", () => {
  test.each<(typeof items.days)[number]>(items.days)("$regionId $notice row $row on $on", (day) => {
    const state = taskOn(day);
    const owed = Object.entries(state.assignments).map(
      ([unitId, part]) => [unitId, itemsOf(state.items, unitId, part)] as const,
    );
    const found = Object.keys(day.units).map((name) => {
      const id = unitIdIn(day.regionId, name);
      const own = owed.find(([unitId]) => unitId === id)?.[1] ?? [];
      return [name, Object.fromEntries(own.map((each) => [each.itemId, told(each)]))];
    });
    expect(Object.fromEntries(found)).toEqual(day.units);
    if (day.progress) expect(progressOf(owed.flatMap(([, own]) => own))).toEqual(day.progress);
  });

  const told = ({ state, item, amount, dueOn }: UnitItem) =>
    [state, ...(item.target === undefined ? [] : [amount]), ...(dueOn === null ? [] : [dueOn])].join(" ");
});
