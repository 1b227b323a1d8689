// Which unit is meant by a name that several have had.
import { expect, test } from "vitest";
import { unitNamed } from "./unit-named.ts";

const today = "2021-09-20";
const unit = (id: string, name: string, more: object = {}) => ({ id, name, endedOn: null, aliases: [], ...more });
const alias = (from: string, until: string | null) => ({ aliases: [{ alias: "区商务局", validFrom: from, until }] });

/** One that had the name before it was renamed, the one that has it today, one that ended with it, and another that had it. */
const renamed = unit("u-1", "区商务和经济合作局");
const current = unit("u-2", "区商务局");
const ended = unit("u-3", "区商务局", { endedOn: "2021-03-01" });
const office = unit("u-4", "区商务办公室");

test("the unit that is called so today is meant, in whatever width it is written, or else the only one that once was", () => {
  expect(unitNamed("区商务局", [renamed, current], today)).toBe(current);
  expect(unitNamed(" 区商务局　", [current, renamed], today)).toBe(current);
  expect(unitNamed("区商务局", [ended, current], today)).toBe(current);
  expect(unitNamed("区商务局", [renamed], today)).toBe(renamed);
  expect(unitNamed("区商务局", [ended], today)).toBe(ended);
});

test("an alias of today counts as its name does, one of another day does not", () => {
  const byAlias = unit("u-5", "区投资促进局", alias("2021-03-01", null));
  expect(unitNamed("区商务局", [ended, byAlias, renamed], today)).toBe(byAlias);
  for (const other of [alias("2021-09-21", null), alias("2021-03-01", today)]) {
    expect(() => unitNamed("区商务局", [renamed, unit("u-6", "区投资促进局", other)], today)).toThrow("有几个单位");
  }
});

test("where several had it and none has it today, all are told; where nobody had it, the name is", () => {
  const said = /^有几个单位用过“区商务局”这个名称，请用编号指明.*:\n {2}u-1 区商务和经济合作局\n {2}u-4 区商务办公室$/s;
  expect(() => unitNamed("区商务局", [renamed, office], today)).toThrow(said);
  expect(() => unitNamed("区商务局", [], today)).toThrow("名录不认识这个单位：区商务局");
});
