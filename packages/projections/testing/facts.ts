// Stored facts for the tests of the read models.
import { affairOf, type DomainFact, plan, type Relation, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";

export const regionId = "420304";
/** A readable UUID: the same number is always the same id. */
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const planId = uuid(100);
export const taskId = uuid(200);
export const [lead, finance, health] = [uuid(1), uuid(2), uuid(3)];
/** 「相关部门」, a predicate group. */
export const relevant = uuid(300);

export const [TaskOpened, ItemsPrinted] = task.actions.openTask.events;
export const [UnitsAssigned] = task.actions.assignUnits.events;
export const [GroupExpanded] = task.actions.expandGroup.events;
export const [AssignmentAccepted] = task.actions.acceptAssignment.events;
export const [ProgressReported] = task.actions.reportProgress.events;
export const [ReportCorrected] = task.actions.correctReport.events;
export const [ReportAccepted] = task.actions.acceptReport.events;
export const [ReportReturned] = task.actions.returnReport.events;
export const [CompletionClaimed, AssignmentSignedOff] = task.actions.claimCompletion.events;
export const [ClaimWithdrawn] = task.actions.withdrawClaim.events;
export const [CompletionEndorsed] = task.actions.endorseCompletion.events;
export const [CompletionReturned] = task.actions.returnCompletion.events;
export const [AssignmentReopened] = task.actions.reopenAssignment.events;
export const [ExtensionRequested] = task.actions.requestExtension.events;
export const [ExtensionRequestWithdrawn] = task.actions.withdrawExtensionRequest.events;
export const [ExtensionGranted] = task.actions.grantExtension.events;
export const [ExtensionRefused] = task.actions.refuseExtension.events;
export const [TaskExtended, ExtensionLapsed] = task.actions.extendTask.events;
export const [OwnerlessNoted] = task.actions.noteOwnerless.events;
export const [TaskAmended] = task.actions.amendTask.events;
export const [, OverdueNoted] = task.actions.noteDueDays.events;
export const [AssignmentDisputed] = task.actions.disputeAssignment.events;
export const [AssignmentUpheld] = task.actions.upholdAssignment.events;
export const [AssignmentHandedOver] = task.actions.reassign.events;
export const [AssignmentExempted] = task.actions.exemptAssignment.events;
export const [AssignmentRestored] = task.actions.restoreAssignment.events;
export const [PersonAssigned] = task.actions.assignPerson.events;
export const [PersonReleased] = task.actions.releasePerson.events;
export const [UnitsUrged] = task.actions.urge.events;
export const [UrgingAnswered] = task.actions.answerUrging.events;
export const [PublicationVerified] = task.actions.verifyPublication.events;
export const [ClaimCorrected] = task.actions.correctClaim.events;
export const [ItemsAdopted] = task.actions.adoptItems.events;
export const [ItemRevised] = task.actions.reviseItem.events;
export const [ItemDropped] = task.actions.dropItem.events;
export const [ItemCompleted] = task.actions.completeItem.events;
export const [ItemReopened] = task.actions.reopenItem.events;
export const [TaskClosed] = task.actions.closeTask.events;
export const [PlanImported, PlanRowsImported] = plan.actions.importPlan.events;

export const words = (text: string) => ({ text });
export const page = { title: "区政府网站", url: "https://www.example.org/2021/0630.html" };

/** The instant of the nth fact: a minute apart, from ten in the morning of 2021-06-30 in Beijing. */
export const at = (nth: number) => new Date(Date.UTC(2021, 5, 30, 2, nth)).toISOString();
/** The position of the nth fact. */
export const positionOf = (nth: number) => BigInt(nth + 1) * 100n;

/** Facts about one plan and one task as events, stored one after the other. */
export function stored(facts: readonly DomainFact[], about: { planId?: string; taskId?: string } = {}): StoredEvent[] {
  return facts.map((fact, nth) => {
    const isTask = task.events.has(fact.type);
    const isPlan = plan.events.has(fact.type);
    const ids = { planId: about.planId ?? planId, taskId: about.taskId ?? taskId };
    return {
      id: uuid(1000 + nth),
      fact,
      stream: isTask ? `task-${ids.taskId}` : isPlan ? `plan-${ids.planId}` : `roster-${regionId}`,
      revision: nth,
      position: positionOf(nth),
      recordedAt: at(nth),
      meta: {
        schemaVersion: 1,
        regionId,
        actor: { subjectId: "somebody", unitId: null, roles: ["office"] },
        onBehalfOf: null,
        happenedAt: at(nth),
        action: "test",
        commandId: `command-${nth}`,
        commandHash: "0".repeat(64),
        causationId: `command-${nth}`,
        correlationId: `command-${nth}`,
        planId: isTask || isPlan ? ids.planId : null,
        taskId: isTask ? ids.taskId : null,
        unitIds: [...new Set(affairOf(fact).units)],
      },
    };
  });
}

/** The task opened: row 7 of its plan, due on 2021-11-30. */
export function opened(over: Partial<typeof TaskOpened.sample> = {}) {
  const { row } = TaskOpened.sample;
  const seventh = { ...row, row: 7, no: "3", subsection: "（一）", text: "公开财政预算决算" };
  return TaskOpened({ ...TaskOpened.sample, row: seventh, ...over });
}

/** Units assigned, each with one relation. */
export function assigned(...parts: readonly (readonly [unitId: string, relation: Relation])[]) {
  return UnitsAssigned({
    assignments: parts.map(([unitId, relation]) => ({
      unitId,
      relations: [relation],
      via: null,
      inheritedFromRow: null,
    })),
    groups: [],
    external: [],
  });
}

/** 「相关部门」 assigned, with no unit named for it yet. */
const groups = UnitsAssigned.sample.groups.map((group) => ({ ...group, groupId: relevant }));
export const groupAssigned = UnitsAssigned({ assignments: [], groups, external: [] });

export const reported = (unitId: string, reportNo = 1, text = "已公开") =>
  ProgressReported({ ...ProgressReported.sample, unitId, reportNo, progress: words(text) });
export const corrected = (unitId: string, reportNo = 1, text = "已公开三项") =>
  ReportCorrected({ ...ReportCorrected.sample, unitId, reportNo, after: { progress: words(text), evidence: [] } });
export const claimed = (unitId: string) =>
  CompletionClaimed({ ...CompletionClaimed.sample, unitId, done: words("全部公开") });
export const signedOff = (unitId: string) => AssignmentSignedOff({ unitId, opinion: words("同意销号") });
