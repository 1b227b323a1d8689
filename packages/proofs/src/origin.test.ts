// No two logs go by the same origin.
import fc from "fast-check";
import { expect, test } from "vitest";
import { digestNames } from "./digest.ts";
import { NoteRefused } from "./note-refused.ts";
import { type Origin, originText, parseOrigin } from "./origin.ts";

const anyOrigin: fc.Arbitrary<Origin> = fc.record({
  ledger: fc.constantFrom("ledger.example.gov.cn", "a/b", "sm3", "a/420381/sm3"),
  logId: fc.uuid(),
  regionId: fc.stringMatching(/^[0-9]{6}$/),
  digest: fc.constantFrom(...digestNames),
});

test("an origin is read as it was written", () => {
  fc.assert(
    fc.property(anyOrigin, (origin) => {
      expect(parseOrigin(originText(origin))).toEqual(origin);
    }),
  );
});

test.each([
  "ledger.example.gov.cn",
  "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420381",
  "/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420381",
  "ledger/0B3C1C1E-5A0F-4F0E-9A51-52D2B7E0A1C4/420381",
  "ledger/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/42038",
  "led ger/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420381",
  "ledger/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420381/md5",
])("“%s” is no origin", (text) => {
  expect(() => parseOrigin(text)).toThrow(NoteRefused);
});
