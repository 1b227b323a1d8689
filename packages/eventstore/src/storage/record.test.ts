// A record on disk is read as it was written, and no bit of it, or of its place, changes unnoticed.
import { expect, test } from "vitest";
import { Damaged } from "../core/storage.ts";
import { decodeRecord, encodeBlank, encodeEvent, endCommit } from "./record.ts";

const event = {
  stream: "任务-1",
  revision: 3n,
  id: "0190a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b",
  type: "类型",
  json: false,
  data: Buffer.from([0, 255, 128]),
  metadata: Buffer.from("{}"),
  created: 2n ** 60n,
};
const [start, commitStart] = [4711, 4000];
const bytes = encodeEvent(event, { start, commitStart });
const end = start + bytes.length;
const common = { start, end, commitStart, endsCommit: false };

const flipped = (from: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(from);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
};

test("an event is read as it was written", () => {
  expect(decodeRecord(bytes, end)).toEqual({ ...common, event: { ...event, position: BigInt(end) } });
});

test("the last record of a commit is marked", () => {
  const last = Buffer.from(bytes);
  endCommit(last, end);
  expect(decodeRecord(last, end)).toEqual({ ...decodeRecord(bytes, end), endsCommit: true });
});

test("an empty event is read as it was written, and unused bytes are not part of it", () => {
  // Empty bytes as the client's messages hold them.
  const nothing = { ...event, data: new Uint8Array(new ArrayBuffer(0)), metadata: new Uint8Array(0) };
  const without = encodeEvent(nothing, { start, commitStart });
  const longer = Buffer.concat([without.subarray(0, -4), Buffer.alloc(63), without.subarray(-4)]);
  for (const at of [0, longer.length - 4]) longer.writeUInt32BE(longer.length, at);
  longer.writeUInt8(63, 58);
  endCommit(longer, start + longer.length);
  const found = decodeRecord(longer, start + longer.length).event;
  expect([found?.data.length, found?.metadata.length, found?.type]).toEqual([0, 0, "类型"]);
});

test("a blank holds no event", () => {
  const blank = encodeBlank({ start, commitStart });
  expect(decodeRecord(blank, start + 64)).toEqual({ ...common, end: start + 64 });
});

test("each bit that changes in the record is noticed, with the position", () => {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    expect(() => decodeRecord(flipped(bytes, bit), end), `bit ${bit}`).toThrow(Damaged);
    expect(() => decodeRecord(flipped(bytes, bit), end)).toThrow(`position ${end}`);
  }
});

test("a record at another place, or one of another length, is noticed", () => {
  for (let bit = 0; bit < 48; bit++) expect(() => decodeRecord(bytes, end + 2 ** bit)).toThrow(Damaged);
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeRecord(bytes.subarray(0, length), end)).toThrow(Damaged);
});
