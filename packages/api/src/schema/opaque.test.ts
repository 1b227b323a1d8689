import { most } from "@taizhang/domain";
import { expect, test } from "vitest";
import { limits } from "../limits/limits.ts";
import { opaque, readOpaque } from "./opaque.ts";

test("a cursor is read as it was written, at the longest name that a list is sorted by", () => {
  const values = ["units", "𠮷".repeat(most.name), "7f1e6c5a-0d5b-5f0e-9a55-3c2d1b0a9f8e", null];
  expect(readOpaque(opaque(values))).toEqual(values);
});

test("a text that is longer than any cursor is not looked into", () => {
  const sized = (length: number) => opaque(["x".repeat((length / 4) * 3 - '[""]'.length)]);
  const [within, beyond] = [sized(limits.cursorLength), sized(limits.cursorLength + 4)];
  expect([within.length, beyond.length]).toEqual([limits.cursorLength, limits.cursorLength + 4]);
  expect(readOpaque(within)).not.toBeNull();
  expect(readOpaque(beyond)).toBeNull();
});

test("a text that is no cursor holds nothing", () => {
  for (const none of ["", "x", "言", Buffer.from("{").toString("base64url")]) expect(readOpaque(none)).toBeNull();
});
