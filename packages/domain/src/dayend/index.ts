// Day's ends 日终 of a region, in order.
import { aggregate } from "../kernel/aggregate.ts";
import { beginDayEnds } from "./begin-day-ends.ts";
import { closeDay } from "./close-day.ts";
import { fieldsOfDayEnds } from "./fields.ts";
import { noDayEnds } from "./state.ts";

/** The aggregate of day's ends: one per region and month, in the stream `dayend-<region>-<month>` (see `dayEndIdOf`). */
export const dayend = aggregate({
  name: "dayend",
  // Never seen by anybody: only policies close days, in their own region.
  missing: "ROSTER_NOT_FOUND",
  initial: noDayEnds,
  fields: fieldsOfDayEnds,
  subject: ({ regionId }) => (regionId === null ? null : { regionId, planId: null, taskId: null }),
  actions: { beginDayEnds, closeDay },
});
