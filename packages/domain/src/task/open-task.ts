// Opening a task 开立任务: issuing a plan makes each of its rows a task with a life of its own.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { samplePlan, sampleRegion, sampleTask } from "../kernel/sample-values.ts";
import { day, planId, regionId, taskId } from "../kernel/shapes.ts";
import { draftTask, rowInWords, sampleRow } from "../plan/draft.ts";
import { steps } from "../plan/settings.ts";
import { ItemsPrinted, itemsPrinted } from "./printed-items.ts";
import type { TaskState } from "./state.ts";
import { wordingOf } from "./wording.ts";

const opened = z.object({
  regionId,
  planId,
  taskId,
  /** The row as read from the notice; its units are assigned by events of their own. */
  row: draftTask.omit({ units: true, leadUnits: true, responsibleUnits: true, printed: true }),
  issuedOn: day,
  /** The day of the deadline column, or the day that it counts to from the issue; null if it prints none. */
  dueOn: day.nullable(),
  /** A due day on or before the day of issue is flagged and never held against anybody (梁平 L108, 巫山 L258). */
  dueBeforeIssue: z.boolean(),
  dueSoonDays: z.int(),
  steps,
});

const { units: _units, leadUnits: _leads, responsibleUnits: _responsible, printed: _cells, ...row } = sampleRow;
const sample: z.infer<typeof opened> = {
  regionId: sampleRegion,
  planId: samplePlan,
  taskId: sampleTask,
  row,
  issuedOn: "2021-06-01",
  dueOn: "2021-11-30",
  dueBeforeIssue: false,
  dueSoonDays: 7,
  steps: { endorsement: true, signOff: true },
};

export const TaskOpened = event({
  type: "TaskOpened",
  title: "开立任务",
  shape: opened,
  sight: () => everybodys(),
  fields: ({ row }) => changesBetween({}, wordingOf(row)),
  sample,
  evolve: (task: TaskState, e): TaskState => ({
    ...task,
    about: { regionId: e.regionId, planId: e.planId, issuedOn: e.issuedOn },
    words: wordingOf(e.row),
    steps: e.steps,
    dueSoonDays: e.dueSoonDays,
    dueOn: e.dueOn,
  }),
  tell: (e) => ({
    zh: `开立${rowInWords(e.row).zh}任务：${e.row.text}${e.dueOn ? `（完成时限${e.dueOn}）` : ""}`,
    en: `opened ${rowInWords(e.row).en}: ${e.row.text}${e.dueOn ? ` (due ${e.dueOn})` : ""}`,
  }),
});

export const openTask = action({
  title: { zh: "开立任务", en: "Open a task" },
  by: ["policy"],
  command: opened,
  example: sample,
  // What is printed as items is a fact of its own: a task opened before there were items owes none of them.
  events: [TaskOpened, ItemsPrinted],
  open: (task: TaskState) => (task.about ? unchanged : task),
  decide: (_none, command) => [TaskOpened(command), ...itemsPrinted(command.row)],
});
