import fc from "fast-check";
import { expect, test } from "vitest";
import { stretchesOfLine } from "./marks.ts";

const line = { no: 31, text: "7．汇编惠企政策。区政府办" };

test("each character of a line belongs to the field that it was read as, or to none", () => {
  const spans = [
    { field: "UNIT" as const, line: 31, from: 9, to: 13 },
    { field: "TASK" as const, line: 31, from: 2, to: 9 },
    { field: "TASK" as const, line: 32, from: 0, to: 4 },
  ];
  expect(stretchesOfLine(line, spans).map(({ text, field }) => [text, field])).toEqual([
    ["7．", null],
    ["汇编惠企政策。", "TASK"],
    ["区政府办", "UNIT"],
  ]);
});

test("whatever the spans are, the line is shown whole and once", () => {
  const span = fc.record({
    field: fc.constantFrom("TASK" as const, "UNIT" as const),
    line: fc.constantFrom(31, 32),
    from: fc.nat(20),
    to: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      expect(
        stretchesOfLine(line, spans)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line.text);
    }),
  );
});
