// The task 任务: its life, from the day its plan is issued to the last sign-off.
import { aggregate } from "../kernel/aggregate.ts";
import { acceptAssignment } from "./accept-assignment.ts";
import { acceptReport } from "./accept-report.ts";
import { adoptItems } from "./adopt-items.ts";
import { assignUnits } from "./assign-units.ts";
import { claimCompletion } from "./claim-completion.ts";
import { closeTask } from "./close-task.ts";
import { completeItem } from "./complete-item.ts";
import { correctReport } from "./correct-report.ts";
import { correctTaskIssue } from "./correct-task-issue.ts";
import { dropItem } from "./drop-item.ts";
import { endorseCompletion } from "./endorse-completion.ts";
import { expandGroup } from "./expand-group.ts";
import { extendTask } from "./extend-task.ts";
import { grantExtension } from "./grant-extension.ts";
import { openTask } from "./open-task.ts";
import { refuseExtension } from "./refuse-extension.ts";
import { reopenAssignment } from "./reopen-assignment.ts";
import { reopenItem } from "./reopen-item.ts";
import { reportProgress } from "./report-progress.ts";
import { requestExtension } from "./request-extension.ts";
import { returnCompletion } from "./return-completion.ts";
import { returnReport } from "./return-report.ts";
import { reviseItem } from "./revise-item.ts";
import { signOff } from "./sign-off.ts";
import { noTask } from "./state.ts";
import { withdrawClaim } from "./withdraw-claim.ts";
import { withdrawExtensionRequest } from "./withdraw-extension-request.ts";

/** The aggregate of tasks: one per taskId, in the stream `task-<taskId>`. */
export const task = aggregate({
  name: "task",
  missing: "TASK_NOT_FOUND",
  initial: noTask,
  subject: ({ about }, id) => about && { regionId: about.regionId, planId: about.planId, taskId: id },
  actions: {
    openTask,
    assignUnits,
    expandGroup,
    acceptAssignment,
    reportProgress,
    correctReport,
    acceptReport,
    returnReport,
    claimCompletion,
    withdrawClaim,
    endorseCompletion,
    returnCompletion,
    signOff,
    reopenAssignment,
    requestExtension,
    withdrawExtensionRequest,
    grantExtension,
    refuseExtension,
    extendTask,
    adoptItems,
    reviseItem,
    dropItem,
    completeItem,
    reopenItem,
    correctTaskIssue,
    closeTask,
  },
});
