// The beginning of day's ends 启用日终: from this day on, the days of a region are closed by themselves.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleRegion } from "../kernel/sample-values.ts";
import { day, regionId } from "../kernel/shapes.ts";
import type { DayEnds } from "./state.ts";

const beginning = z.object({ regionId, on: day });
const sample = { regionId: sampleRegion, on: sampleDay };

export const DayEndsBegun = event({
  type: "DayEndsBegun",
  title: "启用日终",
  shape: beginning,
  sight: () => everybodys(),
  sample,
  evolve: (ends: DayEnds, { regionId, on }): DayEnds => ({ ...ends, regionId, begunOn: ends.begunOn ?? on }),
  tell: (e) => ({ zh: `自${e.on}起逐日日终`, en: `began to close the days, the first being ${e.on}` }),
});

export const beginDayEnds = action({
  title: { zh: "启用日终", en: "Begin to close days" },
  by: ["policy"],
  command: beginning,
  example: sample,
  events: [DayEndsBegun],
  open: (ends: DayEnds) => (ends.begunOn === null ? ends : unchanged),
  decide: (_ends, command) => [DayEndsBegun(command)],
});
