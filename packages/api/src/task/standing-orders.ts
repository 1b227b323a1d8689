// In which order tasks and assignments are listed 任务与分工排序.
import { type Reader, readsAllUnits, standingOf } from "@taizhang/domain";
import {
  allPartsOf,
  countsForUnit,
  latestFirst,
  noStates,
  type PlacedPart,
  type TaskCard,
} from "@taizhang/projections";
import { problem } from "../errors.ts";
import { nothingLast, type Orders } from "../reading/orders.ts";
import { words } from "../schema/enums.ts";

/** The orders of tasks. */
export type TaskOrder = "row" | "dueOn" | "progress" | "lastReport";
/** The orders of assignments. */
export type AssignmentOrder = "row" | "dueOn" | "state" | "lastReport";

const row = "By plan and row 按计划与行号.";
const dueOn = "By due day, those without one last 按完成时限.";
const lastReport =
  "By the day of the last report, the latest first, those without one last 按最近填报. For readers who see all units.";

export const TaskOrderWord = words<TaskOrder>("TaskOrder", "In which order tasks are listed 任务排序.", {
  row,
  dueOn,
  progress: "By the share of the parts that are done, the least first 按办结比例.",
  lastReport,
});

export const AssignmentOrderWord = words<AssignmentOrder>(
  "AssignmentOrder",
  "In which order assignments are listed 分工排序.",
  { row, dueOn, state: "By state, from not yet accepted to signed off, then what has ended 按办理状态.", lastReport },
);

/** The share of a task's parts that are done, in thousandths. */
function progressOf(card: TaskCard): string {
  const counted = allPartsOf(card).filter(countsForUnit);
  const done = counted.filter(({ state }) => standingOf(state) === "done").length;
  return String(counted.length === 0 ? 0 : Math.floor((1000 * done) / counted.length)).padStart(4, "0");
}

const reportedOf = (reportedOn: string | undefined): string =>
  reportedOn === undefined ? nothingLast : latestFirst(reportedOn);

export const taskOrders: Orders<TaskCard, TaskOrder> = {
  row: null,
  dueOn: ({ life }) => life.dueOn ?? nothingLast,
  progress: progressOf,
  lastReport: (card) =>
    reportedOf(
      allPartsOf(card)
        .flatMap(({ lastReport }) => lastReport?.reportedOn ?? [])
        .sort()
        .at(-1),
    ),
};

const states = Object.keys(noStates);

export const assignmentOrders: Orders<PlacedPart, AssignmentOrder> = {
  row: null,
  dueOn: ({ part }) => part.dueOn ?? nothingLast,
  state: ({ part }) => String(states.indexOf(part.state)),
  lastReport: ({ part }) => reportedOf(part.lastReport?.reportedOn),
};

/** Throws `FORBIDDEN` where an order would tell a reader when other units reported. */
export function mayOrder(reader: Reader, order: TaskOrder | AssignmentOrder): void {
  if (order === "lastReport" && !readsAllUnits(reader)) throw problem("FORBIDDEN");
}
