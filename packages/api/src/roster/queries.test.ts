// The order of the roster's list.
import { expect, test } from "vitest";
import { everyPage } from "../../testing/pages.ts";
import { testLedger, testRegion } from "../../testing/region.ts";
import { serve } from "../../testing/serving.ts";

test("units are listed by pinyin, in any page size", async () => {
  const ledger = testLedger();
  const region = testRegion(ledger);
  for (const name of ["区政府办", "区卫健委", "区财政局", "区教育局", "区发改局"]) await region.register(name);
  const serving = await serve({ ledger });
  const listed = (first: number) =>
    everyPage(serving, { field: "units", node: "name" }, region.bearer("office"), first);
  const names = ["区财政局", "区发改局", "区教育局", "区卫健委", "区政府办"].map((name) => ({ name }));
  for (const first of [1, 2, 100]) expect(await listed(first)).toEqual(names);
  await serving.close();
});
