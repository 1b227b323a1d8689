// The days that make sense for an issue 印发日期, 报送日期.
import type { Rejection } from "../kernel/action.ts";
import { refusalOfDay } from "../kernel/day-span.ts";
import type { PlanSettings } from "./settings.ts";
import type { PlanState } from "./state.ts";

type Head = Pick<PlanState, "year" | "signedOn">;

/** The first day on which a plan may have been issued: the day it was signed, else the first of the year before its own. */
export const earliestIssue = (plan: Head, today: string): string => plan.signedOn ?? earlyInYear(plan, today);

/** The first day of the year before the plan's own: some plans are issued before their year begins. */
export const earlyInYear = ({ year, signedOn }: Head, today: string): string =>
  `${String((year ?? yearOf(signedOn ?? today)) - 1).padStart(4, "0")}-01-01`;

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The refusal of a day of issue that is in the future or before the earliest; null if it makes sense. */
export function refusalOfIssueDay(issuedOn: string, earliest: string, today: string): Rejection | null {
  return refusalOfDay(issuedOn, { from: earliest, to: today }, { early: "ISSUED_TOO_EARLY", late: "DAY_IN_FUTURE" });
}

/** The refusal of a reporting day before the issue, or after the year that follows the plan's; null if it makes sense. */
export function refusalOfReportingDay(
  { year }: Pick<PlanState, "year">,
  issuedOn: string,
  { reportingOn }: PlanSettings,
): Rejection | null {
  if (reportingOn === null) return null;
  const last = Math.max(year ?? 0, yearOf(issuedOn)) + 1;
  const span = { from: issuedOn, to: `${last}-12-31` };
  return refusalOfDay(reportingOn, span, { early: "REPORTING_DAY_UNLIKELY", late: "REPORTING_DAY_UNLIKELY" });
}
