// The operator's view: the server, its event store and its read models.
import { LogUnavailable } from "@taizhang/log";
import { memoryViews, models, startRunner } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";
import { makeLogger } from "../logger.ts";

const ledger = testLedger("2021-03-01");
let region: TestRegion;
let serving: Serving;

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区财政局");
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

const document = "{ server { version startedAt head developmentTokens eventStore { kind answers takesAppends } } }";

describe("the server", () => {
  test("tells an operator what it is and how it is", async () => {
    expect(await firstField(serving, document, {}, region.bearer("admin"))).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      startedAt: "2021-03-01T04:00:00.000Z",
      head: String(await ledger.log.head()),
      developmentTokens: false,
      eventStore: { kind: "NAMED", answers: true, takesAppends: true },
    });
  });

  test.each([
    ["fails", () => Promise.reject(new LogUnavailable("it is away"))],
    ["says nothing", () => new Promise<never>(() => {})],
  ])("tells so where its event store %s", async (_what, head) => {
    const parts = {
      log: { ...ledger.log, head },
      bounds: { ...patient, healthMs: 20 },
      eventStore: "embedded" as const,
    };
    const away = await serve({ ledger, kept: [], parts });
    expect(await firstField(away, document, {}, region.bearer("developer"))).toMatchObject({
      head: null,
      eventStore: { kind: "EMBEDDED", answers: false, takesAppends: false },
    });
    await away.close();
  });

  test.each(["office", "unit", "auditor", "analyst"] as const)("is not for the %s", async (role) => {
    const { errors } = await serving.ask(document, {}, region.bearer(role));
    expect(errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
  });
});

describe("a read model", () => {
  const standings = "{ readModels { name position stopped stoppedAt stopReason lag caughtUp } }";

  test("that has stopped says before which event, why, and how far it is behind", async () => {
    const own = testLedger();
    const there = testRegion(own);
    await there.register("区财政局", "区教育局", "区民政局");
    const directory = models.find(({ name }) => name === "unit-directory");
    if (!directory) throw new Error("there is no directory of units");
    let at: bigint | null = null;
    const choking: typeof directory = {
      ...directory,
      fold(before, event) {
        if (event.revision < 1) return directory.fold(before, event);
        at ??= event.position;
        throw new Error("an event that it cannot digest");
      },
    };
    const views = memoryViews();
    const runner = startRunner({ log: own.log, views, models: [choking], logger: makeLogger("silent") });
    await runner.caughtUp;
    const stopped = await serve({ ledger: own, kept: [], parts: { views } });
    const all = await firstField<Record<string, unknown>[]>(stopped, standings, {}, there.bearer("office"));
    const head = await own.log.head();
    expect(all.find(({ name }) => name === choking.name)).toMatchObject({
      stopped: true,
      stoppedAt: String(at),
      stopReason: "UNDIGESTED",
      lag: Number((head ?? 0n) - BigInt(String(all.find(({ name }) => name === choking.name)?.["position"]))),
      caughtUp: false,
    });
    await Promise.all([stopped.close(), runner.stop()]);
  });

  test("that goes on says nothing of the kind", async () => {
    const all = await firstField<object[]>(serving, standings, {}, region.bearer("admin"));
    for (const each of all) {
      expect(each).toMatchObject({ stopped: false, stoppedAt: null, stopReason: null, lag: 0, caughtUp: true });
    }
  });
});
