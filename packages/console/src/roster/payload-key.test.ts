import { expect, test } from "vitest";
import { payloadKey } from "./payload-key.ts";

const unit = (at: number) => ({ name: `区第${at}街道办`, aliases: [] });

test("the same payload has the same key, and a thousand that differ in one figure have as many", () => {
  const payloads = Array.from({ length: 1000 }, (_none, at) => ({ validFrom: "2021-01-01", units: [unit(at + 1000)] }));
  const keys = payloads.map(payloadKey);
  expect(payloads.map((payload) => payloadKey(structuredClone(payload)))).toEqual(keys);
  expect(new Set(keys).size).toBe(1000);
  for (const key of keys) expect(key).toMatch(/^[0-9a-z]+-[0-9a-z]+$/);
});
