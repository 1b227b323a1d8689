import { eventTypes } from "@taizhang/domain";
import { expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { testLedger, testRegion } from "../../testing/region.ts";
import { serve } from "../../testing/serving.ts";

test("whoever fills a list of filters gets every event type with its title", async () => {
  const ledger = testLedger();
  const serving = await serve({ ledger, kept: [] });
  const document = "{ eventTypes { type title { zh en } } }";
  const all = await firstField<{ type: string }[]>(serving, document, {}, testRegion(ledger).bearer("analyst"));
  expect(all.map(({ type }) => type)).toEqual([...eventTypes.keys()]);
  expect(all).toContainEqual({ type: "CompletionClaimed", title: { zh: "申报办结", en: "Completion claimed" } });
  await serving.close();
});
