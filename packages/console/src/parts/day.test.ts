import { expect, test } from "vitest";
import { agoText } from "./day.ts";

const at = (text: string) => Date.parse(`${text}+08:00`);

test("what was kept today is told by the clock, what was kept before with its day in Beijing", () => {
  const now = at("2021-09-20T00:10:00");
  expect(agoText(at("2021-09-20T00:03:20"), now, "zh")).toBe("00:03:20");
  expect(agoText(at("2021-09-19T23:59:59"), now, "zh")).toBe("2021年9月19日 23:59:59");
  expect(agoText(at("2021-08-31T10:03:20"), now, "en")).toBe("31 August 2021 10:03:20");
});
