import { expect, test } from "vitest";
import { addressOf } from "../page.ts";
import { importAddress } from "./address.ts";

test("the upload page has one address, whatever stands behind it", () => {
  expect(addressOf(importAddress, importAddress.read({ warning: "1" }))).toBe("/console/import");
});
