// How a plan went over time 走势: its counts at the end of each of some days, made in one pass over the events of each task.
import { addDays, beijingDay, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
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
export const noCounts: Counts = countsOf([], "");

/** The counts of one task at the end of each day, given all its events in their order; the days are in their order, too. */
export function countsOnDays(events: readonly StoredEvent[], days: readonly string[]): readonly Counts[] {
  let card: TaskCard | null = null;
  let next = 0;
  return days.map((day) => {
    for (let event = events[next]; event && beijingDay(event.meta.happenedAt) <= day; event = events[next]) {
      if (task.events.has(event.fact.type)) card = cardAfter(card, event);
      next += 1;
    }
    return card ? countsOf([card], day) : noCounts;
  });
}

/** Two counts together. */
export const together = (one: Counts, other: Counts): Counts => ({
  tasks: one.tasks + other.tasks,
  unassignedTasks: one.unassignedTasks + other.unassignedTasks,
  byLamp: summed(one.byLamp, other.byLamp),
  assignments: one.assignments + other.assignments,
  ownerless: one.ownerless + other.ownerless,
  byState: summed(one.byState, other.byState),
  done: summed(one.done, other.done),
});

function summed<Counted extends { readonly [Word in keyof Counted]: number }>(one: Counted, other: Counted): Counted {
  const sum = { ...one };
  for (const word in other) Object.assign(sum, { [word]: one[word] + other[word] });
  return sum;
}
