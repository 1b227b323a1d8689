// Urgings for a completion report 催报 as decisions know them, and how each stands.
import { z } from "zod";
import type { Asked } from "../plan/plan-now.ts";
import type { Urged } from "../task/urged.ts";
import type { UrgingState } from "../task/urging-rules.ts";

/** What lets an urging lapse: the report is accepted, the plan asks for none any more or has ended, or the unit has. */
export const urgingLapse = z.enum(["accepted", "noReportingDay", "planClosed", "unitEnded"]);
export type UrgingLapse = z.infer<typeof urgingLapse>;

/** An urging of the unit for its report 催报. */
export interface ReportingUrging extends Urged, Asked {
  /** Why what it asks about is over without an answer; null while it is not. */
  readonly lapsed: UrgingLapse | null;
}

/** How an urging for a report stands. Handing in does not answer it; what ends the report lets it lapse. */
export const reportingUrgingStateOf = ({ answered, lapsed }: ReportingUrging): UrgingState =>
  answered ? "answered" : lapsed === null ? "open" : "terminated";
