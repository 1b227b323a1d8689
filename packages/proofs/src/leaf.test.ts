// A leaf says everything about its event, and nothing else.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hexOf } from "../testing/trees.ts";
import { type ArchivedEvent, leafBytes } from "./leaf.ts";

const event: ArchivedEvent = {
  stream: "task-1",
  revision: 258,
  id: "e0000000-0000-5000-8000-000000000001",
  type: "TaskOpened",
  contentType: "application/json",
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.from("{}"),
};

test("a leaf is its fields, each behind its length", () => {
  const field = (bytes: Buffer) => `${bytes.length.toString(16).padStart(8, "0")}${bytes.toString("hex")}`;
  const text = (value: string) => field(Buffer.from(value));
  expect(hexOf(leafBytes(event))).toBe(
    [
      text("taizhang/event/1"),
      text("task-1"),
      field(Buffer.from("0000000000000102", "hex")),
      text("e0000000-0000-5000-8000-000000000001"),
      text("TaskOpened"),
      text("application/json"),
      text('{"a":1}'),
      text("{}"),
    ].join(""),
  );
});

const text = fc.string({ unit: "grapheme", maxLength: 6 });
const bytes = fc.uint8Array({ maxLength: 6 });
const anyEvent: fc.Arbitrary<ArchivedEvent> = fc.record({
  stream: text,
  revision: fc.nat(3),
  id: text,
  type: text,
  contentType: text,
  data: bytes,
  metadata: bytes,
});

test("two events have the same leaf only if they are the same", () => {
  const plain = (each: ArchivedEvent) => ({ ...each, data: hexOf(each.data), metadata: hexOf(each.metadata) });
  const isSame = (one: ArchivedEvent, other: ArchivedEvent) =>
    JSON.stringify(plain(one)) === JSON.stringify(plain(other));
  fc.assert(
    fc.property(anyEvent, anyEvent, (one, other) => {
      expect(hexOf(leafBytes(one)) === hexOf(leafBytes(other))).toBe(isSame(one, other));
    }),
  );
});

test("what is moved from one field to the next makes another leaf", () => {
  const moved: readonly ArchivedEvent[] = [
    { ...event, stream: "task-", id: `1${event.id}` },
    { ...event, type: "TaskOpenedapplication/", contentType: "json" },
    { ...event, data: Buffer.from('{"a":1}{}'), metadata: Buffer.of() },
    { ...event, data: Buffer.of(), metadata: Buffer.from('{"a":1}{}') },
  ];
  expect(new Set([event, ...moved].map((each) => hexOf(leafBytes(each)))).size).toBe(5);
});

test("half a character is refused, because it has no bytes of its own", () => {
  expect(() => leafBytes({ ...event, stream: "task-\ud800" })).toThrow(/the stream of an event/);
});
