// Who am I: what a page shows at its head.
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-11-30");
let region: TestRegion;
let serving: Serving;

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区教育局");
  serving = await serve({ ledger, settings: { regionNames: new Map([["420304", "郧阳区"]]) } });
});
afterAll(() => serving?.close());

const document = `{ me {
  subjectId displayName regionId regionName unitId unit { id name } roles today tokenEndsAt
} }`;

test("a clerk sees their name, unit and region, what day it is, and when the token ends", async () => {
  const named = { ...region.bearer("unit", "区教育局"), name: "示例（经办）" };
  const begun = Date.now();
  const me = await firstField<Record<string, unknown>>(serving, document, {}, named);
  const unitId = region.unitId("区教育局");
  expect(me).toMatchObject({
    subjectId: "unit-区教育局",
    displayName: "示例（经办）",
    regionId: "420304",
    regionName: "郧阳区",
    unitId,
    unit: { id: unitId, name: "区教育局" },
    roles: ["UNIT"],
    today: "2021-11-30",
  });
  // A token counts whole seconds.
  const lifetimeMs = Date.parse(String(me["tokenEndsAt"])) - begun;
  expect(lifetimeMs).toBeGreaterThan(598_000);
  expect(lifetimeMs).toBeLessThan(700_000);
});

test("what nobody has said is null, and a region without a name is its code", async () => {
  const admin = { ...region.bearer("admin"), regionId: "500155" };
  expect(await firstField(serving, document, {}, admin)).toMatchObject({
    displayName: null,
    regionName: "500155",
    unitId: null,
    unit: null,
  });
});

test.each([
  ["of blanks", "  "],
  ["that is none", 7],
  ["too long", "长".repeat(101)],
  ["with signs that nobody sees", "张\u202e三"],
])("a name %s is not shown, and shuts nobody out", async (_what, name) => {
  const odd: ReturnType<TestRegion["bearer"]> = Object.assign(region.bearer("office"), { name });
  expect(await firstField(serving, document, {}, odd)).toMatchObject({ displayName: null, subjectId: odd.sub });
});
