// The plan 计划: from the notice's bytes to the day it is closed.
import { aggregate } from "../kernel/aggregate.ts";
import { addTask } from "./add-task.ts";
import { closePlan } from "./close-plan.ts";
import { confirmPlan } from "./confirm-plan.ts";
import { correctIssue } from "./correct-issue.ts";
import { discardDraft } from "./discard-draft.ts";
import { fieldsOfPlan } from "./fields.ts";
import { importPlan } from "./import-plan.ts";
import { issuePlan } from "./issue-plan.ts";
import { noteTasksClosed } from "./note-tasks-closed.ts";
import { noteTasksOpened } from "./note-tasks-opened.ts";
import { noteTasksReopened } from "./note-tasks-reopened.ts";
import { parkPlan } from "./park-plan.ts";
import { reopenPlan } from "./reopen-plan.ts";
import { resolveImportWarning } from "./resolve-import-warning.ts";
import { resumePlan } from "./resume-plan.ts";
import { noPlan } from "./state.ts";
import { supplementPlan } from "./supplement-plan.ts";

/** The aggregate of plans: one per planId, in the stream `plan-<planId>`. */
export const plan = aggregate({
  name: "plan",
  missing: "PLAN_NOT_FOUND",
  initial: noPlan,
  fields: fieldsOfPlan,
  subject: (state, id) => (state.regionId === null ? null : { regionId: state.regionId, planId: id, taskId: null }),
  actions: {
    importPlan,
    discardDraft,
    resolveImportWarning,
    confirmPlan,
    issuePlan,
    noteTasksOpened,
    correctIssue,
    addTask,
    supplementPlan,
    parkPlan,
    resumePlan,
    closePlan,
    noteTasksClosed,
    reopenPlan,
    noteTasksReopened,
  },
});
