// A day closed 日终: all that its end had to note in the tasks of a region is noted.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleRegion } from "../kernel/sample-values.ts";
import { day, regionId } from "../kernel/shapes.ts";
import type { DayEnds } from "./state.ts";

const closing = z.object({
  regionId,
  day,
  /** How many things were noted as due soon, and as overdue, at its end. */
  dueSoonCount: z.int().min(0),
  overdueCount: z.int().min(0),
});
const sample = { regionId: sampleRegion, day: sampleDay, dueSoonCount: 3, overdueCount: 1 };

export const DayClosed = event({
  type: "DayClosed",
  title: "日终",
  shape: closing,
  sight: () => everybodys(),
  sample,
  evolve: (ends: DayEnds, { regionId, day }): DayEnds => ({ ...ends, regionId, closed: [...ends.closed, day] }),
  tell: (e) => ({
    zh: `${e.day}日终：临期${e.dueSoonCount}项，逾期${e.overdueCount}项`,
    en: `closed ${e.day}: ${e.dueSoonCount} due soon, ${e.overdueCount} overdue`,
  }),
});

export const closeDay = action({
  title: { zh: "日终", en: "Close a day" },
  by: ["policy"],
  command: closing,
  example: sample,
  events: [DayClosed],
  open: (ends: DayEnds) => ends,
  decide(ends, command, actor) {
    if (beijingDay(actor.at) <= command.day) return reject("DAY_NOT_OVER", command.day);
    return ends.closed.includes(command.day) ? [] : [DayClosed(command)];
  },
});
