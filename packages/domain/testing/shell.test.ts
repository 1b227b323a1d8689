import { expect, test } from "vitest";
import { identity } from "./shell.ts";

test.each([
  ["plan/420304/x", "59b0bea0-c605-5f86-a8bf-03b3470b175b"],
  ["unit/420304/区财政局", "a1bea439-640d-5061-9144-b5887b5b4fb5"],
  ["half \ud842 pair", "4b9e8c44-bdf3-5e9d-a14c-a97dfc742c08"],
])("in tests, too, the name %j always has the same id", (name, id) => {
  expect(identity.uuid(name)).toBe(id);
});
