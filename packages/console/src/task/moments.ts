// The moments of a task 时点: where a moment of an address stands among them.
import { dayIn } from "../moment.ts";
import { now } from "./address.ts";

/** One of its moments: an event. */
export interface Moment {
  readonly position: string;
  readonly happenedAt: string;
}

const dayEnd = (day: string): number => Date.parse(`${day}T23:59:59.999+08:00`);

/** Whether an event is part of what is seen as of a moment. */
function isBy({ position, happenedAt }: Moment, moment: string): boolean {
  if (dayIn(moment)) return Date.parse(happenedAt) <= dayEnd(moment);
  return moment.includes("T") ? Date.parse(happenedAt) <= Date.parse(moment) : BigInt(position) <= BigInt(moment);
}

/** The index of the last event that is part of what is seen as of a moment, oldest first; -1 before the first, the number of events for now. */
export function placeOf(moments: readonly Moment[], moment: string | undefined): number {
  if (moment === undefined || moment === now) return moments.length;
  let place = -1;
  for (const [at, each] of moments.entries()) if (isBy(each, moment)) place = at;
  return place;
}
