// The limits of the small shapes, and canonical JSON.
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical.ts";
import { day, evidence, freeText, name, regionId, unitId } from "./shapes.ts";

describe("evidence says where it can be seen", () => {
  const title = "预算公开表";
  test.each([
    [{ title, url: "https://www.example.org/a.html" }, true],
    [{ title, path: ["首页", "政务公开"] }, true],
    [{ title, url: "http://www.example.org", path: ["首页"] }, true],
    [{ title }, false],
    [{ title, path: [] }, false],
    [{ title, path: [" "] }, false],
    [{ title, url: "ftp://www.example.org" }, false],
    [{ title, url: "javascript:alert(1)" }, false],
    [{ title, url: "政府网站" }, false],
    [{ title: " ", url: "https://www.example.org" }, false],
  ])("%j: %s", (piece, allowed) => expect(evidence.safeParse(piece).success).toBe(allowed));

  test("a missing address is reported at a field", () => {
    expect(evidence.safeParse({ title }).error?.issues).toMatchObject([
      { path: ["url"], message: "evidence needs a url, a path, or both" },
    ]);
  });
});

test.each([
  ["2021-02-28", true],
  ["2021-02-29", false],
  ["2020-02-29", true],
  ["2021-11-31", false],
  ["2021-6-30", false],
  ["2021-06-30T00:00:00Z", false],
])("%s is a day: %s", (text, allowed) => expect(day.safeParse(text).success).toBe(allowed));

test.each([
  [regionId, "420304", true],
  [regionId, "42030", false],
  [regionId, "42030a", false],
  [unitId, "00000000-0000-4000-8000-00000000000a", true],
  [unitId, "00000000-0000-4000-8000-00000000000A", false],
])("ids have one spelling", (shape, text, allowed) => expect(shape.safeParse(text).success).toBe(allowed));

test("text is trimmed before its length is checked", () => {
  expect(freeText.parse({ text: ` ${"字".repeat(4000)}\n` }).text).toHaveLength(4000);
  expect(freeText.safeParse({ text: "字".repeat(4001) }).success).toBe(false);
  expect(name.parse("　区财政局 ")).toBe("区财政局");
});

describe("canonical JSON", () => {
  test("is the same text for equal values, whatever the order of their keys", () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 3, e: 4 }], c: null } })).toBe(
      canonicalJson({ a: { c: null, d: [2, { e: 4, f: 3 }] }, b: 1 }),
    );
  });

  test("leaves out what is undefined, and keeps null and the order of lists", () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson(["1"])).not.toBe(canonicalJson([1]));
  });

  test("does not depend on where keys that look like numbers were inserted", () => {
    expect(canonicalJson({ "10": 1, "9": 2, a: 3 })).toBe(canonicalJson({ a: 3, "9": 2, "10": 1 }));
  });
});
