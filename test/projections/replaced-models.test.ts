// The models of earlier builds that the model of tasks replaces: they answer until it is live, and are then deleted.
import type { EventLog, Followed } from "@taizhang/log";
import {
  type AnyReadModel,
  type Documents,
  kindOf,
  memoryViews,
  models,
  redisViews,
  startRunner,
  taskCards,
  type Views,
  ViewsUnavailable,
} from "@taizhang/projections";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { oneTask } from "./one-task.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const url = process.env.REDIS_URL ?? "";

const formerNames = ["task-card", "plan-board", "unit-ledger", "review-queue", "deadline-board"];
const documentsOf = (name: string, version: number): Documents<string> => {
  const model: AnyReadModel = { name, version, key: () => null, fold: (before) => before, shows: () => [] };
  return { ...kindOf<string>(), model };
};
const former = formerNames.flatMap((name) => [documentsOf(name, 1), documentsOf(name, 2)]);
/** A model that nothing replaces. */
const foreign = documentsOf("somebody-elses", 1);

/** Stores what an earlier build left: a document of each model, in an index. */
async function fill(views: Views): Promise<void> {
  const to = { position: 5n, live: true, stopped: false, mark: "log" };
  await views.commit(
    [...former, foreign].map(({ model, shown }) => ({
      model,
      changes: { before: [], after: [shown("a", model.name, [{ index: "all", sort: "1" }])] },
      from: null,
      to,
    })),
  );
}

/** The models that still answer. */
async function answering(views: Views): Promise<string[]> {
  const asked = await Promise.all(
    [...former, foreign].map(async (of) => {
      const { value } = await views.get(of, "a").catch(() => ({ value: null }));
      const { items } = value === null ? { items: [] } : (await views.list(of, "all", { first: 9 })).value;
      return items.map(({ doc }) => `${doc} ${of.model.version}`);
    }),
  );
  return asked.flat();
}
const all = [...formerNames.flatMap((name) => [`${name} 1`, `${name} 2`]), "somebody-elses 1"];

/** The log, but followers do not learn that they have caught up before `release`. */
function withheldEnd(log: EventLog): { log: EventLog; release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    release: () => release(),
    log: {
      ...log,
      async *follow(after, options): AsyncIterable<Followed> {
        for await (const message of log.follow(after, options)) {
          if (message.kind === "caughtUp") await released;
          yield message;
        }
      },
    },
  };
}

describe.each([
  ["in memory", async () => memoryViews()],
  ["in Redis", (partition: string) => redisViews({ url, partition, logger: silent })],
])("%s", (_place, make) => {
  const partition = `replaced-${process.pid}`;

  test("they answer while the model of tasks is built, and are deleted once it is live", async () => {
    const views = await make(partition);
    await fill(views);
    const { log } = await oneTask();
    const withheld = withheldEnd(log);
    const runner = startRunner({ log: withheld.log, views, models, logger: silent });
    const head = await log.head();
    await expect.poll(() => views.checkpoint(taskCards.model)).toMatchObject({ position: head, live: false });
    expect(await answering(views)).toEqual(all);
    withheld.release();
    await runner.caughtUp;
    expect(await views.checkpoint(taskCards.model)).toMatchObject({ position: head, live: true });
    expect(await answering(views)).toEqual(["somebody-elses 1"]);
    await runner.stop();
    await views.close();
  });

  test("they go on answering if the model of tasks stops before it is live", async () => {
    const views = await make(`${partition}-stopped`);
    await fill(views);
    const { log, release } = withheldEnd((await oneTask()).log);
    const stopping: AnyReadModel = {
      ...taskCards.model,
      fold: () => {
        throw new Error("cannot digest");
      },
    };
    const runner = startRunner({ log, views, models: [stopping], logger: silent });
    await expect.poll(() => views.checkpoint(stopping)).toMatchObject({ stopped: true, live: false });
    release();
    await runner.caughtUp;
    expect(await answering(views)).toEqual(all);
    await runner.stop();
    await views.close();
  });

  test("they are deleted even if the views did not answer at the moment the model became live", async () => {
    const views = await make(`${partition}-away`);
    await fill(views);
    const { log } = await oneTask();
    let isAway = true;
    const away: Views = {
      ...views,
      async dropOlder(model) {
        if (isAway && model.name === "task") {
          isAway = false;
          throw new ViewsUnavailable("away for a moment");
        }
        await views.dropOlder(model);
      },
    };
    const runner = startRunner({ log, views: away, models, logger: silent });
    await runner.caughtUp;
    expect(isAway).toBe(false);
    expect(await answering(views)).toEqual(["somebody-elses 1"]);
    await runner.stop();
    await views.close();
  });

  test("they are deleted at the next start if the process ended before it could delete them", async () => {
    const views = await make(`${partition}-killed`);
    await fill(views);
    const { log } = await oneTask();
    const killed: Views = { ...views, dropOlder: async () => Promise.reject(new Error("killed")) };
    expect(await startRunner({ log, views: killed, models, logger: silent }).ended).toMatch(/killed/);
    expect(await answering(views)).toEqual(all);
    const runner = startRunner({ log, views, models, logger: silent });
    await runner.caughtUp;
    expect(await answering(views)).toEqual(["somebody-elses 1"]);
    await runner.stop();
    await views.close();
  });
});

test("in Redis no key of theirs is left", async () => {
  const partition = `replaced-keys-${process.pid}`;
  const views = await redisViews({ url, partition, logger: silent });
  await fill(views);
  const admin = new Redis(url);
  const keysOf = (name: string) => admin.keys(`tz:{${partition}}:${name}:*`);
  expect((await Promise.all(formerNames.map(keysOf))).every((keys) => keys.length > 2)).toBe(true);
  const runner = startRunner({ log: (await oneTask()).log, views, models, logger: silent });
  await runner.caughtUp;
  expect((await Promise.all(formerNames.map(keysOf))).flat()).toEqual([]);
  expect(await keysOf("task")).not.toEqual([]);
  admin.disconnect();
  await runner.stop();
  await views.close();
});
