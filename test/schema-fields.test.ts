// What the script for comparing two builds asks for is what the schema has.
import { noLamps } from "@taizhang/projections";
import { expect, test } from "vitest";
import { fieldsOf } from "../scripts/schema-fields.mjs";

test("every lamp is counted", () => {
  expect(fieldsOf("LampCounts").split(" ").sort()).toEqual(Object.keys(noLamps).sort());
  expect(() => fieldsOf("NoSuchType")).toThrow("no type NoSuchType");
});
