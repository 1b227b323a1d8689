// Documents that are read again and again.
import { expect, test } from "vitest";
import { knownTexts } from "./known-texts.ts";

const bytes = (doc: unknown) => Buffer.from(JSON.stringify(doc));

test("the same bytes are parsed once, and others never taken for them", () => {
  const docIn = knownTexts();
  const first = docIn(bytes({ text: "台账" }));
  expect(first).toEqual({ text: "台账" });
  expect(docIn(bytes({ text: "台账" }))).toBe(first);
  // The same characters in Latin 1, of which each is a byte.
  const alike = Buffer.from('{"text":"台账"}').toString("latin1");
  expect(docIn(Buffer.from(alike))).toEqual(JSON.parse(alike));
  expect(docIn(bytes(null))).toBeNull();
});

test("what was not asked for lately is forgotten, and what is larger than all of it is not kept", () => {
  const docIn = knownTexts(40);
  const first = docIn(bytes({ nth: 1 }));
  for (let nth = 2; nth < 9; nth++) docIn(bytes({ nth }));
  expect(docIn(bytes({ nth: 1 }))).toEqual(first);
  expect(docIn(bytes({ nth: 1 }))).not.toBe(first);
  const large = bytes({ text: "x".repeat(50) });
  expect(docIn(large)).toEqual(docIn(large));
  expect(docIn(large)).not.toBe(docIn(large));
});
