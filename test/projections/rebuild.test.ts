// Rebuilding beside what answers, in a real Redis: what answers does so until the end, and is then replaced whole or not at all.
import { type EventLog, type Followed, memoryLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import {
  type AnyReadModel,
  models,
  noChanges,
  planCard,
  type RedisViews,
  rebuild,
  redisViews,
  startClearing,
  startRunner,
  taskCards,
} from "@taizhang/projections";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storyLog } from "../support/story.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const url = process.env.REDIS_URL ?? "";
const admin = new Redis(url, { lazyConnect: true });
afterAll(() => admin.disconnect());

let log: EventLog;
beforeAll(async () => {
  log = await storyLog();
});

let partition: string;
let views: RedisViews;
let nth = 0;
beforeEach(async () => {
  partition = `rebuild-${process.pid}-${nth++}`;
  views = await redisViews({ url, partition, logger: silent });
  onTestFinished(views.close);
});

async function projected(from: EventLog = log): Promise<void> {
  const runner = startRunner({ log: from, views, models, logger: silent });
  await runner.caughtUp;
  await runner.stop();
}

const rebuilt = (build: string, over: Partial<Parameters<typeof rebuild>[0]> = {}) =>
  rebuild({
    ...{ log, views, models, build, logger: silent, progress() {} },
    signal: new AbortController().signal,
    ...over,
  });

/** Everything that Redis keeps of the partition, in a form to compare. */
async function kept() {
  const whole: Record<string, unknown> = {};
  for (const key of (await admin.keys(`tz:{${partition}}:*`)).sort()) {
    const type = await admin.type(key);
    if (type === "hash") whole[key] = { ...(await admin.hgetall(key)), build: "" };
    if (type === "set") whole[key] = (await admin.smembers(key)).sort();
    if (type === "zset") whole[key] = await admin.zrange(key, "0", "-1");
  }
  return whole;
}

const buildsOf = (some: readonly AnyReadModel[] = models) =>
  Promise.all(some.map((model) => views.checkpoint(model).then(({ build }) => build)));
const besides = () => admin.keys(`tz:{${partition}}:*~next:*`);

/** The log, but its followers wait before the message that is named until they are released. */
function withheld(before: (message: Followed, nth: number) => boolean, from: EventLog = log) {
  let [release, tell] = [() => {}, () => {}];
  const released = new Promise<void>((resolve) => (release = resolve));
  const waits = new Promise<void>((resolve) => (tell = resolve));
  const held: EventLog = {
    ...from,
    async *follow(after, options): AsyncIterable<Followed> {
      let nth = 0;
      for await (const message of from.follow(after, options)) {
        if (before(message, nth++)) {
          tell();
          await released;
        }
        yield message;
      }
    },
  };
  return { log: held, waits, release };
}
const atEnd = ({ kind }: Followed) => kind === "caughtUp";

test("what is built is the same as what was there, and takes its place without a rest", async () => {
  await projected();
  const before = await kept();
  await rebuilt("one");
  expect(await buildsOf()).toEqual(models.map(() => "one"));
  expect(await kept()).toEqual(Object.fromEntries(Object.entries(before)));
  expect(await besides()).toEqual([]);
});

test("documents, entries and keys that were damaged are as the log says again", async () => {
  await projected();
  const before = await kept();
  const tasks = `tz:{${partition}}:task:v${taskCards.model.version}`;
  const [key = ""] = await admin.hkeys(`${tasks}:docs`);
  await admin.hset(`${tasks}:docs`, key, "null");
  const [index = ""] = (await admin.keys(`${tasks}:index:*`)).sort();
  const [member = ""] = await admin.zrange(index, "0", "0");
  await admin.zrem(index, member);
  await admin.zadd(index, 0, `${member}-never`);
  expect(await kept()).not.toEqual(before);
  await rebuilt("one");
  expect(await kept()).toEqual(before);
});

test("until the end the old documents answer, and some models alone can be rebuilt", async () => {
  await projected();
  const { log: slow, waits, release } = withheld(atEnd);
  const building = rebuilt("one", { log: slow, models: [planCard.model] });
  await waits;
  expect(await buildsOf()).toEqual(models.map(() => undefined));
  expect((await views.list(planCard, "region/420304", { first: 10 })).value.items).toHaveLength(3);
  release();
  await building;
  expect(await buildsOf([planCard.model, taskCards.model])).toEqual(["one", undefined]);
});

