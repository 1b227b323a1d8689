import { expect, test } from "vitest";
import { sparing } from "./sparing.ts";

test("a warning is told at once and then once a minute, with how many were left out; others are not held back by it", () => {
  const lines: unknown[] = [];
  const keep = (level: string) => (fields: object, message: string) => void lines.push([level, message, fields]);
  let now = 0;
  const logger = sparing({ info: keep("info"), warn: keep("warn"), error: keep("error") }, () => now);
  // A store that is away for two minutes and half a second, and asked every 50 ms.
  for (now = 0; now <= 120_500; now += 50) logger.warn({ delayMs: 50 }, "away");
  logger.warn({ model: "task" }, "built anew");
  logger.warn({ model: "plan" }, "built anew");
  for (let n = 0; n < 2; n++) logger.error({}, "broken");
  expect(lines).toEqual([
    ["warn", "away", { delayMs: 50 }],
    ["warn", "away", { delayMs: 50, repeated: 1199 }],
    ["warn", "away", { delayMs: 50, repeated: 1199 }],
    ["warn", "built anew", { model: "task" }],
    ["warn", "built anew", { model: "plan" }],
    ["error", "broken", {}],
    ["error", "broken", {}],
  ]);
});
