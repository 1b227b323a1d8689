import { expect, test } from "vitest";
import { addressOf } from "../page.ts";
import { systemAddress } from "./address.ts";

test("the operator's page has one address, whatever is written after it", () => {
  expect(addressOf(systemAddress, systemAddress.read({ q: "x" }))).toBe("/console/system");
});
