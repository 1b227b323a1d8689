// Waiting for a key at a terminal.
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { goesOn } from "./wait-for-key.ts";

test.each([
  [" ", true],
  ["\r", true],
  ["x", true],
  ["q", false],
  ["\u0003", false],
  ["\u0004", false],
])("the key %j goes on: %s", async (key, wanted) => {
  const raw: boolean[] = [];
  const keyboard = Object.assign(new PassThrough(), { setRawMode: (is: boolean) => raw.push(is) });
  const waited = goesOn(keyboard);
  keyboard.write(key);
  expect(await waited).toBe(wanted);
  expect(raw).toEqual([true, false]);
});

test("a keyboard that is gone ends it", async () => {
  const keyboard = new PassThrough();
  keyboard.end();
  expect(await goesOn(keyboard)).toBe(false);
});
