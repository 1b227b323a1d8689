import { expect, test } from "vitest";
import { lastHour } from "./last-hour.ts";

test("what happened is counted by its kind for an hour, and then forgotten", () => {
  let minute = 0;
  const hour = lastHour(() => minute * 60_000);
  hour.count("NOT_YOUR_ASSIGNMENT");
  hour.count("NOT_YOUR_ASSIGNMENT");
  minute = 30;
  hour.count("CLAIM_PENDING");
  minute = 59;
  expect([...hour.counted()]).toEqual([
    ["NOT_YOUR_ASSIGNMENT", 2],
    ["CLAIM_PENDING", 1],
  ]);
  minute = 60;
  expect([...hour.counted()]).toEqual([["CLAIM_PENDING", 1]]);
  minute = 1000;
  hour.count("CLAIM_PENDING");
  expect([...hour.counted()]).toEqual([["CLAIM_PENDING", 1]]);
});
