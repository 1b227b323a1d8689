// Asking whoever sits at the terminal.
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { confirmed } from "./ask-person.ts";

const terminal = (isTTY: boolean) => ({
  input: Object.assign(new PassThrough(), { isTTY }),
  output: Object.assign(new PassThrough(), { isTTY }),
});

test.each([
  ["y\n", true],
  ["是\n", true],
  ["YES\n", true],
  ["\n", false],
  ["n\n", false],
  ["yesterday\n", false],
])("the answer %j at a terminal is %s", async (answer, wanted) => {
  const at = terminal(true);
  at.input.write(answer);
  expect(await confirmed("Load it?", at)).toBe(wanted);
  expect(String(at.output.read())).toContain("Load it? [y/N]");
});

test("an input that ends is no yes", async () => {
  const at = terminal(true);
  at.input.end();
  expect(await confirmed("Load it?", at)).toBe(false);
});

test("nobody is asked where there is no terminal", async () => {
  const at = terminal(false);
  expect(await confirmed("Load it?", at)).toBeNull();
  expect(at.output.read()).toBeNull();
});
