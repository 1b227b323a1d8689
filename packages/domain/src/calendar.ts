// Beijing days: every business day is one, cut off at 24:00 local time. China keeps one time zone and no summer time.
const beijingOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The Beijing day of an instant: `2021-09-30T16:00:00.000Z` is 2021-10-01. */
export function beijingDay(instant: string): string {
  return new Date(Date.parse(instant) + beijingOffsetMs).toISOString().slice(0, 10);
}

/** The last instant of a Beijing day, ISO in UTC: what is filed then is filed in time (「前」 includes the day). */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + dayMs - beijingOffsetMs - 1).toISOString();
}

/** The day a number of days after (or before, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The day of the same number a number of months after, or the last of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  const wanted = Math.min(date, lastOfMonth.getUTCDate());
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(wanted).padStart(2, "0")}`;
}

/** How many days a day is after another; negative if it is before. */
export function daysFrom(day: string, later: string): number {
  return (Date.parse(`${later}T00:00:00.000Z`) - Date.parse(`${day}T00:00:00.000Z`)) / dayMs;
}
