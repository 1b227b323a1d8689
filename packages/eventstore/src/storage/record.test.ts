// A record on disk: what was written comes back, and not one bit of it or of its key changes unnoticed.
import { expect, test } from "vitest";
import { decodeRecord, encodeRecord } from "./record.ts";
import { Damaged } from "./storage.ts";
import { number } from "./tables.ts";

const key = number(4711n);
const event = {
  stream: "任务-1",
  revision: 3n,
  position: 4711n,
  id: "0190a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b",
  type: "类型",
  json: false,
  data: Buffer.from([0, 255, 128]),
  metadata: Buffer.from("{}"),
  created: 2n ** 60n,
};
const bytes = encodeRecord(key, { event, previous: 4000n });

const flipped = (from: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(from);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
};

test("what was written comes back", () => {
  expect(decodeRecord(key, bytes)).toEqual({ event, previous: 4000n });
});

test("an event of nothing comes back, too", () => {
  // Empty bytes as the client's messages hold them.
  const nothing = { ...event, data: new Uint8Array(new ArrayBuffer(0)), metadata: new Uint8Array(0) };
  const { data, metadata } = decodeRecord(key, encodeRecord(key, { event: nothing, previous: 0n })).event;
  expect([data.length, metadata.length]).toEqual([0, 0]);
});

test("each bit that changes in the record is noticed, with the position", () => {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    expect(() => decodeRecord(key, flipped(bytes, bit)), `bit ${bit}`).toThrow(Damaged);
    expect(() => decodeRecord(key, flipped(bytes, bit))).toThrow("position 4711");
  }
});

test("a record under another key, or one of another length, is noticed", () => {
  for (let bit = 0; bit < 64; bit++) expect(() => decodeRecord(flipped(key, bit), bytes)).toThrow(Damaged);
  expect(() => decodeRecord(key.subarray(1), bytes)).toThrow(Damaged);
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeRecord(key, bytes.subarray(0, length))).toThrow(Damaged);
});
