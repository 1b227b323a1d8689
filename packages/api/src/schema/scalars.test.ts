// Positions and instants as clients write them.
import { Kind } from "graphql";
import { expect, test } from "vitest";
import { Instant, Position } from "./scalars.ts";

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

test.each(["2021-11-30T07:15:00.000Z", "2021-11-30T15:15:00+08:00", "2021-11-30t01:45:00.0-05:30"])(
  "%s is an instant, whatever its offset",
  (text) => expect(Instant.parseValue(text)).toBe("2021-11-30T07:15:00.000Z"),
);

test.each(["2016-12-31T23:59:60Z", "2017-01-01T07:59:60.5+08:00", "2016-12-31t18:59:60-05:00"])(
  "%s is a leap second, which is the end of the second before",
  (text) => expect(Instant.parseValue(text)).toBe("2016-12-31T23:59:59.999Z"),
);

test.each(["2016-12-30T23:59:60Z", "2016-12-31T23:59:60+08:00", "2016-12-31T23:58:60Z", "2016-12-31T23:59:61Z"])(
  "%s is none, because no leap second is there",
  (text) => expect(() => Instant.parseValue(text)).toThrow(/a second 60 only for a leap second/),
);

test("an offset of a whole day is none, and it is said which is", () => {
  expect(Instant.parseValue("2021-11-30T07:15:00+23:59")).toBe("2021-11-29T07:16:00.000Z");
  expect(() => Instant.parseValue("2021-11-30T07:15:00+24:00")).toThrow(/an offset of 23:59 at most/);
});

test.each([
  "2021-11-30T07:15:00",
  "2021-11-30",
  "2021-11-30T07:15:00+24:00",
  "2021-11-30T07:15:00+25:00",
  "2021-11-30T07:15:00+08:60",
  "2021-11-30T24:00:00Z",
  "9999-12-31T23:59:59-08:00",
  "0000-01-01T00:00:00+08:00",
])("%s is none", (text) => expect(() => Instant.parseValue(text)).toThrow(/must be an instant with its offset/));
