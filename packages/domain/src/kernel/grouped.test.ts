import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "./grouped.ts";

test("a group is what has its key, in the order of all, and the groups are in the order of their first", () => {
  const things = fc.array(fc.record({ key: fc.option(fc.nat(5)), value: fc.nat() }));
  fc.assert(
    fc.property(things, (all) => {
      const keys = [...new Set(all.map(({ key }) => key))];
      const groups = grouped(all, ({ key }) => key);
      expect([...groups]).toEqual(keys.map((key) => [key, all.filter((each) => each.key === key)]));
      const values = grouped(
        all,
        ({ key }) => key,
        ({ value }) => value,
      );
      expect([...values]).toEqual([...groups].map(([key, group]) => [key, group.map(({ value }) => value)]));
    }),
  );
});
