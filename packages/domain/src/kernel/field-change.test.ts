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
