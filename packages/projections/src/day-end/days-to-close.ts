// Which days of a region are to be closed 日终: every day that is over since its first issue, in order, if a plan was open at its end.
import { addDays, endOfDay } from "@taizhang/domain";
import type { OpenSpan, RegionDays } from "../models/day-ends.ts";

/** True if a plan of the region was open when the day ended. */
function hadOpenPlan({ plans }: RegionDays, day: string): boolean {
  const end = endOfDay(day);
  return spansOf(plans).some(({ from, until }) => from <= end && (until === null || until > end));
}

const spansOf = (plans: RegionDays["plans"]): OpenSpan[] => Object.values(plans).flat();

/**
 * The first day of a region that is closed: that of its first issue, whoever was there to see it; or that on which closing began
 * by itself where it has begun. Null before any issue.
 */
export const firstDayOf = ({ begunOn, firstIssueOn }: RegionDays): string | null => begunOn ?? firstIssueOn;

/** The days of a region that are to be closed, up to the last one that is over. */
export function daysToClose(region: RegionDays, lastOver: string): string[] {
  const closed = new Set(region.closed.map(({ day }) => day));
  const days: string[] = [];
  for (let day = firstDayOf(region); day !== null && day <= lastOver; day = addDays(day, 1))
    if (!closed.has(day) && hadOpenPlan(region, day)) days.push(day);
  return days;
}
