// `taizhang day-end`: closes a day of a region by hand 日终. What was noted before is not noted again.
import { day as anyDay, regionId as anyRegionId, beijingDay } from "@taizhang/domain";
import { closeDay, type DayToClose, type EventLog, executor, identity } from "@taizhang/log";
import { inBoth } from "@taizhang/process";
import { candidates, memoryViews, planCard, startRunner, taskCards, type Views } from "@taizhang/projections";
import { z } from "zod";
import type { Config } from "./config.ts";
import { readToEnd } from "./read-to-end.ts";
import { withLog } from "./with-log.ts";

/** What is said on the command line. */
const wished = z.object({ region: anyRegionId, day: anyDay });

const quiet = { info() {}, warn() {}, error() {} };

/** Closes the day, and answers what its end noted. Rejects with a sentence where there is no such day to be closed. */
export async function dayEnd(config: Config, wish: object): Promise<string> {
  const { region: regionId, day } = wished.parse(wish);
  const at = new Date().toISOString();
  if (beijingDay(at) <= day)
    throw new Error(
      inBoth({
        zh: `${day} 按北京时间还没有结束：自次日起方可日终`,
        en: `${day} is not over yet in Beijing: it can be closed from the next day on`,
      }),
    );
  return withLog(config, (log) => dayEndOn(log, { regionId, day, at }));
}

/**
 * Closes a day from the log alone: the read models it needs are made in memory, so that it works wherever the others are kept,
 * and beside a projector that is at work.
 */
export async function dayEndOn(log: EventLog, { regionId, day, at }: DayToClose): Promise<string> {
  const views = memoryViews();
  const runner = startRunner({ log, views, models: [taskCards.model, planCard.model], logger: quiet });
  try {
    await readToEnd(runner);
    const first = await firstIssueIn(views, regionId);
    if (first === null)
      throw new Error(inBoth({ zh: `${regionId} 从未印发过计划`, en: `no plan was ever issued in ${regionId}` }));
    if (day < first)
      throw new Error(
        inBoth({
          zh: `${day} 早于 ${regionId} 最早一个计划的印发之日（${first}）：当时还没有计划，不予日终`,
          en: `${day} is before ${first}, when the first plan of ${regionId} was issued: there was nothing to close`,
        }),
      );
    const commands = executor({ log, identity, usedCommand: async () => null });
    const things = candidates({ log, views }, regionId, day);
    const { dueSoon, overdue } = await closeDay({ log, executor: commands }, { regionId, day, at }, things);
    return `${regionId} ${day}: ${dueSoon} due soon 临期, ${overdue} overdue 逾期\n`;
  } finally {
    await runner.stop();
  }
}

/**
 * The earliest day on which a plan of a region was issued, as its office says; null where none was. It may lie long before the
 * issue was recorded.
 */
async function firstIssueIn(views: Pick<Views, "list">, regionId: string): Promise<string | null> {
  const { value } = await views.list(planCard, `region/${regionId}`, { first: 100_000 });
  const [first = null] = value.items.flatMap(({ doc }) => doc.issuedOn ?? []).sort();
  return first;
}
