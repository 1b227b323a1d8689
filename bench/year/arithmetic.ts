// From measured figures to the year of a county, a province, the nation, and to how many partitions that takes. Pure.
import type { Measured } from "./measured.ts";

/** What is assumed of a year. Each number can be replaced by one's own. */
export interface Assumed {
  /** Plans of a county in a year. */
  readonly plans: number;
  /** Tasks of a plan. */
  readonly tasks: number;
  /** Units that a plan concerns. */
  readonly units: number;
  /** Units that have a part in a task; null for as many as in the story of the seeds. */
  readonly partsATask: number | null;
  /** What people do on a part: accept, report, claim, sign off and so on. */
  readonly acts: number;
  readonly counties: number;
  readonly provinces: number;
  /** Hours in a year in which people work. */
  readonly hours: number;
  /** How many times the mean the busiest hour is, such as that before a month ends. */
  readonly peak: number;
  /** How many years a partition has to hold. */
  readonly years: number;
  /** The most that a rebuild of one partition may take, in hours of CPU. */
  readonly rebuildHours: number;
  /** The most that its read models may take in Redis, in GB. */
  readonly redisGb: number;
  /** The most cores that its commands may take in the busiest hour. */
  readonly cores: number;
}

export const assumed: Assumed = {
  ...{ plans: 20, tasks: 50, units: 30, partsATask: null, acts: 10 },
  ...{ counties: 2844, provinces: 31, hours: 250 * 8, peak: 10 },
  ...{ years: 5, rebuildHours: 1, redisGb: 16, cores: 2 },
};

/** What the hashes of proofs and the places of their leaves take, in bytes an event (docs/operations.md). */
export const proofBytes = 72;

/** A year of some counties. */
export interface Year {
  readonly parts: number;
  readonly events: number;
  /** The log with its index, the proofs, and the read models in Redis, in GB. */
  readonly logGb: number;
  readonly proofsGb: number;
  readonly redisGb: number;
  /** Commands of people in a second: in the mean of working hours, and in the busiest hour. */
  readonly commandRate: number;
  readonly peakRate: number;
  /** The cores that these take in the busiest hour, of the ledger and of its event store together. */
  readonly peakCores: number;
  /** The CPU that building all read models of this year anew takes, in hours. */
  readonly rebuildHours: number;
}

const daysAYear = 365;

export function yearOf(counties: number, { story, history, command }: Measured, by: Assumed): Year {
  const plans = counties * by.plans;
  const parts = plans * by.tasks * (by.partsATask ?? story.parts / story.tasks);
  const acts = parts * by.acts;
  const ofPlans = plans * (story.eventsAPlan + by.tasks * story.eventsATask + by.units * story.eventsACompletion);
  const events = ofPlans + parts * story.notesAPart + acts * story.eventsAnAct + counties * daysAYear;
  const commandRate = acts / (by.hours * 3600);
  const peakRate = commandRate * by.peak;
  return {
    parts,
    events,
    logGb: (events * (history.logBytes + history.indexBytes) + plans * story.importKb * 1e3) / 1e9,
    proofsGb: (events * proofBytes) / 1e9,
    redisGb: (events * history.redisBytes) / 1e9,
    commandRate,
    peakRate,
    peakCores: (peakRate * (command.ledgerCpu + command.storeCpu)) / 1e6,
    rebuildHours: (events * history.rebuildCpu) / 1e6 / 3600,
  };
}

/** What bounds a partition, how many counties that allows, and how many partitions the nation then takes. */
export interface Bound {
  readonly by: "rebuild" | "redis" | "cores";
  readonly counties: number;
  readonly partitions: number;
}

/** The bounds, the narrowest first. */
export function boundsOf(measured: Measured, by: Assumed): readonly Bound[] {
  const { rebuildHours, redisGb, peakCores } = yearOf(1, measured, by);
  const bound = (name: Bound["by"], most: number, aCounty: number): Bound => {
    const counties = Math.max(1, Math.floor(most / aCounty));
    return { by: name, counties, partitions: Math.ceil(by.counties / counties) };
  };
  return [
    bound("rebuild", by.rebuildHours, rebuildHours * by.years),
    bound("redis", by.redisGb, redisGb * by.years),
    bound("cores", by.cores, peakCores),
  ].sort((one, other) => one.counties - other.counties);
}
