// The tasks of a plan: how many there are does not depend on the page, and is for nobody who may not read the plan.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let stranger: TestRegion;
let planId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const units = [["区财政局", "responsible"]] as const;
  planId = (
    await region.issue("任务分解表", [
      { text: "推进公开", units },
      { text: "规范公开", units },
    ])
  ).planId;
  await stranger.issue("梁平区任务分解表", [{ text: "公开预决算", units }]);
  ledger.clock.setDay("2021-06-03");
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

const document = `query ($planId: ID!, $on: Day, $after: String) {
  tasks(planId: $planId, on: $on, after: $after) {
    totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }`;

async function tasks(as: TestRegion, on: string, after: string | null = null) {
  const { data, errors } = await serving.ask(document, { planId, on, after }, as.office);
  expect(errors).toBeUndefined();
  return Object(data).tasks;
}

test.each(["2021-06-03", "2021-06-02"])(
  "as of %s are as many behind the last of them as before the first",
  async (on) => {
    const all = await tasks(region, on);
    expect(all).toMatchObject({ totalCount: 2, edges: [{}, {}] });
    const behind = await tasks(region, on, all.edges[1].cursor);
    expect(behind).toEqual({ totalCount: 2, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  },
);

test.each(["2021-06-03", "2021-06-02"])(
  "as of %s are none in another region, with whatever cursor it asks",
  async (on) => {
    const none = { totalCount: 0, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
    const last = (await tasks(region, on)).edges[1].cursor;
    for (const after of [null, last]) expect(await tasks(stranger, on, after)).toMatchObject(none);
  },
);
