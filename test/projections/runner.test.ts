// The runner on the story of the seeds: whatever happens meanwhile, the documents are the fold of the log.
import { type EventLog, type Followed, markOf, memoryLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import {
  type AnyReadModel,
  memoryViews,
  models,
  planCard,
  redisViews,
  reviewQueue,
  startRunner,
  taskCards,
  unitDirectory,
  unitLedger,
  type Views,
} from "@taizhang/projections";
import { Redis } from "ioredis";
import { beforeAll, describe, expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { storyLog } from "../support/story.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const url = process.env.REDIS_URL ?? "";
let log: EventLog;
let keys: Map<AnyReadModel, string[]>;

beforeAll(async () => {
  log = await storyLog();
  const events = await everything(log);
  keys = new Map(
    models.map((model) => {
      const found = events.map((event) => model.key(event)).filter((key): key is string => key !== null);
      return [model, [...new Set(found)].sort()];
    }),
  );
});

/** All documents of all models, in a form to compare. */
async function contents(views: Views) {
  const folds = await views.look(models.map((model) => ({ model, keys: keys.get(model) ?? [] })));
  const docs = models.map(({ name }, place) => [name, folds[place]?.folds] as const);
  const { value } = await views.list(unitDirectory, "region/420304", { first: 100 });
  const ledgers = await Promise.all(
    value.items.map(({ key }) =>
      views.list(unitLedger, `unit/${key}/toDo`, { first: 1000 }).then((page) => page.value.items),
    ),
  );
  const waiting = (await views.list(reviewQueue, "office/420304", { first: 1000 })).value.items;
  const due = (await views.list(taskCards, "due/420304", { first: 1000 })).value.items;
  return { docs, ledgers, waiting, due };
}

async function projected(views: Views, from: EventLog = log): Promise<void> {
  const runner = startRunner({ log: from, views, models, logger: silent });
  await runner.caughtUp;
  await runner.stop();
}

/** The log, but its followers break off after a number of messages, as if the process were killed. */
function brokenAfter(messages: number): EventLog {
  return {
    ...log,
    async *follow(after, options): AsyncIterable<Followed> {
      let left = messages;
      for await (const message of log.follow(after, options)) {
        if (left === 0) throw new Error("cut off");
        left -= 1;
        yield message;
      }
    },
  };
}

let whole: Awaited<ReturnType<typeof contents>>;
beforeAll(async () => {
  const views = memoryViews();
  await projected(views);
  whole = await contents(views);
});

test("the models contain the whole story: six plans and a supplement, their tasks, and what every unit owes", async () => {
  const views = memoryViews();
  await projected(views);
  expect((await views.list(planCard, "region/420304", { first: 10 })).value.items.map(({ doc }) => doc.status)).toEqual(
    ["issued", "issued", "discarded"],
  );
  const head = await log.head();
  for (const model of models)
    expect(await views.checkpoint(model)).toMatchObject({ position: head, live: true, stopped: false });
  expect(whole.ledgers.flat().length).toBeGreaterThan(100);
  const folds = keys.get(taskCards.model) ?? [];
  const reports = folds.filter((key) => key.startsWith("completion/"));
  expect(folds.length - reports.length).toBe(50 + 13 + 32 + 49 + 45 + 44);
  // One of every unit of the two plans that set a reporting day.
  expect(reports).toHaveLength(
    (await everything(log)).filter(({ fact }) => fact.type === "CompletionReportDue").length,
  );
  expect(reports.length).toBeGreaterThan(40);
});

describe("in Redis", () => {
  const inRedis = (partition: string) => redisViews({ url, partition: `${partition}-${process.pid}`, logger: silent });

  test("the documents and indexes are the same as in memory", async () => {
    const views = await inRedis("same");
    await projected(views);
    expect(await contents(views)).toEqual(whole);
    await views.close();
  });

  test("a runner that is cut off anywhere goes on where it was, and makes the same documents", async () => {
    const views = await inRedis("cut");
    for (const messages of [1, 7, 100, 200, 300]) {
      const runner = startRunner({ log: brokenAfter(messages), views, models, logger: silent });
      expect(await runner.ended).toMatch(/cut off/);
    }
    await projected(views);
    expect(await contents(views)).toEqual(whole);
    await views.close();
  });

  test("two runners at once make the same as one", async () => {
    const views = await inRedis("two");
    await Promise.all([projected(views), projected(views)]);
    expect(await contents(views)).toEqual(whole);
    await views.close();
  });

  test("after a flush the models are built anew on their own", async () => {
    const own = await startRedis();
    const views = await redisViews({ url: own.url, logger: silent });
    const runner = startRunner({ log, views, models, logger: silent });
    await runner.caughtUp;
    const admin = new Redis(own.url);
    await admin.flushall();
    admin.disconnect();
    await expect.poll(() => contents(views).catch(() => null)).toEqual(whole);
    await runner.stop();
    await views.close();
    await own.stop();
  });

  test("a Redis that stops and comes back empty is filled again", async () => {
    const first = await startRedis();
    const views = await redisViews({ url: first.url, logger: silent });
    const runner = startRunner({ log, views, models, logger: silent });
    await runner.caughtUp;
    await first.stop();
    const second = await startRedis(first.port);
    await expect.poll(() => contents(views).catch(() => null)).toEqual(whole);
    await runner.stop();
    await views.close();
    await second.stop();
  });
});

test("a fact that one model cannot digest stops only that model, before the fact, and is reported", async () => {
  const complaints: object[] = [];
  const logger = { ...silent, error: (fields: object) => complaints.push(fields) };
  const poisoned: AnyReadModel = {
    ...taskCards.model,
    name: "poisoned",
    fold(before, event) {
      if (event.fact.type === "CompletionClaimed") throw new Error("cannot digest");
      return taskCards.model.fold(before, event);
    },
  };
  const views = memoryViews();
  const runner = startRunner({ log, views, models: [...models, poisoned], logger });
  await runner.caughtUp;
  await runner.stop();
  expect(await contents(views)).toEqual(whole);
  const firstClaim = (await everything(log)).find((event) => event.fact.type === "CompletionClaimed");
  const stopped = await views.checkpoint(poisoned);
  expect(stopped.stopped).toBe(true);
  expect(stopped.position).toBeLessThan(firstClaim?.position ?? 0n);
  expect(complaints).toEqual([expect.objectContaining({ model: "poisoned", type: "CompletionClaimed" })]);
});

test("what has stopped a model is tried again by the next runner, which may know better", async () => {
  const views = memoryViews();
  const choking: AnyReadModel = {
    ...taskCards.model,
    fold(before, event) {
      if (event.fact.type === "CompletionClaimed") throw new Error("cannot digest");
      return taskCards.model.fold(before, event);
    },
  };
  const others = models.filter((model) => model !== taskCards.model);
  const first = startRunner({ log, views, models: [...others, choking], logger: silent });
  await first.caughtUp;
  await first.stop();
  // It answers with what it had.
  expect(await views.checkpoint(choking)).toMatchObject({ stopped: true, stop: { reason: "undigested" }, live: true });
  await projected(views);
  expect(await views.checkpoint(taskCards.model)).toMatchObject({ stopped: false, position: await log.head() });
  expect(await contents(views)).toEqual(whole);
});

test("a log that cannot be read on ends the runner with an error", async () => {
  const strange: EventLog = {
    ...log,
    async *follow(after, options): AsyncIterable<Followed> {
      for await (const message of log.follow(after, options)) {
        if (message.kind === "event" && message.event.fact.type === "PlanClosed") {
          throw new Error("the log has gone back");
        }
        yield message;
      }
    },
  };
  const complaints: string[] = [];
  const logger = { ...silent, error: (_fields: object, message: string) => complaints.push(message) };
  const views = memoryViews();
  const runner = startRunner({ log: strange, views, models, logger });
  expect(await runner.ended).toMatch(/the log has gone back/);
  expect(complaints).toHaveLength(1);
});

test("views that were built from another log are built anew", async () => {
  const views = memoryViews();
  await projected(views);
  const other = await storyLog(memoryLog(() => "2031-01-01T00:00:00.000Z"));
  await projected(views, other);
  const last = (await everything(other)).at(-1);
  expect(await views.checkpoint(planCard.model)).toMatchObject({
    position: last?.position,
    mark: last && markOf(last),
  });
});
