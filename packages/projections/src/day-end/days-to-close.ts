// Which days of a region are to be closed 日终: every day that is over since closing began, in order, if a plan was open at its end.
import { addDays, endOfDay } from "@taizhang/domain";
import type { OpenSpan, RegionDays } from "../models/day-ends.ts";

/** True if a plan of the region was open when the day ended. */
function hadOpenPlan({ plans }: RegionDays, day: string): boolean {
  const end = endOfDay(day);
  return spansOf(plans).some(({ from, until }) => from <= end && (until === null || until > end));
}

/** True if the region has a plan that is open now. */
export const hasOpenPlan = ({ plans }: RegionDays): boolean => spansOf(plans).some(({ until }) => until === null);

const spansOf = (plans: RegionDays["plans"]): OpenSpan[] => Object.values(plans).flat();

/** The days of a region that are to be closed, up to the last one that is over; none where closing has not begun. */
export function daysToClose(region: RegionDays, lastOver: string): string[] {
  const closed = new Set(region.closed.map(({ day }) => day));
  const days: string[] = [];
  for (let day = region.begunOn; day !== null && day <= lastOver; day = addDays(day, 1))
    if (!closed.has(day) && hadOpenPlan(region, day)) days.push(day);
  return days;
}
