// A plan that sets a reporting day is owed a completion report by each of its units: from the issue on, or from the unit's
// first part; by another day once the issue is corrected; until the plan is closed, and again once it is reopened.
import { completion } from "../completion/index.ts";
import type { OwedAnew } from "../completion/owe-completion-report.ts";
import type { ReportingTerms } from "../completion/state.ts";
import { completionIdOf, type Identity } from "../identity.ts";
import { policySubject } from "../kernel/actor.ts";
import { plan } from "../plan/index.ts";
import type { PlanState } from "../plan/state.ts";
import { turnUnderWay } from "../plan/turns.ts";
import type { TaskAsItStands } from "../task/task-as-it-stands.ts";
import { openTasks } from "./open-tasks.ts";
import { command, type PolicyCommand, policy } from "./policy.ts";

/**
 * The units of the plan: those that have, or had, a part in one of its tasks, each once. One whose only part was exempted or handed
 * over since is still among them, and says so in its report (ADR 20).
 */
const unitsIn = (tasks: readonly TaskAsItStands[]): string[] => [
  ...new Set(tasks.flatMap(({ state }) => Object.keys(state.assignments))),
];

/** Under which terms a plan is owed reports; null before it is issued. */
function termsOf({ issuedOn, settings }: PlanState): ReportingTerms | null {
  if (issuedOn === null) return null;
  const { reportingOn, dueSoonDays } = settings;
  return { reportingOn, issuedOn, dueSoonDays };
}

/** The same; null unless the plan is open. */
export const reportingTermsOf = (of: PlanState): ReportingTerms | null => (of.status === "issued" ? termsOf(of) : null);

/**
 * What makes units owe a report as the plan has it now. Doing so again changes nothing. A plan that is closed is owed none; as
 * long as the closing is not carried out, what came before it is carried out first, so that the closing ends that, too.
 */
function owing(
  planId: string,
  of: PlanState,
  unitIds: readonly string[],
  identity: Identity,
  given: OwedAnew = { isReopened: false },
): PolicyCommand[] {
  const { regionId } = of;
  const terms = of.status === "issued" || turnUnderWay(of) !== null ? termsOf(of) : null;
  if (regionId === null || terms === null) return [];
  return unitIds.map((unitId) => {
    const id = completionIdOf(identity, planId, unitId);
    return command(completion, "oweCompletionReport", id, { regionId, planId, unitId, terms }, given);
  });
}

/** After any of these facts, all units of the plan owe what it says now. Issuing assigns the units first. */
const owedByAll = (on: "PlanIssued" | "IssueCorrected" | "PlanReopened" | "PlanResumed") =>
  policy({
    name: "owe-completion-reports",
    on,
    needs: ({ meta: { planId } }) => (planId === null ? null : { about: { of: plan, id: planId } }),
    tasksOf: "about",
    react: (_event, { about: { id, state } }, identity, tasks) =>
      owing(id, state, unitsIn(tasks), identity, { isReopened: on === "PlanReopened" }),
  });

/** A unit that a person gives a part in a task owes a report too. Those that the issue assigned are seen to with it. */
const owedByAssigned = (on: "UnitsAssigned" | "GroupExpanded" | "AssignmentHandedOver") =>
  policy({
    name: "owe-completion-reports",
    on,
    needs({ meta: { planId, actor } }) {
      const isByIssue = actor.subjectId === policySubject(openTasks.name);
      return planId === null || isByIssue ? null : { about: { of: plan, id: planId } };
    },
    react: ({ meta }, { about: { id, state } }, identity) => owing(id, state, meta.unitIds, identity),
  });

const endedWithPlan = policy({
  name: "end-completion-reports",
  on: "PlanClosed",
  needs: ({ meta: { planId } }) => (planId === null ? null : { closed: { of: plan, id: planId } }),
  tasksOf: "closed",
  react: ({ revision: closing }, { closed: { id: planId } }, identity, tasks) =>
    unitsIn(tasks).map((unitId) => {
      const id = completionIdOf(identity, planId, unitId);
      return command(completion, "endCompletionReport", id, { unitId, cause: "planClosed" }, { closing });
    }),
});

/** The policies on completion reports. They come after those that assign, correct and close the tasks. */
export const completionReports = [
  owedByAll("PlanIssued"),
  owedByAll("IssueCorrected"),
  owedByAll("PlanReopened"),
  owedByAll("PlanResumed"),
  owedByAssigned("UnitsAssigned"),
  owedByAssigned("GroupExpanded"),
  owedByAssigned("AssignmentHandedOver"),
  endedWithPlan,
];
