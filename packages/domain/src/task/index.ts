// The task 任务: its life, from the day its plan is issued to the last sign-off.
import { aggregate } from "../kernel/aggregate.ts";
import { acceptAssignment } from "./accept-assignment.ts";
import { acceptReport } from "./accept-report.ts";
import { adoptItems } from "./adopt-items.ts";
import { amendTask } from "./amend-task.ts";
import { answerUrging } from "./answer-urging.ts";
import { assignPerson } from "./assign-person.ts";
import { assignUnits } from "./assign-units.ts";
import { claimCompletion } from "./claim-completion.ts";
import { closeTask } from "./close-task.ts";
import { completeItem } from "./complete-item.ts";
import { correctClaim } from "./correct-claim.ts";
import { correctReport } from "./correct-report.ts";
import { correctTaskIssue } from "./correct-task-issue.ts";
import { disputeAssignment } from "./dispute-assignment.ts";
import { dropItem } from "./drop-item.ts";
import { endorseCompletion } from "./endorse-completion.ts";
import { exemptAssignment } from "./exempt-assignment.ts";
import { expandGroup } from "./expand-group.ts";
import { extendTask } from "./extend-task.ts";
import { fieldsOfTask } from "./fields.ts";
import { grantExtension } from "./grant-extension.ts";
import { handOver } from "./hand-over.ts";
import { liftOwnerless } from "./lift-ownerless.ts";
import { noteDueDays } from "./note-due-days.ts";
import { noteOwnerless } from "./note-ownerless.ts";
import { openTask } from "./open-task.ts";
import { reassign } from "./reassign.ts";
import { refuseExtension } from "./refuse-extension.ts";
import { releasePerson } from "./release-person.ts";
import { reopenAssignment } from "./reopen-assignment.ts";
import { reopenItem } from "./reopen-item.ts";
import { reopenTask } from "./reopen-task.ts";
import { reportProgress } from "./report-progress.ts";
import { requestExtension } from "./request-extension.ts";
import { restoreAssignment } from "./restore-assignment.ts";
import { restoreTask } from "./restore-task.ts";
import { returnCompletion } from "./return-completion.ts";
import { returnReport } from "./return-report.ts";
import { reviseItem } from "./revise-item.ts";
import { signOff } from "./sign-off.ts";
import { noTask } from "./state.ts";
import { upholdAssignment } from "./uphold-assignment.ts";
import { urge } from "./urge.ts";
import { verifyPublication } from "./verify-publication.ts";
import { withdrawClaim } from "./withdraw-claim.ts";
import { withdrawExtensionRequest } from "./withdraw-extension-request.ts";
import { withdrawTask } from "./withdraw-task.ts";

/** The aggregate of tasks: one per taskId, in the stream `task-<taskId>`. */
export const task = aggregate({
  name: "task",
  missing: "TASK_NOT_FOUND",
  initial: noTask,
  fields: fieldsOfTask,
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
    correctClaim,
    endorseCompletion,
    returnCompletion,
    signOff,
    reopenAssignment,
    requestExtension,
    withdrawExtensionRequest,
    grantExtension,
    refuseExtension,
    extendTask,
    noteDueDays,
    noteOwnerless,
    liftOwnerless,
    disputeAssignment,
    upholdAssignment,
    reassign,
    handOver,
    exemptAssignment,
    restoreAssignment,
    assignPerson,
    releasePerson,
    amendTask,
    withdrawTask,
    restoreTask,
    urge,
    answerUrging,
    verifyPublication,
    adoptItems,
    reviseItem,
    dropItem,
    completeItem,
    reopenItem,
    correctTaskIssue,
    closeTask,
    reopenTask,
  },
});
