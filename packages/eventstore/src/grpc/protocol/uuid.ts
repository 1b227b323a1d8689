// UUIDs on the wire: as text, or as two halves of 64 bits.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import type { ProtobufReader } from "../protobuf/reader.ts";
import type { ProtobufWriter } from "../protobuf/writer.ts";

export interface UuidForm {
  readonly structured: boolean;
}

/** Fields of the protocol. */
const [structuredField, stringField] = [1, 2];
const [mostField, leastField] = [1, 2];

const wellFormed = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** EventStoreDB also accepts the digits alone, and a UUID in brackets. */
const bare = /^[0-9a-f]{32}$/;
const bracketed = /^(?:\{(.*)\}|\((.*)\))$/;

/** Reads the UUID in the field, in any form; returns it in lower case with dashes, undefined if it is not a UUID. */
export function readUuid(reader: ProtobufReader): string | undefined {
  let text = "";
  reader.message((field) => {
    if (field === stringField && reader.isLong) text = reader.text();
    if (field === structuredField && reader.isLong) text = readHalves(reader);
  });
  if (wellFormed.test(text)) return text;
  const lower = text.toLowerCase().trim();
  if (bare.test(lower)) return withDashes(lower);
  const [, inner = lower] = bracketed.exec(lower)?.filter((part) => part !== undefined) ?? [];
  return wellFormed.test(inner) ? inner : undefined;
}

function withDashes(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function readHalves(reader: ProtobufReader): string {
  let most: readonly [number, number] = [0, 0];
  let least = most;
  reader.message((field) => {
    if (!reader.isNumber) return;
    if (field === mostField) most = reader.halves();
    if (field === leastField) least = reader.halves();
  });
  return withDashes([...most, ...least].map((number) => number.toString(16).padStart(8, "0")).join(""));
}

/** Writes a UUID, given in lower case with dashes, as a field. */
export function writeUuid(writer: ProtobufWriter, field: number, id: string, { structured }: UuidForm): void {
  const end = writer.mark();
  if (structured) {
    writer.halves(leastField, hex(id, 19, 23) * 2 ** 16 + hex(id, 24, 28), hex(id, 28, 36));
    writer.halves(mostField, hex(id, 0, 8), hex(id, 9, 13) * 2 ** 16 + hex(id, 14, 18));
    writer.message(structuredField, end);
  } else writer.ascii(stringField, id);
  writer.message(field, end);
}

function hex(id: string, from: number, to: number): number {
  return Number.parseInt(id.slice(from, to), 16);
}

/** A UUID, given in lower case with dashes, as a message of the generated classes. */
export function uuidMessage(id: string, { structured }: UuidForm): sharedPb.UUID {
  if (!structured) return new sharedPb.UUID().setString(id);
  const [most, least] = [id.slice(0, 18), id.slice(19)].map((half) => BigInt(`0x${half.replaceAll("-", "")}`));
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(`${BigInt.asIntN(64, most ?? 0n)}`);
  halves.setLeastSignificantBits(`${BigInt.asIntN(64, least ?? 0n)}`);
  return new sharedPb.UUID().setStructured(halves);
}
