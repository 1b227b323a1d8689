// The day's ends 日终 of a region: from when on days are closed, which are, and when it had a plan that was open.
import { beijingDay, dayend, plan } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { concerning, type Documents, kindOf, type ReadModel } from "../read-model.ts";

/** A day that was closed. */
export interface ClosedDay {
  readonly day: string;
  readonly dueSoonCount: number;
  readonly overdueCount: number;
  /** When it was closed, ISO in UTC. */
  readonly closedAt: string;
}

/** What is known of the days of a region. */
export interface RegionDays {
  readonly regionId: string;
  /** The first day that is closed by itself; null until that began. */
  readonly begunOn: string | null;
  /**
   * The Beijing day on which the issue of the region's first plan was recorded; null before. It goes by the clock of the log: what
   * a story tells of a year that is past was recorded on the day that it was told.
   */
  readonly firstIssueOn: string | null;
  /** The days closed last, in the order of days. */
  readonly closed: readonly ClosedDay[];
  /** When each plan was open, in order: one that was closed and reopened has been twice. */
  readonly plans: Readonly<Record<string, readonly OpenSpan[]>>;
}

/** From the issue of a plan, or its reopening, until its end; instants in UTC, null while it is open. */
export interface OpenSpan {
  readonly from: string;
  readonly until: string | null;
}

/** Enough to catch up after the longest standstill that somebody would let a ledger have. */
const daysKept = 800;

const nothingYet = (regionId: string): RegionDays => ({
  ...{ regionId, begunOn: null, firstIssueOn: null, closed: [], plans: {} },
});

function after(days: RegionDays, { fact, recordedAt, meta: { planId, happenedAt } }: StoredEvent): RegionDays {
  switch (fact.type) {
    case "DayEndsBegun": {
      const { on } = fact.data;
      return { ...days, begunOn: days.begunOn === null || on < days.begunOn ? on : days.begunOn };
    }
    case "DayClosed": {
      const { regionId: _regionId, ...closed } = fact.data;
      const others = days.closed.filter(({ day }) => day !== closed.day);
      const inOrder = [...others, { ...closed, closedAt: happenedAt }].sort((a, b) => (a.day < b.day ? -1 : 1));
      return { ...days, closed: inOrder.slice(-daysKept) };
    }
    case "PlanIssued":
    case "PlanReopened":
      return withSpans({ ...days, firstIssueOn: days.firstIssueOn ?? beijingDay(recordedAt) }, planId, (spans) => [
        ...spans,
        { from: happenedAt, until: null },
      ]);
    case "PlanClosed":
      return withSpans(days, planId, (spans) =>
        spans.map((span) => (span.until === null ? { ...span, until: happenedAt } : span)),
      );
    default:
      return days;
  }
}

function withSpans(
  days: RegionDays,
  planId: string | null,
  change: (spans: readonly OpenSpan[]) => readonly OpenSpan[],
): RegionDays {
  return planId === null ? days : { ...days, plans: { ...days.plans, [planId]: change(days.plans[planId] ?? []) } };
}

const regions = kindOf<RegionDays>();
const concerned = new Set([...dayend.events.keys(), "PlanIssued", "PlanClosed", "PlanReopened"]);

const model: ReadModel<RegionDays> = {
  name: "day-ends",
  version: 3,
  concernedBy: (event) => concerning(dayend)(event) || concerning(plan)(event),
  key: ({ fact, meta }) => (concerned.has(fact.type) ? meta.regionId : null),
  fold: (days, event) => after(days ?? nothingYet(event.meta.regionId), event),
  shows: (days, regionId) => [regions.shown(regionId, days, [{ index: "all", sort: regionId }])],
};

/** The day's ends by regionId. Index: `all`, by regionId. */
export const dayEnds: Documents<RegionDays> = { ...regions, model };
