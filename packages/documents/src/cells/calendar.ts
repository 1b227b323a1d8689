// Days of the calendar in ISO form.

/** The day, or undefined when the calendar has no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

/** The last day of a month, or undefined when the year has no such month. */
export function endOfMonth(year: number, month: number): string | undefined {
  return month >= 1 && month <= 12 ? isoDay(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate()) : undefined;
}

/** Years outside are slips or something else: 「20311年」, 「1年」. */
export function isPlausibleYear(year: number): boolean {
  return year >= 1949 && year <= 2100;
}
