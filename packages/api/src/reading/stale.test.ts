// What answers and readiness say while read models stand still and the log goes on.
import { memoryViews, models, startRunner } from "@taizhang/projections";
import { expect, test } from "vitest";
import { testLedger, testRegion } from "../../testing/region.ts";
import { patient, serve } from "../../testing/serving.ts";
import { makeLogger } from "../logger.ts";

test("answers are stale and the server is not ready until the read models have caught up again", async () => {
  const ledger = testLedger();
  const region = testRegion(ledger);
  await region.register("区财政局");
  const views = memoryViews();
  const project = () => startRunner({ log: ledger.log, views, models, logger: makeLogger("silent") });
  const first = project();
  await first.caughtUp;
  await first.stop();
  const serving = await serve({ ledger, kept: [], parts: { views, bounds: { ...patient, lagMs: 0 } } });
  const stale = async () => {
    const { data } = await serving.ask("{ units { stale edges { node { name } } } }", {}, region.bearer("office"));
    return data;
  };
  const ready = async () => (await serving.send("/health/ready", {}, null)).json();
  const units = (isStale: boolean, ...names: string[]) => ({
    units: { stale: isStale, edges: names.map((name) => ({ node: { name } })) },
  });
  expect(await stale()).toEqual(units(false, "区财政局"));
  expect(await ready()).toMatchObject({ status: "ready" });

  await region.register("区教育局");
  await expect.poll(stale, { timeout: 60_000 }).toEqual(units(true, "区财政局"));
  expect(await ready()).toMatchObject({
    status: "notReady",
    problems: models.map(({ name }) => ({
      part: name,
      code: "BEHIND",
      reason: "it is behind the log",
      reasonZh: "落后于事件日志",
    })),
  });

  const second = project();
  await second.caughtUp;
  expect(await stale()).toEqual(units(false, "区财政局", "区教育局"));
  expect(await ready()).toMatchObject({ status: "ready" });
  await Promise.all([second.stop(), serving.close()]);
});
