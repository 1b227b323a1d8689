import { expect, test } from "vitest";
import { nearNames, nearUnitNames } from "./near-names.ts";
import { emptyRoster, newUnit } from "./state.ts";

test("the names that share half of their characters, two in a row, are near, the likest first", () => {
  const named = (name: string, ...aliases: string[]) => [name, { ...newUnit(name, "2021-01-01"), aliases }] as const;
  const units = new Map([named("区财政局"), named("区民政局"), named("区教育局", "区财政所"), named("县水务集团公司")]);
  const roster = { ...emptyRoster, units };
  expect(nearUnitNames(roster, "区财证局")).toEqual(["区财政局", "区财政所"]);
  expect(nearUnitNames(roster, "某某")).toEqual([]);
});

test("a name that shares only the characters that all names of bureaus have is not near", () => {
  const names = ["区人社局", "区住建局", "区市场监管局", "区政府办"];
  expect(nearNames(names, "区商务局")).toEqual([]);
  expect(nearNames(names, "区市监局")).toEqual(["区市场监管局"]);
  expect(nearNames(names, "区政府办公室")).toEqual(["区政府办"]);
});
