// A publication checked over GraphQL: found broken by the lead, to be mended in the part and counted in the ledger, then found.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let taskId: string;
let unitId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
    ["区教育局", "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  await region.claim("区财政局", taskId, "已公开");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const verify = (commandId: string, input: object, as: Bearer) =>
  ask(
    `mutation ($input: VerifyPublicationInput!) { verifyPublication(input: $input) { receipt { position outcome } rejection { code } } }`,
    { input: { commandId, taskId, unitId, place: 1, ...input } },
    as,
  );

test("a broken link is the unit's to mend until it is found, and its state stays", async () => {
  const unit = region.bearer("unit", "区财政局");
  const lead = region.bearer("unit", "区发改局");
  const other = region.bearer("unit", "区教育局");
  expect(await verify("v-0", { verdict: "BROKEN" }, other)).toMatchObject({
    rejection: { code: "NOT_LEAD_NOR_OFFICE" },
  });
  expect(await verify("v-1", { verdict: "BROKEN", place: 2 }, lead)).toMatchObject({
    rejection: { code: "EVIDENCE_NOT_FOUND" },
  });
  const broken = await verify("v-2", { verdict: "BROKEN", note: "打不开" }, lead);
  expect(broken).toMatchObject({ rejection: null });
  expect(await verify("v-3", { verdict: "BROKEN" }, lead)).toMatchObject({ receipt: { outcome: "UNCHANGED" } });

  const part = (as: Bearer, variables: object = {}) =>
    ask(
      `query ($id: ID!, $u: ID!, $p: Position, $asOf: AsOf) { task(id: $id, atLeast: $p, asOf: $asOf) { assignments(unitId: $u)
        { state toMend { reportNo place verdict note checkedOn evidence { title path } by { unitName } } } } }`,
      { id: taskId, u: unitId, ...variables },
      as,
    );
  const mending = {
    ...{ reportNo: null, place: 1, verdict: "BROKEN", note: "打不开", checkedOn: "2021-06-30" },
    ...{ evidence: { title: "公开页面", path: ["首页", "政务公开"] }, by: { unitName: "区发改局" } },
  };
  const p = broken.receipt?.position;
  expect(await part(unit, { p })).toEqual({ assignments: [{ state: "CLAIMED", toMend: [mending] }] });
  expect(await part(other, { p })).toEqual({ assignments: [{ state: "CLAIMED", toMend: null }] });

  const counted = (as: Bearer, variables: object) =>
    ask(
      "query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node { toMendCount } } } }",
      { u: unitId, ...variables },
      as,
    );
  expect(await counted(unit, { p })).toEqual({ edges: [{ node: { toMendCount: 1 } }] });
  expect(await counted(other, { p })).toEqual({ edges: [{ node: { toMendCount: null } }] });

  const found = await verify("v-4", { verdict: "FOUND" }, region.bearer("office"));
  const after = { p: found.receipt?.position };
  expect(await part(unit, after)).toEqual({ assignments: [{ state: "CLAIMED", toMend: [] }] });
  expect(await counted(unit, after)).toEqual({ edges: [{ node: { toMendCount: 0 } }] });
  expect(await part(unit, { asOf: { position: p } })).toEqual({
    assignments: [{ state: "CLAIMED", toMend: [mending] }],
  });
});
