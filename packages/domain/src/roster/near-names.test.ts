import { expect, test } from "vitest";
import { nearUnitNames } from "./near-names.ts";
import { emptyRoster } from "./state.ts";

test("the names that share half of their characters are near, the likest first", () => {
  const named = (name: string, ...aliases: string[]) => [name, { name, aliases, validFrom: "2021-01-01" }] as const;
  const units = new Map([named("区财政局"), named("区民政局"), named("区教育局", "区财政所"), named("县水务集团公司")]);
  const roster = { ...emptyRoster, units };
  expect(nearUnitNames(roster, "区财证局")).toEqual(["区财政局", "区教育局", "区民政局", "区财政所"]);
  expect(nearUnitNames(roster, "某某")).toEqual([]);
});
