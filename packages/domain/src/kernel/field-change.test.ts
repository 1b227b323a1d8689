// What differs between two values, by path.
import { expect, test } from "vitest";
import { changesBetween } from "./field-change.ts";

test("only what differs is named, by its path, typed text without its envelope", () => {
  const before = {
    issuedOn: "2021-06-01",
    settings: { dueSoonDays: 7, steps: { signOff: true } },
    reason: { text: "甲" },
  };
  const after = {
    issuedOn: "2021-06-01",
    settings: { dueSoonDays: 10, steps: { signOff: false } },
    reason: { text: "乙" },
  };
  expect(changesBetween(before, after, "unit")).toEqual([
    { field: "settings.dueSoonDays", unitId: "unit", before: 7, after: 10 },
    { field: "settings.steps.signOff", unitId: "unit", before: true, after: false },
    { field: "reason", unitId: "unit", before: "甲", after: "乙" },
  ]);
});

test("lists are compared as wholes, and what is missing on one side is null there", () => {
  expect(changesBetween({ evidence: ["a"] }, { evidence: ["a", "b"], note: "c" })).toEqual([
    { field: "evidence", unitId: null, before: ["a"], after: ["a", "b"] },
    { field: "note", unitId: null, before: null, after: "c" },
  ]);
  expect(changesBetween({ dueOn: null }, {})).toEqual([]);
});

test("a field that is called text is one like the others, beside them or alone", () => {
  expect(changesBetween({ text: "旧", dueOn: "2021-11-30" }, { text: "新", dueOn: "2021-12-15" })).toEqual([
    { field: "text", unitId: null, before: "旧", after: "新" },
    { field: "dueOn", unitId: null, before: "2021-11-30", after: "2021-12-15" },
  ]);
  expect(changesBetween({ text: "旧" }, { text: "新" })).toEqual([
    { field: "text", unitId: null, before: "旧", after: "新" },
  ]);
  const item = { no: "1", text: { text: "旧" }, target: "4" };
  expect(changesBetween(item, { ...item, text: { text: "新" }, target: "3" }, "unit", "items.a1")).toEqual([
    { field: "items.a1.text", unitId: "unit", before: "旧", after: "新" },
    { field: "items.a1.target", unitId: "unit", before: "4", after: "3" },
  ]);
});
