// Read models on a log that was restored from a backup: they show what the log holds now, and nothing else.
import { memoryLog } from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import { memoryViews, models, redisViews, startRunner, type Views } from "@taizhang/projections";
import { beforeEach, describe, expect, test } from "vitest";
import { oneTask } from "./one-task.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const url = process.env.REDIS_URL ?? "";
let made = 0;

describe.each<[string, () => Promise<Views>]>([
  ["in memory", async () => memoryViews()],
  [
    "in Redis",
    () => {
      made += 1;
      return redisViews({ url, partition: `restored-${process.pid}-${made}`, logger: silent });
    },
  ],
])("%s", (_where, make) => {
  let restorable: RestorableLog;
  let report: (count?: number, text?: string) => Promise<void>;
  let forget: (count: number) => void;
  let views: Views;

  beforeEach(async () => {
    const task = await oneTask((now) => {
      restorable = restorableLog(now);
      return restorable.log;
    });
    ({ report, forget } = task);
    views = await make();
  });

  const run = (of: Views) => startRunner({ log: restorable.log, views: of, models, logger: silent });

  /** What the models hold of the events of the log: the checkpoints, and every fold. */
  async function contents(of: Views) {
    const events = await everything(restorable.log);
    const keys = models.map((model) => [
      ...new Set(events.map((event) => model.key(event)).filter((key) => key !== null)),
    ]);
    return of.look(models.map((model, nth) => ({ model, keys: keys[nth] ?? [] })));
  }

  async function builtAnew() {
    const fresh = memoryViews();
    const runner = run(fresh);
    await runner.caughtUp;
    await runner.stop();
    return contents(fresh);
  }

  /** Puts the log back by some reports; then others are filed, with other words. */
  async function restoreAndGrow(back: number, others: number) {
    const position = (await everything(restorable.log)).at(-1 - back)?.position ?? null;
    await restorable.restore(position);
    forget(back);
    if (others > 0) await report(others, "恢复之后另报的进展");
  }

  test.each([
    [1, 0],
    [2, 1],
    [2, 2],
    [2, 5],
  ])("restored by %i events and grown by %i others while no projector runs", async (back, others) => {
    await report(4);
    const before = run(views);
    await before.caughtUp;
    await before.stop();
    await restoreAndGrow(back, others);
    const runner = run(views);
    await runner.caughtUp;
    await runner.stop();
    expect(await contents(views)).toEqual(await builtAnew());
    await views.close();
  });

  test.each([
    [1, 0],
    [2, 5],
  ])("restored by %i events and grown by %i others while a projector runs", async (back, others) => {
    await report(4);
    const runner = run(views);
    await runner.caughtUp;
    await restoreAndGrow(back, others);
    const expected = await builtAnew();
    await expect.poll(() => contents(views)).toEqual(expected);
    await runner.stop();
    expect(await runner.ended).toBeNull();
    await views.close();
  });
});

test("a memory log that takes the place of another is seen to be another", async () => {
  const views = memoryViews();
  const { log } = await oneTask();
  const first = startRunner({ log, views, models, logger: silent });
  await first.caughtUp;
  await first.stop();
  const empty = memoryLog(() => "2031-01-01T00:00:00.000Z");
  const second = startRunner({ log: empty, views, models, logger: silent });
  await second.caughtUp;
  await second.stop();
  for (const { at } of await views.look(models.map((model) => ({ model, keys: [] })))) expect(at.position).toBeNull();
});
