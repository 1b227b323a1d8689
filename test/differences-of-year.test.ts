// The year of every plan of the story, by its days: the differences of all days are together that of the year, and the counts of
// each day are those of the board of that day.
import { addDays, beijingDay, daysFrom, grouped, plan, roster, type ShownField, seesAll, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import {
  boardOf,
  countedFrom,
  countsOnDays,
  differencesBetween,
  documentsAfter,
  fieldsOfLine,
  fieldsOfPlan,
  fieldsOfTask,
  fieldsOfUnit,
  planCard,
  taskCards,
  unitDirectory,
  unitLedger,
} from "@taizhang/projections";
import { inOrder, summed } from "@taizhang/projections/testing/summed";
import { beforeAll, describe, expect, test } from "vitest";
import { storyLog } from "./support/story.ts";

let events: readonly StoredEvent[];
let streams: ReadonlyMap<string, readonly StoredEvent[]>;
beforeAll(async () => {
  events = await everything(await storyLog());
  streams = grouped(events, ({ stream }) => stream);
});

const regions = ["420304", "350405", "440200", "500155", "500237"];

/** Everything that a stream shows: of a plan, of a task with the lines it makes in ledgers, of the roster. */
function shown(known: readonly StoredEvent[]): ShownField[] {
  const [first] = known;
  if (first === undefined) return [];
  if (plan.events.has(first.fact.type)) return [...documentsAfter(planCard, known).values()].flatMap(fieldsOfPlan);
  if (roster.events.has(first.fact.type))
    return [...documentsAfter(unitDirectory, known).values()].flatMap(fieldsOfUnit);
  const lines = [...documentsAfter(unitLedger, known).values()].flatMap((line) => fieldsOfLine(line, seesAll));
  const cards = task.events.has(first.fact.type) ? [...documentsAfter(taskCards, known).values()] : [];
  return [...cards.flatMap((card) => fieldsOfTask(card, () => seesAll)), ...lines];
}

/** Every tenth day of a span. */
const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysFrom(from, to) / 10 + 1 }, (_, at) => addDays(from, at * 10));

describe.each(regions)("the year of %s", (regionId) => {
  test("is the sum of its days", () => {
    const own = [...streams.values()].filter(([first]) => first?.meta.regionId === regionId);
    expect(own.length).toBeGreaterThan(10);
    let differing = 0;
    for (const stream of own) {
      const byDay = grouped(stream, ({ meta }) => beijingDay(meta.happenedAt));
      const known: StoredEvent[] = [];
      // On a day without events nothing changes.
      const states = [...byDay.values()].map((ofDay) => {
        known.push(...ofDay);
        return shown(known);
      });
      const steps = states.map((state, at) => differencesBetween(states[at - 1] ?? [], state));
      const whole = differencesBetween([], states.at(-1) ?? []);
      expect(summed(steps)).toEqual(inOrder(whole));
      expect(summed(steps.slice(1))).toEqual(inOrder(differencesBetween(states[0] ?? [], states.at(-1) ?? [])));
      differing += whole.length;
    }
    expect(differing).toBeGreaterThan(1000);
  });

  test("has in its trend what the board of each day counts", () => {
    const own = events.filter(({ meta }) => meta.regionId === regionId && meta.taskId !== null);
    const ofTasks = [...grouped(own, ({ stream }) => stream).values()].filter(([first]) =>
      first ? task.events.has(first.fact.type) : false,
    );
    const all = own.map(({ meta }) => beijingDay(meta.happenedAt)).toSorted();
    const days = daysOf(addDays(all[0] ?? "", -1), addDays(all.at(-1) ?? "", 10));
    const trend = countsOnDays(
      ofTasks.map((each) => countedFrom(each, days)),
      days.length,
    );
    const boards = days.map((day) => {
      const past = ofTasks.map((each) => each.filter(({ meta }) => beijingDay(meta.happenedAt) <= day));
      const cards = past.flatMap((each) => [...documentsAfter(taskCards, each).values()]);
      return boardOf(cards, [], day).counts;
    });
    expect(trend).toEqual(boards);
    expect(trend.at(-1)?.tasks).toBe(ofTasks.length);
  });
});
