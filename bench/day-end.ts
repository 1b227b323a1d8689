// What closing a day of a large region takes: 60,000 open parts in 6,000 tasks, all of them overdue by that day, then a day
// with nothing to note. A real event store and a real Redis. `node --import tsx bench/day-end.ts [tasks]`
import { type Actor, newUnit, policySubject, task } from "@taizhang/domain";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { closeDay, executor, identity, isForbidden, type Outcome } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { candidates, redisViews, startRunner, taskCards } from "@taizhang/projections";
import { startRedis } from "@taizhang/test/support/redis";

const taskCount = Number(process.argv[2] ?? 6000);
const unitsPerTask = 10;
const tasksAtOnce = 32;
const regionId = "420304";
const dueOn = "2021-11-30";
const silent = { info() {}, warn() {}, error() {} };

const actor: Actor = {
  ...{ subjectId: policySubject("bench"), regionId, unitId: null, onBehalfOf: null },
  ...{ roles: ["policy"], at: "2021-06-01T01:00:00.000Z" },
};
const units = Array.from({ length: 200 }, (_, nth) => identity.uuid(`unit/${nth}`));

const { url, stop } = await startEventStore();
const redis = await startRedis();
const log = esdbLog({ url });
const views = await redisViews({ url: redis.url, partition: "bench", logger: silent });
const commands = executor({ log, identity, usedCommand: async () => null });
const runner = startRunner({ log, views, models: [taskCards.model], logger: silent });

function accepted(outcome: Outcome): void {
  if ("rejected" in outcome || isForbidden(outcome)) throw new Error(JSON.stringify(outcome));
}

async function open(nth: number): Promise<void> {
  const taskId = identity.uuid(`task/${nth}`);
  const { example } = task.actions.openTask;
  const own = { ...example, taskId, regionId, dueOn, row: { ...example.row, row: nth + 1 } };
  accepted(await commands.run(task, "openTask", taskId, own, { actor, commandId: `open-${nth}` }));
  const assignments = Array.from({ length: unitsPerTask }, (_, at) => ({
    ...{ unitId: units[(nth + at) % units.length] ?? "", relations: ["responsible" as const] },
    ...{ via: null, inheritedFromRow: null },
  }));
  const given = () => ({ groups: new Map(), units: new Map(units.map((id) => [id, known(id)])) });
  const said = { assignments, groups: [], external: [] };
  accepted(await commands.run(task, "assignUnits", taskId, said, { actor, commandId: `assign-${nth}`, given }));
}

const known = (name: string) => newUnit(name, "2021-01-01");

async function measured(day: string): Promise<void> {
  const began = performance.now();
  let peakMb = 0;
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage().rss / 2 ** 20);
  }, 50);
  const closing = { regionId, day, at: "2021-12-02T01:00:00.000Z" };
  const counts = await closeDay({ log, executor: commands }, closing, candidates({ log, views }, regionId, day));
  clearInterval(looking);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${day}: ${counts.dueSoon} due soon, ${counts.overdue} overdue, ${seconds} s, peak ${peakMb.toFixed(0)} MB\n`,
  );
}

try {
  const left = Array.from({ length: taskCount }, (_, nth) => nth).values();
  await Promise.all(
    Array.from({ length: tasksAtOnce }, async () => {
      for (const nth of left) await open(nth);
    }),
  );
  process.stdout.write(`${taskCount} tasks with ${taskCount * unitsPerTask} open parts\n`);
  await measured("2021-11-10");
  await measured(dueOn);
  await measured("2021-12-01");
} finally {
  await runner.stop();
  await views.close();
  await log.close();
  await redis.stop();
  await stop();
}
