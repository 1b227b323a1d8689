// Stream metadata: which values hide events, and how metadata is rewritten without losing a digit.
import { expect, test } from "vitest";
import type { RecordedEvent } from "./event.ts";
import { readMetadata, softDeletedMetadata, withTruncateBefore } from "./metadata.ts";

function event(text: string, json = true): RecordedEvent {
  const data = Buffer.from(text);
  const empty = Buffer.alloc(0);
  return {
    stream: "$$s",
    type: "$metadata",
    id: "",
    json,
    data,
    metadata: empty,
    revision: 0n,
    position: 1n,
    created: 0n,
  };
}

test.each([
  ['{"$tb":3}', { truncateBefore: 3n }],
  ['{"$tb":0,"$maxCount":2,"$maxAge":60}', { truncateBefore: 0n, maxCount: 2n, maxAge: 60n }],
  ['{"$tb":9223372036854775807}', { truncateBefore: 2n ** 63n - 1n }],
  ['{"$maxCount":2,"$maxCount":1}', { maxCount: 1n }],
  ['{"$tb":-1,"$maxCount":0,"$maxAge":-5}', {}],
  ['{"$tb":"3","$maxCount":1.5,"$maxAge":1e3}', {}],
  ['{"$tb":9223372036854775808}', {}],
  ['{"$tb":-1,"$maxCount":2}', { maxCount: 2n }],
  ['{"$tb":3,"$maxCount":"2"}', {}],
  ['{"$tb":3,"$maxCount":1.5}', {}],
  ['{"$tb":3,"$maxAge":null}', {}],
  ['{"$tb":3,"$maxAge":922337203686}', {}],
  ['{"$tb":3,"$cacheControl":"10"}', {}],
  ['{"$tb":3,"$cacheControl":-1,"$tmp":false}', { truncateBefore: 3n }],
  ['{"$tb":3,"$acl":{"$r":"a","$mw":["b","$admins"]}}', { truncateBefore: 3n }],
  ['{"$tb":3,"$acl":"$userStreamAcl"}', {}],
  ['{"$tb":3,"$acl":{"$r":[1]}}', {}],
  ['{"$tb":3,"$acl":{"$x":"a"}}', {}],
  ['{"$tb":3,"other":"2","$bad":{}}', { truncateBefore: 3n }],
  ['{"a":{"$tb":3},"b":"\\"$tb\\":4"}', {}],
  ["[1]", {}],
  ["7", {}],
  ["{", {}],
  ["", {}],
])("%j is read for what it hides", (text, wanted) => {
  expect(readMetadata(event(text))).toEqual(wanted);
});

test("metadata that are not JSON by their content type, or are missing, hide nothing", () => {
  expect(readMetadata(event('{"$tb":3}', false))).toEqual({});
  expect(readMetadata(undefined)).toEqual({});
});

test("the mark of a soft deletion is read back exactly", () => {
  expect(readMetadata(event(Buffer.from(softDeletedMetadata).toString())).truncateBefore).toBe(2n ** 63n - 1n);
});

test("rewriting changes one value and keeps the rest, digits and order included", () => {
  const text = '{"a":12345678901234567890.10,"$tb":1,"b":"1 2","c":[3,{"d":-4e5}]}';
  const rewritten = withTruncateBefore(Buffer.from(text), 7n);
  expect(Buffer.from(rewritten ?? []).toString()).toBe(text.replace('"$tb":1', '"$tb":7'));
  expect(withTruncateBefore(Buffer.from("no"), 7n)).toBeUndefined();
});
