// A due day that counts from the issue of the notice 自印发之日起: it becomes a day once that is known.
import { z } from "zod";
import { addDays, addMonths } from "../calendar.ts";
import type { Sentence } from "../kernel/event.ts";

/** How long after the issue, as the notice prints it: 「印发之日起30日内」. Working days need a calendar of the year, and are none of these. */
export const fromIssue = z.object({ count: z.int().min(1).max(999), unit: z.enum(["day", "week", "month", "year"]) });
export type FromIssue = z.infer<typeof fromIssue>;

/**
 * The day on which it is due. The day of issue itself does not count (Civil Code, article 201); a month ends on the day of
 * the same number, or on its last one where it has none of that number (article 202).
 */
export function dayFromIssue(issuedOn: string, { count, unit }: FromIssue): string {
  if (unit === "day") return addDays(issuedOn, count);
  if (unit === "week") return addDays(issuedOn, 7 * count);
  return addMonths(issuedOn, unit === "month" ? count : 12 * count);
}

interface OfDeadline {
  readonly date: string | null;
  readonly fromIssue?: FromIssue | undefined;
}

/** How a deadline counts from the issue; null where it names a day itself, or none. */
export const countedFromIssue = ({ date, fromIssue }: OfDeadline): FromIssue | null =>
  date === null ? (fromIssue ?? null) : null;

/** The due day of a deadline in a plan, or a row, of this day of issue; null if it has none. */
export function dueDayOf(deadline: OfDeadline, issuedOn: string): string | null {
  const counted = countedFromIssue(deadline);
  return counted ? dayFromIssue(issuedOn, counted) : deadline.date;
}

const units: Readonly<Record<FromIssue["unit"], { readonly zh: string; readonly en: string }>> = {
  day: { zh: "日", en: "day" },
  week: { zh: "周", en: "week" },
  month: { zh: "个月", en: "month" },
  year: { zh: "年", en: "year" },
};

/** How it counts, in words, as long as the day is not set. */
export function fromIssueInWords({ count, unit }: FromIssue): Sentence {
  const { zh, en } = units[unit];
  return {
    zh: `印发之日起${count}${zh}内（印发时定为某日）`,
    en: `within ${count} ${en}${count === 1 ? "" : "s"} of the issue (it becomes a day then)`,
  };
}
