// Days that a person may give 可填日期: from one day to another, both included.
import type { RejectionCode } from "../rejections.ts";
import { type Rejection, reject } from "./action.ts";

/** The refusal of a day that is outside a span, with the day and the span; null if it is inside. */
export function refusalOfDay(
  day: string,
  { from, to }: { readonly from: string; readonly to: string },
  { early, late }: { readonly early: RejectionCode; readonly late: RejectionCode },
): Rejection | null {
  if (day >= from && day <= to) return null;
  return reject(day < from ? early : late, `${day}; ${from} – ${to}`);
}
