// Groups that end, over HTTP: how they stand by the day, which tasks still wait for them, and the same words defined anew.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-03-01");
let serving: Serving;
let region: TestRegion;
let office: Bearer;
let planId: string;
let taskIds: readonly string[];
let commands = 0;

beforeAll(async () => {
  region = testRegion(ledger);
  ({ planId, taskIds } = await region.issue("任务分解表", [
    { text: "公开预决算", due: "2021-11-30", units: [["区发改局", "lead"]] },
    { text: "公开债务", due: "2021-12-31", units: [["区财政局", "responsible"]] },
  ]));
  office = region.bearer("office");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

/** Gives a command; what its mutation answers in these fields, and why it was refused. */
function act(name: string, said: object, fields = "", as = office) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { rejection { code detail } ${fields} } }`;
  return firstField<{ unit: { id: string; acts: object[]; toFill: object[] } }>(
    serving,
    document,
    { input: { commandId: `act-${++commands}`, ...said } },
    as,
  );
}

const onRoster = (name: string, said: object, fields = "", as = office) =>
  act(name, { regionId: region.regionId, ...said }, fields, as);

const words = { name: "相关部门", kind: "PREDICATE", validFrom: "2021-01-01" };
const shown =
  "unit { id name status endedOn names { until } acts { name refusal { code } } toFill { kind task { id } } }";

test("a group ends, its open tasks are told and filled as before, and its words stand for another one from then on", async () => {
  const { unit } = await onRoster("defineGroup", words, "unit { id }");
  const [first = "", second = ""] = taskIds;
  const groups = [{ groupId: unit.id, relation: "RESPONSIBLE" }];
  for (const taskId of [first, second])
    expect(await act("assignUnits", { taskId, assignments: [], groups })).toEqual({ rejection: null });
  ledger.clock.setDay("2021-06-30");

  const ending = { groupId: unit.id, on: "2021-06-15", reason: "新通知不再使用" };
  expect(await onRoster("endGroup", { ...ending, on: "2020-12-31" })).toEqual({
    rejection: { code: "NOT_VALID_YET", detail: "相关部门 2021-01-01 > 2020-12-31" },
  });
  const { acts, toFill, ...after } = (await onRoster("endGroup", ending, shown)).unit;
  expect(new Set(toFill)).toEqual(new Set([first, second].map((id) => ({ kind: "GROUP", task: { id } }))));
  expect(after).toEqual({
    ...{ id: unit.id, name: "相关部门", status: "RETIRED", endedOn: "2021-06-15", names: [{ until: "2021-06-15" }] },
  });
  expect(acts).toContainEqual({ name: "endGroup", refusal: { code: "GROUP_ENDED" } });
  const ended = { rejection: { code: "GROUP_ENDED", detail: "相关部门 2021-06-15" } };
  expect(await onRoster("endGroup", { ...ending, on: "2021-07-01" })).toEqual(ended);
  expect(
    await act("assignUnits", { taskId: first, assignments: [], groups: [{ groupId: unit.id, relation: "LEAD" }] }),
  ).toEqual(ended);
  const add = { planId, text: "公开减贫", reason: "新部署", authority: "补充通知" };
  expect(await act("addTask", { ...add, units: [], groups })).toEqual(ended);

  const fills = { taskId: first, groupId: unit.id, unitIds: [region.unitId("区财政局")], reason: "属其职责" };
  expect(await act("expandGroup", fills)).toEqual({ rejection: null });
  const document = "query ($id: ID!, $on: Day) { unit(id: $id, on: $on) { status toFill { task { id } } } }";
  const asked = (as: Bearer, on: string) => firstField<object>(serving, document, { id: unit.id, on }, as);
  const left = [{ task: { id: second } }];
  expect(await asked(office, "2021-06-14")).toEqual({ status: "ACTIVE", toFill: left });
  expect(await asked(office, "2021-06-15")).toEqual({ status: "RETIRED", toFill: left });
  // No lead waits for it, and an admin reads no plans.
  for (const as of [region.bearer("unit", "区财政局"), region.bearer("admin")])
    expect(await asked(as, "2021-06-15")).toEqual({ status: "RETIRED", toFill: [] });

  expect(await onRoster("defineGroup", { ...words, validFrom: "2021-06-01" })).toEqual({
    rejection: { code: "VALID_FROM_ANOTHER_DAY", detail: "相关部门 2021-01-01 – 2021-06-14" },
  });
  const anew = await onRoster("defineGroup", { ...words, validFrom: "2021-06-15" }, "unit { id status }");
  expect(anew).toMatchObject({ rejection: null, unit: { status: "ACTIVE" } });
  expect(anew.unit.id).not.toBe(unit.id);
  expect(await onRoster("defineGroup", { ...words, validFrom: "2021-06-15" }, "unit { id status }")).toEqual(anew);
});

test("only the office and the admin end a group", async () => {
  const { unit } = await onRoster("defineGroup", { ...words, name: "有关单位" }, "unit { id }");
  const ending = { groupId: unit.id, on: "2021-06-15", reason: "不再使用" };
  await expect(onRoster("endGroup", ending, "", region.bearer("unit", "区财政局"))).rejects.toThrow();
  expect(await onRoster("endGroup", ending, "", region.bearer("admin"))).toEqual({ rejection: null });
});
