import { expect, test } from "vitest";
import { findingIn, stretchOf } from "./finding.ts";

test("a finding is read as the server tells it", () => {
  const detail =
    "progress.text：第6字起似为手机号 / progress.text: what looks like a mobile number begins at character 6";
  expect(findingIn(detail)).toEqual({ field: "progress.text", at: 6, zh: "手机号", en: "a mobile number" });
});

test("any other detail is none", () => {
  expect([null, "", "2021-03-01 – 2021-09-20"].map(findingIn)).toEqual([null, null, null]);
});

test.each([
  ["联系人𠮷：13800138000，已公开。", 6, "13800138000"],
  ["电话 0719-722 3456。", 4, "0719-722 3456"],
  ["42030419900101123x 号", 1, "42030419900101123x"],
  ["没有数字", 3, ""],
])("in %s the digits from character %i on are marked", (text, at, digits) => {
  const [from, to] = stretchOf({ at }, text);
  expect(text.slice(from, to)).toBe(digits);
});
