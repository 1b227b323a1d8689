import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "./grouped.ts";

test("a group is what has its key, in the order of all, and the groups are in the order of their first", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.option(fc.nat(5)), value: fc.nat() })), (all) => {
      const keys = [...new Set(all.map(({ key }) => key))];
      expect([...grouped(all, ({ key }) => key)]).toEqual(
        keys.map((key) => [key, all.filter((each) => each.key === key)]),
      );
    }),
  );
});
