// Where the audit leads to outside of itself 去处.
import { base } from "../page.ts";

/** The board of a plan as of a moment. */
export const boardAt = (planId: string, asOf?: string): string =>
  `${base}/plans/${encodeURIComponent(planId)}${asOf === undefined ? "" : `?${new URLSearchParams({ asOf }).toString()}`}`;
