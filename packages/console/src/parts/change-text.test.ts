import { expect, test } from "vitest";
import { changeText } from "./change-text.ts";

test("a number that grew, shrank, stayed or is not compared", () => {
  expect([
    changeText(301, 313),
    changeText(5, 2),
    changeText(0, 4),
    changeText(7, 7),
    changeText(7, undefined),
  ]).toEqual(["(−12)", "(+3)", "(−4)", "", ""]);
});
