// A plan that sets a reporting day is owed a completion report by each of its units: from the issue on, or from the unit's
// first part; by another day once the issue is corrected; until the plan is closed, and again once it is reopened.
import { completion } from "../completion/index.ts";
import type { ReportingTerms } from "../completion/state.ts";
import { completionIdOf, type Identity } from "../identity.ts";
import { policySubject } from "../kernel/actor.ts";
import { plan } from "../plan/index.ts";
import type { PlanState } from "../plan/state.ts";
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

/** Under which terms a plan is owed reports; null unless it is open. */
export function reportingTermsOf({ issuedOn, settings, status }: PlanState): ReportingTerms | null {
  if (issuedOn === null || status !== "issued") return null;
  const { reportingOn, dueSoonDays } = settings;
  return { reportingOn, issuedOn, dueSoonDays };
}

/** What makes units owe a report as the plan has it now. Doing so again changes nothing. */
function owing(planId: string, of: PlanState, unitIds: readonly string[], identity: Identity): PolicyCommand[] {
  const { regionId } = of;
  const terms = reportingTermsOf(of);
  if (regionId === null || terms === null) return [];
  return unitIds.map((unitId) =>
    command(completion, "oweCompletionReport", completionIdOf(identity, planId, unitId), {
      ...{ regionId, planId, unitId, terms },
    }),
  );
}

/** After any of these facts, all units of the plan owe what it says now. Issuing assigns the units first. */
const owedByAll = (on: "PlanIssued" | "IssueCorrected" | "PlanReopened" | "PlanResumed") =>
  policy({
    name: "owe-completion-reports",
    on,
    needs: ({ meta: { planId } }) => (planId === null ? null : { about: { of: plan, id: planId } }),
    tasksOf: "about",
    react: (_event, { about: { id, state } }, identity, tasks) => owing(id, state, unitsIn(tasks), identity),
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
  react: (_event, { closed: { id: planId } }, identity, tasks) =>
    unitsIn(tasks).map((unitId) =>
      command(completion, "endCompletionReport", completionIdOf(identity, planId, unitId), {
        ...{ unitId, cause: "planClosed" },
      }),
    ),
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
