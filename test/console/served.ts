// A small region of 郧阳 and its API with the built console, for people who look at it in a real browser.
import { fileURLToPath } from "node:url";
import { type Row, type TestLedger, type TestRegion, testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, type Serving, serve } from "@taizhang/api/testing/serving";
import { built } from "@taizhang/eventstore/test/built";
import { memoryViews, models, startSuccessions, type Views } from "@taizhang/projections";

/** What a test has of it. */
export interface Served {
  readonly serving: Serving;
  readonly region: ReturnType<typeof testRegion>;
  readonly planId: string;
  readonly taskIds: readonly string[];
  /** Where it is served. */
  readonly address: string;
  /** Serves it again where it was, once it has been closed: with the same tokens, or with none of those that were given. */
  again(tokens?: "same" | "new"): Promise<Serving>;
  /** Holds the projector until it is let go. */
  hold(): void;
  letGo(): void;
  /** Loses what the read models have made, so that they are built anew from the log. */
  lose(): Promise<void>;
}

export const unit = "区财政局";

/** The tasks of the unit. */
export const rows: readonly Row[] = [
  { text: "汇编惠企政策并逐条作出解读。", due: "2021-07-31", units: [[unit, "responsible"]] },
  { text: "公布可以异地办理的政务服务事项清单。", due: "2021-09-30", units: [[unit, "responsible"]] },
  { text: "公布全区涉企收费目录清单。", due: "2021-09-30", units: [[unit, "responsible"]] },
  { text: "公布政府采购意向。", due: "2021-09-30", units: [[unit, "responsible"]] },
  { text: "持续公开财政资金直达基层情况。", units: [[unit, "responsible"]] },
];

type Making = NonNullable<Parameters<typeof serve>[0]>;

/** Serves it, on 20 September 2021. What the page asks of the projector is given up soon, so that a slow one is seen. */
export async function serveRegion(
  of: readonly Row[] = rows,
  /** What is written before anybody looks, beside what is done by commands. */
  before: (
    ledger: TestLedger,
    planId: string,
    taskIds: readonly string[],
    region: TestRegion,
  ) => Promise<void> = async () => undefined,
  /** What replaces the ledger, and what the server is made of. */
  { ledger = testLedger("2021-03-01"), ...more }: Making = {},
  /** What the plan is issued with beside what is usual. */
  over: Parameters<TestRegion["issue"]>[2] = {},
): Promise<Served> {
  const region = testRegion(ledger);
  const { planId, taskIds } = await region.issue("2021年郧阳区优化营商环境重点任务分解表", of, over);
  await before(ledger, planId, taskIds, region);
  ledger.clock.setDay("2021-09-20");
  const gate = gated(memoryViews());
  const how = {
    ...more,
    ledger,
    parts: {
      views: gate.views,
      consoleDir: fileURLToPath(built("packages/console/dist/")),
      bounds: { ...patient, atLeastMs: 300 },
      ...more.parts,
    },
  };
  const serving = await served(how);
  const again = (tokens: "same" | "new" = "same") =>
    served({
      ...how,
      parts: { ...how.parts, ...(tokens === "same" ? { verify: serving.parts.verify } : {}) },
      settings: { ...more.settings, port: Number(new URL(serving.address).port) },
    });
  const { hold, letGo, lose } = gate;
  return { serving, region, planId, taskIds, address: serving.address, again, hold, letGo, lose };
}

/** Serves it with what hands on the work of units that end, as the product does: there is no midnight in these stories. */
async function served(how: Making): Promise<Serving> {
  const serving = await serve(how);
  const { log, executor, views, logger, now } = serving.parts;
  const clock = { now, until: () => new Promise<void>(() => {}) };
  const successions = startSuccessions({ log, executor, views, clock, logger });
  return {
    ...serving,
    async close() {
      await successions.stop();
      await serving.close();
    },
  };
}

/** Views whose commits wait while they are held. */
function gated(views: Views) {
  let open = Promise.resolve();
  let letGo = () => {};
  const commit: Views["commit"] = async (...given) => {
    await open;
    return views.commit(...given);
  };
  return {
    views: { ...views, commit },
    hold() {
      open = new Promise((resolve) => {
        letGo = resolve;
      });
    },
    letGo: () => letGo(),
    async lose() {
      for (const model of models) await views.drop(model);
    },
  };
}
