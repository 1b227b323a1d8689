// `taizhang day-end`: closes a day of a region by hand 日终. What was noted before is not noted again.
import { day as anyDay, regionId as anyRegionId, beijingDay } from "@taizhang/domain";
import { closeDay, executor, identity } from "@taizhang/log";
import { inBoth } from "@taizhang/process";
import { candidates, dayEnds, memoryViews, startRunner, taskCards } from "@taizhang/projections";
import { z } from "zod";
import type { Config } from "./config.ts";
import { readToEnd } from "./read-to-end.ts";
import { withLog } from "./with-log.ts";

/** What is said on the command line. */
const wished = z.object({ region: anyRegionId, day: anyDay });

const quiet = { info() {}, warn() {}, error() {} };

/**
 * Closes the day, from the log alone: the read models it needs are made in memory, so that it works wherever the others are
 * kept, and beside a projector that is at work. Answers what the day's end noted.
 */
export async function dayEnd(config: Config, wish: object): Promise<string> {
  const { region, day } = wished.parse(wish);
  const at = new Date().toISOString();
  if (beijingDay(at) <= day)
    throw new Error(
      inBoth({
        zh: `${day} 按北京时间还没有结束：自次日起方可日终`,
        en: `${day} is not over yet in Beijing: it can be closed from the next day on`,
      }),
    );
  return withLog(config, async (log) => {
    const views = memoryViews();
    const runner = startRunner({ log, views, models: [taskCards.model, dayEnds.model], logger: quiet });
    try {
      await readToEnd(runner);
      const { value } = await views.get(dayEnds, region);
      if (!value || Object.keys(value.plans).length === 0)
        throw new Error(inBoth({ zh: `${region} 从未印发过计划`, en: `no plan was ever issued in ${region}` }));
      const commands = executor({ log, identity, usedCommand: async () => null });
      const tasks = candidates({ log, views }, region, day);
      const { dueSoon, overdue } = await closeDay({ log, executor: commands }, { regionId: region, day, at }, tasks);
      return `${region} ${day}: ${dueSoon} due soon 临期, ${overdue} overdue 逾期\n`;
    } finally {
      await runner.stop();
    }
  });
}
