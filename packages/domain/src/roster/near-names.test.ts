import { expect, test } from "vitest";
import { nearEntries, nearNames, nearUnitNames } from "./near-names.ts";
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

test("a name may be meant for whoever had it before, for what came of that unit, and for those with a name near to it", () => {
  const known = (unitId: string, until: string | null = null) => [
    { owner: { kind: "unit", unitId } as const, validFrom: "2020-01-01", until },
  ];
  const merged = { kind: "merged", on: "2021-01-01", into: ["b"], heir: "b" } as const;
  const roster = {
    ...emptyRoster,
    units: new Map([
      ["a", { ...newUnit("区文化局", "2020-01-01"), end: merged }],
      ["b", newUnit("区文旅局", "2020-01-01")],
      ["c", newUnit("区文化馆", "2020-01-01")],
    ]),
    names: new Map([
      ["区文化局", known("a", "2021-01-01")],
      ["区文旅局", known("b")],
      ["区文化和旅游局", known("b")],
      ["区文化馆", known("c")],
    ]),
  };
  expect(nearEntries(roster, "区文化局", ["2021-06-01"])).toEqual(["b", "c"]);
  expect(nearEntries(roster, "区文化局", ["2020-06-01"])).toEqual(["b", "a", "c"]);
  expect(nearEntries(roster, "区水利局", ["2021-06-01"])).toEqual([]);
});
