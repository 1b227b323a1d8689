import { expect, test } from "vitest";
import { identity, uuidV5 } from "./event-id.ts";

const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

test("the example of RFC 9562, appendix A.4, gets the id printed there", () => {
  expect(uuidV5(dns, "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

test("a Chinese name is hashed as UTF-8, as every other implementation does", () => {
  expect(uuidV5(dns, "财政局")).toBe("dd9bc51b-b13f-5bb8-a893-371380bddaa2");
});

test("the same name has the same id in every build, because stored ids hang on it", () => {
  expect(identity.uuid("plan/420304/x")).toBe("38e42a44-262b-55ce-94ee-5dda874e2737");
  expect(identity.uuid("plan/420304/y")).not.toBe(identity.uuid("plan/420304/x"));
});

test("a hash is SHA-256 in lower-case hexadecimal", () => {
  expect(identity.hash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
