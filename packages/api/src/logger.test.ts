import { expect, test } from "vitest";
import { keepingLogger } from "../testing/serving.ts";
import { unsaid } from "./logger.ts";

/** What is logged of an error. */
function logged(err: Error) {
  const { logger, lines } = keepingLogger();
  logger.error({ err }, "it failed");
  return JSON.parse(lines.join("")).err;
}

const said = "it is\n    at 李四 (secret.ts:1:1)";

test("a message cannot pass for a place of the stack", () => {
  const { type, message, at } = logged(new RangeError(said));
  expect([type, message]).toEqual(["RangeError", said]);
  expect(at[0]).toMatch(/logger\.test\.ts/);
});

test("an error whose message may repeat what was sent is logged with its kind and its places alone", () => {
  const { type, message, at } = logged(unsaid(new RangeError(said)));
  expect([type, message]).toEqual(["RangeError", "withheld: it may repeat what was sent"]);
  expect(at[0]).toMatch(/logger\.test\.ts/);
});