test("a version that nobody has built yet is live afterwards, and the one before it still answers", async () => {
  await projected();
  const next = { ...planCard.model, version: planCard.model.version + 1 };
  await rebuilt("one", { models: [next] });
  expect(await views.checkpoint(next)).toMatchObject({ live: true, position: await log.head(), build: "one" });
  expect((await views.list(planCard, "region/420304", { first: 10 })).value.items).toHaveLength(3);
});

describe("beside a projector", () => {
  test("it goes on with what was built, and a commit to what was there before does not count", async () => {
    const runner = startRunner({ log, views, models, logger: silent });
    onTestFinished(runner.stop);
    await runner.caughtUp;
    const { model } = planCard;
    const at = await views.checkpoint(model);
    await rebuilt("one");
    const late = { model, changes: noChanges, from: at.position, to: { ...at, stopped: true } };
    expect(await views.commit([late])).toEqual([false]);
    expect(await views.commit([{ ...late, build: "one", to: at }])).toEqual([true]);
  });

  test("what has come further meanwhile is not replaced by what is behind", async () => {
    const count = (await everything(log)).length;
    const grown = grownTo(count - 1);
    await projected();
    const before = await views.checkpoint(planCard.model);
    let tries = 0;
    const tried: RedisViews = {
      ...views,
      async begin(...args) {
        const building = await views.begin(...args);
        return {
          ...building,
          async takePlace() {
            const isDone = await building.takePlace();
            tries += 1;
            if (tries > 1) return isDone;
            const unchanged = await views.checkpoint(planCard.model);
            grown.grow();
            expect(isDone).toBe(false);
            expect(unchanged).toEqual(before);
            return isDone;
          },
        };
      },
    };
    await rebuilt("one", { log: grown.log, views: tried });
    expect(await views.checkpoint(planCard.model)).toEqual({ ...before, build: "one" });
    expect(tries).toBeGreaterThan(1);
  });
});

/** The log as it was when it had so many events, until it grows. */
function grownTo(count: number): { readonly log: EventLog; grow(): void } {
  let grow = () => {};
  const grown = new Promise<void>((resolve) => (grow = resolve));
  return {
    grow: () => grow(),
    log: {
      ...log,
      async *follow(after, options): AsyncIterable<Followed> {
        let nth = 0;
        for await (const message of log.follow(after, options)) {
          if (nth++ === count) {
            yield { kind: "caughtUp" };
            await grown;
          }
          yield message;
        }
      },
    },
  };
}

describe("what does not come to its end changes nothing", () => {
  let before: Awaited<ReturnType<typeof kept>>;
  beforeEach(async () => {
    await projected();
    before = await kept();
  });

  test("because it was interrupted", async () => {
    const stopping = new AbortController();
    const { log: slow, waits, release } = withheld(atEnd);
    const building = rebuilt("one", { log: slow, signal: stopping.signal });
    await waits;
    stopping.abort(new Error("enough"));
    release();
    await expect(building).rejects.toThrow("enough");
    expect(await kept()).toEqual(before);
  });

  test("because an event cannot be digested", async () => {
    const model: AnyReadModel = {
      ...taskCards.model,
      fold: () => {
        throw new Error("cannot digest");
      },
    };
    await expect(rebuilt("one", { models: [planCard.model, model] })).rejects.toThrow(
      /the read model task cannot be built to the end of the log: it stops.*undigested/,
    );
    expect(await kept()).toEqual(before);
  });

  test("because the process was killed: what it leaves is not read, and the next rebuild takes it away", async () => {
    const building = await views.begin(models, "killed");
    const runner = startRunner({ log, views: building.views, models, logger: silent });
    await runner.caughtUp;
    await runner.stop();
    expect(await besides()).not.toEqual([]);
    expect(await buildsOf()).toEqual(models.map(() => undefined));
    await rebuilt("one");
    expect(await kept()).toEqual(before);
    expect(await buildsOf()).toEqual(models.map(() => "one"));
  });

  test("because Redis has lost a part of it", async () => {
    const building = await views.begin(models, "one");
    const runner = startRunner({ log, views: building.views, models, logger: silent });
    await runner.caughtUp;
    await runner.stop();
    const [index = ""] = (await besides()).filter((key) => key.includes(":index:"));
    await admin.del(index);
    await expect(building.takePlace()).rejects.toThrow("not whole");
    await building.abandon();
    expect(await kept()).toEqual(before);
  });

  test("because another one has begun, which goes on", async () => {
    const { log: slow, waits, release } = withheld(atEnd);
    const first = rebuilt("first", { log: slow });
    await waits;
    await rebuilt("second");
    release();
    await expect(first).rejects.toThrow("another rebuild of these read models has begun meanwhile");
    expect(await buildsOf()).toEqual(models.map(() => "second"));
    expect(await kept()).toEqual(before);
  });

  test("because two begin at the same moment: one of them is done", async () => {
    const outcomes = await Promise.allSettled([rebuilt("first"), rebuilt("second")]);
    const done = outcomes.flatMap(({ status }, nth) => (status === "fulfilled" ? [["first", "second"][nth]] : []));
    expect(done.length).toBeGreaterThan(0);
    expect(await kept()).toEqual(before);
    expect(await buildsOf()).toEqual(models.map(() => done.at(-1)));
  });
});

