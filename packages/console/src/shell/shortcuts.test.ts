import { expect, test } from "vitest";
import { isCharacter, isPressed, pressText } from "./shortcuts.ts";

const nothingHeld = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const keyOf = (key: string, code: string, held: Partial<typeof nothingHeld> = {}) => ({
  ...{ key, code, isComposing: false, keyCode: 0, target: null },
  ...{ ...nothingHeld, ...held },
});

test("a letter goes by its place, whatever it writes, and Shift tells two of them apart", () => {
  expect(isPressed("j", keyOf("о", "KeyJ"))).toBe(true);
  expect(isPressed("j", keyOf("j", "KeyC"))).toBe(false);
  expect(isPressed("r", keyOf("R", "KeyR", { shiftKey: true }))).toBe(false);
  expect(isPressed("Shift+r", keyOf("R", "KeyR", { shiftKey: true }))).toBe(true);
  expect(isPressed("Shift+r", keyOf("r", "KeyR"))).toBe(false);
});

test("a sign goes by what it writes, in whatever width and with whatever that takes", () => {
  expect(isPressed("?", keyOf("?", "Slash", { shiftKey: true }))).toBe(true);
  expect(isPressed("?", keyOf("？", "Slash", { shiftKey: true }))).toBe(true);
  expect(isPressed("?", keyOf("/", "Slash"))).toBe(false);
  expect(isPressed("/", keyOf("/", "Digit7", { shiftKey: true }))).toBe(true);
  expect(isPressed("ArrowDown", keyOf("ArrowDown", "ArrowDown"))).toBe(true);
});

test("with Control it is another press, and nothing is meant for the page while an input method composes", () => {
  expect(isPressed("k", keyOf("k", "KeyK", { ctrlKey: true }))).toBe(false);
  expect(isPressed("Control+k", keyOf("k", "KeyK", { ctrlKey: true }))).toBe(true);
  expect(isPressed("Control+k", keyOf("k", "KeyK"))).toBe(false);
  expect(isPressed("j", { ...keyOf("j", "KeyJ"), keyCode: 229 })).toBe(false);
  expect(isPressed("?", { ...keyOf("?", "Slash"), isComposing: true })).toBe(false);
});

test("letters and signs can be switched off, keys with names and those with Control cannot", () => {
  expect(["j", "Shift+r", "/", "?"].filter(isCharacter)).toEqual(["j", "Shift+r", "/", "?"]);
  expect(["Enter", "ArrowDown", "Control+k", "Control+Enter"].filter(isCharacter)).toEqual([]);
});

test("a press is written as the keyboard has it", () => {
  const presses = ["j", "Shift+r", "Control+k", "Control+Enter", "Enter", "ArrowDown", "?"];
  expect(presses.map((press) => pressText(press, "回车"))).toEqual([
    ...["j", "Shift+R", "Ctrl+K", "Ctrl+回车", "回车", "↓", "?"],
  ]);
});
