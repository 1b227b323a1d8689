// Amounts add up exactly.
import fc from "fast-check";
import { expect, test } from "vitest";
import { added, amount, noAmount, reaches } from "./amount.ts";

test.each([
  ["0.1", "0.2", "0.3"],
  ["1.5", "2.50", "4"],
  ["999999999", "0.0001", "999999999.0001"],
  ["0", "7", "7"],
  ["9.9999", "0.0001", "10"],
])("%s and %s are %s", (one, other, sum) => {
  expect(added(one, other)).toBe(sum);
});

test("any amounts, added in any order, are the sum of their smallest parts", () => {
  const smallest = fc.array(fc.integer({ min: 1, max: 99_999_999 }), { maxLength: 50 });
  fc.assert(
    fc.property(smallest, (parts) => {
      const text = (part: number) => `${Math.trunc(part / 10_000)}.${String(part % 10_000).padStart(4, "0")}`;
      const sum = parts.map(text).reduce(added, noAmount);
      const exact = String(parts.reduce((so, part) => so + part, 0)).padStart(5, "0");
      expect(sum).toBe(`${exact.slice(0, -4)}.${exact.slice(-4)}`.replace(/\.?0+$/, "").replace(/^$/, "0"));
      expect(parts.map(text).reverse().reduce(added, noAmount)).toBe(sum);
    }),
  );
});

test("a target is reached exactly, and not a ten-thousandth before", () => {
  expect(reaches("3.9999", "4")).toBe(false);
  expect(reaches("4", "4.0")).toBe(true);
  expect(reaches("10", "9.5")).toBe(true);
});

test("an amount is above zero and written plainly", () => {
  for (const good of ["1", "0.5", "12.5", "999999999.9999"]) expect(amount.safeParse(good).success).toBe(true);
  for (const bad of ["0", "0.0", "-1", "+1", "01", "1.", ".5", "1e3", "1,000", "四", "1234567890", "0.00001", ""])
    expect(amount.safeParse(bad).success, bad).toBe(false);
});
