// What a correction of the plan's issue changes in a task 随计划更正: the day of issue, and what the plan sets for its tasks.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { steps } from "../plan/settings.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { isDueBeforeIssue, type TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const command = z.object({ issuedOn: day, dueSoonDays: z.int(), steps });
const terms = command.extend({ dueBeforeIssue: z.boolean() });

const sample: z.infer<typeof command> = {
  issuedOn: "2021-05-31",
  dueSoonDays: 10,
  steps: { endorsement: true, signOff: true },
};

export const TaskIssueCorrected = event({
  type: "TaskIssueCorrected",
  title: "任务随计划更正印发",
  /** `unitIds` are the units that have a part in the task. */
  shape: z.object({ before: terms, after: terms, unitIds: z.array(unitId) }),
  sight: (e) => everybodys(e.unitIds),
  fields: ({ before, after }) => changesBetween(before, after),
  sample: {
    before: { ...sample, issuedOn: "2021-06-01", dueSoonDays: 7, dueBeforeIssue: false },
    after: { ...sample, dueBeforeIssue: false },
    unitIds: [sampleUnit],
  },
  evolve: (task: TaskState, { after: { issuedOn, dueSoonDays, steps } }): TaskState =>
    task.about ? { ...task, about: { ...task.about, issuedOn }, dueSoonDays, steps } : task,
  tell: ({ after }) => ({
    zh: `随计划更正印发：印发之日${after.issuedOn}，临期天数${after.dueSoonDays}${after.dueBeforeIssue ? "，时限不晚于印发之日" : ""}`,
    en: `corrected with the plan: issued on ${after.issuedOn}, due soon ${after.dueSoonDays} days before${after.dueBeforeIssue ? ", due no later than the issue" : ""}`,
  }),
});

export const correctTaskIssue = action({
  title: { zh: "随计划更正印发", en: "Correct a task with the issue of its plan" },
  by: ["policy"],
  command,
  example: sample,
  events: [TaskIssueCorrected, AssignmentSignedOff],
  open(task: TaskState) {
    const { about } = task;
    if (!about) return reject("TASK_NOT_FOUND");
    return task.endings.includes("planClosed") ? unchanged : { ...task, about };
  },
  decide(task, command) {
    const { dueSoonDays, steps } = task;
    const { issuedOn } = task.about;
    const before = { issuedOn, dueSoonDays, steps, dueBeforeIssue: isDueBeforeIssue(task.dueOn, issuedOn) };
    const after = { ...command, dueBeforeIssue: isDueBeforeIssue(task.dueOn, command.issuedOn) };
    if (canonicalJson(before) === canonicalJson(after)) return [];
    const corrected = TaskIssueCorrected({ before, after, unitIds: Object.keys(task.assignments) });
    return [corrected, ...signedOffBy(TaskIssueCorrected.evolve(task, corrected.data, 0))];
  },
});