describe("what a rebuild had built when it was killed", () => {
  const some = [planCard.model];
  let before: Awaited<ReturnType<typeof kept>>;
  beforeEach(async () => {
    await projected();
    before = await kept();
  });

  const heldKeys = async () => (await admin.keys(`tz:{${partition}}:*~next:held`)).sort();
  /** As if it had given no sign of life for so long. */
  const afterSilence = async () => {
    for (const key of await heldKeys()) await admin.pexpire(key, 0);
  };

  /** A rebuild that has built everything, and is then no more. */
  async function killed(): Promise<void> {
    const building = await views.begin(some, "killed");
    const runner = startRunner({ log, views: building.views, models: some, logger: silent });
    await runner.caughtUp;
    await runner.stop();
  }

  let looks = 0;
  const clearing = (everyMs?: number) => {
    const cleared: unknown[] = [];
    looks = 0;
    const looking: RedisViews = {
      ...views,
      dropLeft(model) {
        looks += 1;
        return views.dropLeft(model);
      },
    };
    const info = (about: object) => void cleared.push(about);
    const running = startClearing({
      ...{ views: looking, models, logger: { ...silent, info } },
      ...(everyMs === undefined ? {} : { everyMs }),
    });
    onTestFinished(running.stop);
    return cleared;
  };

  test("is taken away by a projector that starts later", async () => {
    await killed();
    expect(await heldKeys()).toHaveLength(some.length);
    await afterSilence();
    const cleared = clearing();
    await expect.poll(besides).toEqual([]);
    await expect.poll(() => cleared).toHaveLength(some.length);
    expect(await kept()).toEqual(before);
  });

  test("is taken away by a projector that ran already, once it is held no more", async () => {
    await killed();
    const cleared = clearing(1);
    // It has looked, more than once.
    await expect.poll(() => looks).toBeGreaterThan(2 * models.length);
    expect(cleared).toEqual([]);
    expect(await heldKeys()).toHaveLength(some.length);
    await afterSilence();
    await expect.poll(besides).toEqual([]);
    expect(await kept()).toEqual(before);
  });

  test("stays while its rebuild runs, which holds it again and again, and lets go of it at its end", async () => {
    const { log: slow, waits, release } = withheld(atEnd);
    const building = rebuilt("one", { log: slow, models: some, holdEveryMs: 20 });
    await waits;
    const built = await besides();
    const [held = ""] = await heldKeys();
    await admin.pexpire(held, 60_000);
    await expect.poll(() => admin.pttl(held)).toBeGreaterThan(60_000);
    for (const { name } of some) expect(await views.dropLeft({ name })).toBe(false);
    expect(await besides()).toEqual(expect.arrayContaining(built));
    release();
    await building;
    expect(await buildsOf(some)).toEqual(["one"]);
    expect(await kept()).toEqual(before);
  });

  test("is not gone on with by one that was halted for longer, which ends and has changed nothing", async () => {
    const { log: slow, waits, release } = withheld(atEnd);
    const building = rebuilt("halted", { log: slow, models: some });
    await waits;
    await afterSilence();
    for (const { name } of some) expect(await views.dropLeft({ name })).toBe(true);
    release();
    await expect(building).rejects.toThrow("gave no sign of life");
    expect(await kept()).toEqual(before);
  });

  test("is held by the one that began last, although the one before ends later", async () => {
    const first = await views.begin(some, "first");
    await views.begin(some, "second");
    await first.abandon();
    expect(await heldKeys()).toHaveLength(some.length);
    expect(await views.dropLeft(planCard.model)).toBe(false);
    expect(await views.checkpoint({ ...planCard.model, name: `${planCard.model.name}~next` })).toMatchObject({
      build: "second",
    });
  });
});

test("a log without events is built, too", async () => {
  await rebuilt("one", { log: memoryLog(() => "2021-06-01T00:00:00.000Z") });
  expect(await views.checkpoint(planCard.model)).toMatchObject({ live: true, position: null });
});
