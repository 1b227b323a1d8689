// What a correction of the plan's issue changes in a task 随计划更正: the day of issue, what the plan sets for its tasks, and a due day
// that counts from the issue.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { dayFromIssue, type FromIssue, fromIssue } from "../plan/from-issue.ts";
import { steps } from "../plan/settings.ts";
import { amended, TaskAmended } from "./amend-task.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { isDueBeforeIssue, type TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const issued = z.object({ issuedOn: day, dueSoonDays: z.int(), steps });
const terms = issued.extend({ dueBeforeIssue: z.boolean() });
/** How the deadline of the task's row counts from the issue; left out where it does not. */
const command = issued.extend({ fromIssue: fromIssue.optional() });

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
  events: [TaskIssueCorrected, TaskAmended, ExtensionLapsed, AssignmentSignedOff],
  open(task: TaskState) {
    const { about } = task;
    if (!about) return reject("TASK_NOT_FOUND");
    return task.endings.includes("planClosed") ? unchanged : { ...task, about };
  },
  decide(task, { fromIssue, ...command }) {
    const { dueSoonDays, steps } = task;
    const { issuedOn } = task.about;
    const before = { issuedOn, dueSoonDays, steps, dueBeforeIssue: isDueBeforeIssue(task.dueOn, issuedOn) };
    const dueOn = countedAnew(task, fromIssue, command.issuedOn);
    const after = { ...command, dueBeforeIssue: isDueBeforeIssue(dueOn, command.issuedOn) };
    if (canonicalJson(before) === canonicalJson(after)) return [];
    const corrected = TaskIssueCorrected({ before, after, unitIds: Object.keys(task.assignments) });
    const moved =
      dueOn === task.dueOn ? [] : amended(task, { before: { dueOn: task.dueOn }, after: { dueOn }, ...why });
    return [corrected, ...moved, ...signedOffBy(TaskIssueCorrected.evolve(task, corrected.data, 0))];
  },
});

const why = {
  reason: { text: "完成时限自印发之日起算，随印发之日更正。" },
  authority: { text: "更正印发" },
};

/** The due day that counts from another day of issue, as long as it is still the one that counts from the issue; else the present one. */
function countedAnew(
  { about, dueOn }: Pick<TaskState, "about" | "dueOn">,
  counts: FromIssue | undefined,
  issuedOn: string,
): string | null {
  const isCounted = about && counts && dueOn === dayFromIssue(about.issuedOn, counts);
  return isCounted ? dayFromIssue(issuedOn, counts) : dueOn;
}
