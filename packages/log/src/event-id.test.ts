// Ids and hashes with fixed values: they are stored, so they must never change.
import { expect, test } from "vitest";
import { identity } from "./event-id.ts";

test.each([
  ["plan/420304/x", "38e42a44-262b-55ce-94ee-5dda874e2737"],
  ["unit/420304/区财政局", "cbaeec38-d73c-57a0-92b4-7bb09c170a40"],
  ["\u{20BB7}野", "e33f4b0b-4939-5f1c-8630-6f06873bc4fa"],
  ["half \ud842 pair", "c91070a2-c63d-5c97-90e3-3fcc0d8c2741"],
  ["", "29a6e055-2137-58f5-82b1-2b4862b0a305"],
])("the name %j has the same id in every build, because stored ids depend on it", (name, id) => {
  expect(identity.uuid(name)).toBe(id);
});

test("a hash is SHA-256 in lower-case hexadecimal", () => {
  expect(identity.hash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
