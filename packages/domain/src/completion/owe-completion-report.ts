// What a unit owes a plan that sets a reporting day: a completion report 应报办结情况, by that day. The plan may move the day.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { samplePlan, sampleRegion, sampleUnit } from "../kernel/sample-values.ts";
import { day, planId, regionId, unitId } from "../kernel/shapes.ts";
import { CompletionReportResumed } from "./completion-report-resumed.ts";
import { lapseOf, ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ReportingUrgingsLapsed, urgingLapseOf } from "./reporting-urgings-lapsed.ts";
import { ReportingUrgingsResumed, urgingsResumed } from "./reporting-urgings-resumed.ts";
import type { CompletionState, ReportEnding, ReportingTerms } from "./state.ts";

/** What the plan sets, as in `ReportingTerms`. */
export const reportingTerms = z.object({ reportingOn: day.nullable(), issuedOn: day, dueSoonDays: z.int() });
const command = z.object({ regionId, planId, unitId, terms: reportingTerms });

export const sampleTerms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
const sample = { regionId: sampleRegion, planId: samplePlan, unitId: sampleUnit };

export const CompletionReportDue = event({
  type: "CompletionReportDue",
  title: "应报办结情况",
  shape: command.extend({ terms: reportingTerms.extend({ reportingOn: day }) }),
  sight: (e) => everybodys([e.unitId]),
  sample: { ...sample, terms: sampleTerms },
  evolve: (state: CompletionState, { terms, ...about }): CompletionState =>
    state.about ? state : { ...state, about, terms, dueOn: terms.reportingOn },
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}应于${e.terms.reportingOn}前报送办结情况`,
    en: `asked ${nameOf(e.unitId)} to report completion by ${e.terms.reportingOn}`,
  }),
});

const moved = z.object({ terms: reportingTerms, dueOn: day.nullable() });

export const ReportingTermsChanged = event({
  type: "ReportingTermsChanged",
  title: "更正报送日期",
  /** `dueOn` is the unit's own day, which may be later than that of the plan. */
  shape: z.object({ unitId, before: moved, after: moved }),
  sight: (e) => everybodys([e.unitId]),
  sample: {
    unitId: sampleUnit,
    before: { terms: sampleTerms, dueOn: "2022-01-05" },
    after: { terms: { ...sampleTerms, reportingOn: "2022-01-10" }, dueOn: "2022-01-10" },
  },
  evolve: (state: CompletionState, { after }): CompletionState => ({ ...state, ...after }),
  fields: ({ unitId, before, after }) => changesBetween(before, after, unitId),
  tell({ unitId, before, after }, nameOf) {
    const [zh, en] = [(on: string | null) => on ?? "无", (on: string | null) => on ?? "no day"];
    const { issuedOn, dueSoonDays } = after.terms;
    const unit = nameOf(unitId);
    return before.dueOn === after.dueOn
      ? {
          zh: `随计划更正：${unit}的报送日期仍为${zh(after.dueOn)}；印发之日${issuedOn}，临期天数${dueSoonDays}`,
          en: `corrected with the plan: ${unit} still reports by ${en(after.dueOn)}; issued on ${issuedOn}, due soon ${dueSoonDays} days before`,
        }
      : {
          zh: `随计划更正：${unit}的报送日期由${zh(before.dueOn)}改为${zh(after.dueOn)}`,
          en: `corrected with the plan: ${unit} reports by ${en(after.dueOn)} instead of ${en(before.dueOn)}`,
        };
  },
});

/** The unit's own day under new terms: the plan's, unless the unit was given a later one. Without a reporting day, none. */
function dueOnUnder({ terms, dueOn }: CompletionState, { reportingOn }: ReportingTerms): string | null {
  if (reportingOn === terms.reportingOn) return dueOn;
  const isExtended = dueOn !== null && dueOn !== terms.reportingOn;
  return reportingOn !== null && isExtended && dueOn > reportingOn ? dueOn : reportingOn;
}

/** The facts by which a report is owed under the terms of its plan; none where it is already. */
function underTerms(state: CompletionState, unitId: string, terms: ReportingTerms) {
  if (canonicalJson(terms) === canonicalJson(state.terms)) return [];
  const dueOn = dueOnUnder(state, terms);
  const changed = ReportingTermsChanged({
    unitId,
    before: { terms: state.terms, dueOn: state.dueOn },
    after: { terms: { ...terms }, dueOn },
  });
  // A request for a day that the unit now has, or where no day is set any more, is answered by this.
  const isMet = dueOn === null || (state.extension !== null && state.extension.dueOn <= dueOn);
  return [
    changed,
    ...(isMet ? lapseOf(state, unitId, "dayMoved") : []),
    ...(dueOn === null ? urgingLapseOf(state, unitId, "noReportingDay") : []),
  ];
}

/**
 * The facts by which a report is owed again under the terms of its plan, with the answers that ended as it did; where the plan
 * asks for none by now, they stay as they are.
 */
export function resumedUnderTerms(state: CompletionState, unitId: string, terms: ReportingTerms, ending: ReportEnding) {
  const changed = underTerms(state, unitId, terms);
  const dueOn = dueOnUnder(state, terms);
  return [...urgingsResumed({ ...state, dueOn }, unitId, ending), ...changed];
}

/** What the policy says besides: whether the plan is reopened by the fact from which this follows. */
export interface OwedAnew {
  readonly isReopened: boolean;
}

export const oweCompletionReport = action({
  title: { zh: "应报办结情况", en: "Owe a completion report" },
  by: ["policy"],
  command,
  example: { ...sample, terms: sampleTerms },
  events: [
    CompletionReportDue,
    ReportingTermsChanged,
    CompletionReportResumed,
    ReportingUrgingsResumed,
    ReportingExtensionLapsed,
    ReportingUrgingsLapsed,
  ],
  // A unit that is no more reports nothing, whatever becomes of the plan; what it missed comes when it is restored.
  open: (state: CompletionState) => (state.ended === "unitEnded" ? unchanged : state),
  decide(state, { terms, ...about }, _actor, { isReopened }: OwedAnew) {
    const { reportingOn } = terms;
    if (!state.about)
      return reportingOn === null ? [] : [CompletionReportDue({ ...about, terms: { ...terms, reportingOn } })];
    // A report is owed to open plans only: what ended with its plan is owed again once that is reopened, and by nothing else.
    if (state.ended === "planClosed" && !isReopened) return [];
    const { unitId } = about;
    if (state.ended === null) return underTerms(state, unitId, terms);
    return [
      CompletionReportResumed({ unitId, cause: "planReopened" }),
      ...resumedUnderTerms(state, unitId, terms, "planClosed"),
    ];
  },
});
