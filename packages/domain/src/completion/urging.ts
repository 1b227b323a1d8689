// Urgings for a completion report 催报 as decisions know them, and how each stands.
import type { Urged } from "../task/urged.ts";
import type { UrgingState } from "../task/urging-rules.ts";

/** An urging of the unit for its report 催报. */
export interface ReportingUrging extends Urged {
  /** True once what it asks about is over without an answer. */
  readonly lapsed: boolean;
}

/** How an urging for a report stands. Handing in does not answer it; what ends the report lets it lapse. */
export const reportingUrgingStateOf = ({ answered, lapsed }: ReportingUrging): UrgingState =>
  answered ? "answered" : lapsed ? "terminated" : "open";
