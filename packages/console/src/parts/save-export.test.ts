import { expect, test } from "vitest";
import { nameIn } from "./save-export.ts";

test("a file is named as the server says, in Chinese, too", () => {
  const name = encodeURIComponent("区财政局工作台账 2021-09-20.xlsx");
  expect(nameIn(`attachment; filename="export.xlsx"; filename*=UTF-8''${name}`)).toBe(
    "区财政局工作台账 2021-09-20.xlsx",
  );
  expect(nameIn("attachment")).toBeNull();
  expect(nameIn("attachment; filename*=UTF-8''%E0%A4%A")).toBeNull();
});
