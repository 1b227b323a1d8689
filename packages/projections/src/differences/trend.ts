// How a plan went over time 走势: its counts at the end of each of some days, made in one pass over the events of each task.
import { addDays, beijingDay, grouped, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { type Lamp, lamp } from "../models/lamp.ts";
import { type Counts, countsOf } from "../models/plan-board.ts";
import { cardAfter, type TaskCard } from "../models/task-card.ts";

/** How far the points of a trend are apart 步长; a week ends on Sunday. */
export const trendSteps = ["day", "week", "month"] as const;
export type TrendStep = (typeof trendSteps)[number];

/** The days of a trend: the last day of each step within the span, and the last day of the span. None if it ends before it begins. */
export function* trendDays(from: string, to: string, every: TrendStep): Generator<string> {
  if (to < from) return;
  // Not asked whether the next day is past the end: behind the last day that a date can say comes none that is.
  for (let day = from; day !== to; day = addDays(day, 1)) if (isEnd(day, every)) yield day;
  yield to;
}

function isEnd(day: string, every: TrendStep): boolean {
  if (every === "day") return true;
  if (every === "month") return day.slice(0, 7) !== addDays(day, 1).slice(0, 7);
  return new Date(`${day}T00:00:00.000Z`).getUTCDay() === 0;
}

/** No tasks, counted. */
const noCounts: Counts = countsOf([], "");

/** From one of some days on, by its place among them, a task counts otherwise than before. */
export interface CountedFrom {
  readonly at: number;
  readonly counts: Counts;
}

/**
 * From which of some days on a task counts as what, given all its events in their order; the days are in their order, too. It
 * counts as nothing before the first. A plan has many tasks and a trend many days, on few of which a task becomes another one.
 */
export function countedFrom(events: readonly StoredEvent[], days: readonly string[]): readonly CountedFrom[] {
  const found: CountedFrom[] = [];
  let countedCard: TaskCard | null = null;
  let countedLamp: Lamp | null = null;
  let card: TaskCard | null = null;
  let next = 0;
  for (const [at, day] of days.entries()) {
    for (let event = events[next]; event && beijingDay(event.meta.happenedAt) <= day; event = events[next]) {
      if (task.events.has(event.fact.type)) card = cardAfter(card, event);
      next += 1;
    }
    if (card === null) continue;
    const lit = lamp(card, day);
    // What else is counted does not go by the day.
    if (card === countedCard && lit === countedLamp) continue;
    countedCard = card;
    countedLamp = lit;
    found.push({ at, counts: countsOf([card], day) });
  }
  return found;
}

/** The counts of several tasks at the end of each of as many days. */
export function countsOnDays(tasks: readonly (readonly CountedFrom[])[], dayCount: number): readonly Counts[] {
  const changes = grouped(
    tasks.flatMap((froms) =>
      froms.map(({ at, counts }, nth) => ({ at, before: froms[nth - 1]?.counts ?? noCounts, after: counts })),
    ),
    ({ at }) => at,
  );
  let sum = noCounts;
  return Array.from({ length: dayCount }, (_none, at) => {
    for (const { before, after } of changes.get(at) ?? []) sum = changed(sum, before, after);
    return sum;
  });
}

/** A sum in which one of its parts becomes another one. */
const changed = (sum: Counts, before: Counts, after: Counts): Counts => ({
  tasks: sum.tasks + after.tasks - before.tasks,
  unassignedTasks: sum.unassignedTasks + after.unassignedTasks - before.unassignedTasks,
  byLamp: changedIn(sum.byLamp, before.byLamp, after.byLamp),
  assignments: sum.assignments + after.assignments - before.assignments,
  ownerless: sum.ownerless + after.ownerless - before.ownerless,
  byState: changedIn(sum.byState, before.byState, after.byState),
  done: changedIn(sum.done, before.done, after.done),
});

function changedIn<Counted extends { readonly [Word in keyof Counted]: number }>(
  sum: Counted,
  before: Counted,
  after: Counted,
): Counted {
  const now = { ...sum };
  for (const word in after) Object.assign(now, { [word]: sum[word] + after[word] - before[word] });
  return now;
}
