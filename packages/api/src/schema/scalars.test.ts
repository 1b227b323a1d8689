// Positions as clients write them.
import { Kind } from "graphql";
import { expect, test } from "vitest";
import { Position } from "./scalars.ts";

const last = (2n ** 63n - 1n).toString();

test.each(["0", "4180", last])("%s is a position", (text) => {
  expect(Position.parseValue(text)).toBe(BigInt(text));
  expect(Position.parseLiteral({ kind: Kind.STRING, value: text })).toBe(BigInt(text));
});

test.each([(2n ** 63n).toString(), "9999999999999999999", (2n ** 64n).toString(), "-1", "1.5", "", " 1", "0x10"])(
  "%s is none, because no log could have it",
  (text) => {
    expect(() => Position.parseValue(text)).toThrow(/must be a position/);
    expect(() => Position.parseLiteral({ kind: Kind.STRING, value: text })).toThrow(/must be a position/);
  },
);
