// A unit that a row prints more than once.
import { expect, test } from "vitest";
import { mergeUnits } from "./merge-units.ts";

const lead = (name: string) => ({ name, relation: "lead" as const });
const responsible = (name: string) => ({ name, relation: "responsible" as const });
const guiding = (name: string) => ({ name, relation: "guiding" as const });

test("a lead that is printed again as responsible is the lead alone, wherever it is printed first", () => {
  expect(mergeUnits([lead("县水利局"), responsible("县水利局"), responsible("县林业局")])).toEqual([
    lead("县水利局"),
    responsible("县林业局"),
  ]);
  expect(mergeUnits([responsible("县水利局"), lead("县水利局")])).toEqual([lead("县水利局")]);
});

test("the same entry is kept once, and a guide stays beside its own part", () => {
  expect(mergeUnits([responsible("县水利局"), responsible("县水利局"), guiding("县水利局")])).toEqual([
    responsible("县水利局"),
    guiding("县水利局"),
  ]);
});

test("other fields of an entry are kept", () => {
  const printed = { ...lead("县水利局"), printed: "县 水利局" };
  expect(mergeUnits([printed])).toEqual([printed]);
});
