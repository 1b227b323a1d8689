// Which unit is meant by a name that several have had.
import { expect, test } from "vitest";
import { unitNamed } from "./unit-named.ts";

const [commerce, trade, office] = [
  { id: "u-1", name: "区商务和经济合作局" },
  { id: "u-2", name: "区商务局" },
  { id: "u-3", name: "区商务办公室" },
];

test("the unit that has the name today is meant, in whatever width it is written, or else the only one that had it", () => {
  expect(unitNamed("区商务局", [commerce, trade])).toBe(trade);
  expect(unitNamed("区商务局 ", [trade, commerce])).toBe(trade);
  expect(unitNamed("区商务局", [commerce])).toBe(commerce);
});

test("where several had it and none has it today, all are told; where nobody had it, the name is", () => {
  const said = /^有几个单位用过“区商务局”这个名称，请用编号指明.*:\n {2}u-1 区商务和经济合作局\n {2}u-3 区商务办公室$/s;
  expect(() => unitNamed("区商务局", [commerce, office])).toThrow(said);
  expect(() => unitNamed("区商务局", [])).toThrow("名录不认识这个单位：区商务局");
});
