// Who leads the task of a ledger's line.
import { task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { afterAll, expect, test } from "vitest";
import { testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const [owner, lead, successor] = ["区教育局", "区财政局", "区民政局"];
let serving: Serving | undefined;
afterAll(() => serving?.close());

test("a line names the unit that leads its task, of a past moment the one that led it then", async () => {
  const ledger = testLedger("2021-06-01");
  const region = testRegion(ledger);
  const units = [[lead, "lead"] as const, [owner, "responsible"] as const];
  const { taskIds } = await region.issue("任务分解表", [{ text: "推进公开", due: "2021-11-30", units }]);
  await region.register(successor);
  const before = String(await ledger.log.head());
  const toUnitId = region.unitId(successor);
  const move = { unitId: region.unitId(lead), toUnitId, reason: { text: "职责调整" } };
  await region.give(region.office, task, "reassign", taskIds[0] ?? "", move, { units: registered(toUnitId) });
  serving = await serve({ ledger });
  const document = `query ($unitId: ID!, $before: Position!) {
    now: unitLedger(unitId: $unitId) { edges { node { leads { name } } } }
    past: unitLedger(unitId: $unitId, asOf: { position: $before }) { edges { node { leads { name } } } }
  }`;
  const { data } = await serving.ask(document, { unitId: region.unitId(owner), before }, region.office);
  const led = (name: string) => ({ edges: [{ node: { leads: [{ name }] } }] });
  expect(data).toEqual({ now: led(successor), past: led(lead) });
});
