import { expect, test } from "vitest";
import { replacedTogether } from "./field-words.ts";
import { taskTexts } from "./texts.ts";

const state = { zh: "办理状态", en: "state" };
const changed = (field: string, before: unknown, after: unknown, unit: string | null = "区财政局", label = state) => ({
  ...{ field, label, before, after },
  ...{ unitId: unit && `id of ${unit}`, unitName: unit },
});
const said = (...fields: Parameters<typeof replacedTogether>[0]) =>
  replacedTogether(fields, "zh", taskTexts.zh).map(({ units, before, after }) => [units.join("、"), before, after]);

test("states are said by their words, in both languages", () => {
  expect(said(changed("state", "claimed", "signedOff"))).toEqual([["区财政局", "已申报办结", "已销号"]]);
  expect(replacedTogether([changed("state", "claimed", "signedOff")], "en", taskTexts.en)).toMatchObject([
    { before: "Claimed", after: "Signed off" },
  ]);
  expect(said(changed("reports.2.review", "open", "returned"))).toEqual([["区财政局", "待审核", "已退回"]]);
  expect(said(changed("items.p1.extension.state", "pending", "granted"))).toEqual([["区财政局", "待答复", "已同意"]]);
  expect(said(changed("relations", null, ["lead", "responsible"]))).toEqual([["区财政局", "", "牵头、责任"]]);
  expect(said(changed("dispute", "pending", "upheld"))).toEqual([["区财政局", "待答复", "维持分工"]]);
});

test("units that had the same replaced stand together", () => {
  const dropped = changed("state", "accepted", "dropped", "区教育局");
  expect(said(changed("closed", false, true, null), dropped, changed("state", "accepted", "dropped"))).toEqual([
    ["", "否", "是"],
    ["区教育局、区财政局", "办理中", "已终止"],
  ]);
});

test("a unit is said by its name, a day and a text as they are, and what has no words as it is", () => {
  expect(said(changed("handedTo", null, "id of 区教育局"), changed("dueOn", null, "2021-11-30", "区教育局"))).toEqual([
    ["区财政局", "", "区教育局"],
    ["区教育局", "", "2021-11-30"],
  ]);
  expect(said(changed("endings", null, ["planClosed"], null))).toEqual([["", "", "计划关闭"]]);
  expect(said(changed("evidence", [], [{ title: "公开页", url: "https://…" }]))).toEqual([["区财政局", "", "公开页"]]);
  expect(said(changed("turns", null, { to: "later" }))).toEqual([["区财政局", "", '{"to":"later"}']]);
  expect(said(changed("state", "unknown", null))).toEqual([["区财政局", "unknown", ""]]);
});
