// What decisions on day's ends must know: of one region and one month, which days are closed.

/** The day's ends of one region in one month. */
export interface DayEnds {
  readonly regionId: string | null;
  /** The day from which days are closed by themselves, if that began in this month; else null. */
  readonly begunOn: string | null;
  /** The days that are closed. */
  readonly closed: readonly string[];
}

export const noDayEnds: DayEnds = { regionId: null, begunOn: null, closed: [] };

/** The id of the stream that holds the day's ends of a region in the month of a day: `420304-2021-11`. */
export const dayEndIdOf = (regionId: string, day: string): string => `${regionId}-${day.slice(0, 7)}`;
