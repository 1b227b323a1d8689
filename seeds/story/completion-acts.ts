// The acts by which the year of a plan ends: units report completion, the office accepts or returns, some report later.
import { type CommandOf, completion, completionIdOf, type GivenOf } from "@taizhang/domain";
import { type Lookup, planAsItStands, planNow } from "@taizhang/log";
import type { PlanOfStory } from "./plan-acts.ts";
import type { Act, Cast, Stage } from "./stage.ts";

type Actions = typeof completion.actions;

/** The acts on the completion reports of a plan. Times are those of Beijing. */
export function completionActsOf({ regionId, notice, office }: PlanOfStory) {
  const desk: Cast = { regionId, unit: office, role: "office" };
  const clerk = (unit: string): Cast => ({ regionId, unit, role: "unit" });

  const onReport = <Name extends keyof Actions>(
    at: string,
    by: Cast,
    unit: string,
    name: Name,
    command: (unitId: string) => CommandOf<Actions[Name]>,
    given?: (stage: Stage) => Lookup<GivenOf<Actions[Name]>, typeof completion.initial>,
  ): Act => ({
    at,
    play(stage) {
      const [planId, unitId] = [stage.planId(regionId, notice), stage.unitId(regionId, unit)];
      const how = { at, by, ...(given && { given: given(stage) }) };
      return stage.give(completion, name, completionIdOf(stage.identity, planId, unitId), command(unitId), how);
    },
  });

  return {
    reportsCompletion: (at: string, unit: string, summary: string): Act =>
      onReport(
        at,
        clerk(unit),
        unit,
        "submitCompletionReport",
        (unitId) => ({ unitId, summary: { text: summary } }),
        planAsItStands,
      ),
    takesReport: (at: string, unit: string, reportNo: number, opinion: string): Act =>
      onReport(at, desk, unit, "acceptCompletionReport", (unitId) => ({
        unitId,
        reportNo,
        opinion: { text: opinion },
      })),
    returnsCompletionReport: (at: string, unit: string, reportNo: number, reason: string): Act =>
      onReport(at, desk, unit, "returnCompletionReport", (unitId) => ({ unitId, reportNo, reason: { text: reason } })),
    urgesToReport: (at: string, unit: string, text: string, answerBy: string): Act =>
      onReport(
        at,
        desk,
        unit,
        "urgeReporting",
        (unitId) => ({ unitId, text: { text }, answerBy, whyAgain: null }),
        planNow,
      ),
    answersUrgingToReport: (at: string, unit: string, urgingNo: number, text: string): Act =>
      onReport(at, clerk(unit), unit, "answerReportingUrging", (unitId) => ({
        ...{ unitId, urgingNo, text: { text }, evidence: [] },
      })),
    asksToReportLater: (at: string, unit: string, dueOn: string, reason: string): Act =>
      onReport(
        at,
        clerk(unit),
        unit,
        "requestReportingExtension",
        (unitId) => ({
          ...{ unitId, dueOn, reason: { text: reason }, evidence: [] },
        }),
        planNow,
      ),
    reportsInTimeAfterAll: (at: string, unit: string, extensionNo: number): Act =>
      onReport(at, clerk(unit), unit, "withdrawReportingExtension", (unitId) => ({ unitId, extensionNo })),
    letsReportLater: (at: string, unit: string, extensionNo: number, dueOn: string, opinion: string): Act =>
      onReport(at, desk, unit, "grantReportingExtension", (unitId) => ({
        unitId,
        extensionNo,
        dueOn,
        opinion: { text: opinion },
      })),
    keepsToTheDay: (at: string, unit: string, extensionNo: number, reason: string): Act =>
      onReport(at, desk, unit, "refuseReportingExtension", (unitId) => ({
        unitId,
        extensionNo,
        reason: { text: reason },
      })),
  };
}
