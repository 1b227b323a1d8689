// Parts of the protocol's messages, made from the core's values and read into them.
import { isUtf8 } from "node:buffer";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import { tombstoneRevision } from "../core/event.ts";
import type { Expectation } from "../core/expected-revision.ts";
import { invalid } from "./errors.ts";
import { Malformed } from "./protobuf/reader.ts";
import type { UuidForm } from "./uuid.ts";

/** Reads a message. Refuses bytes that are none. */
export function readMessage<T>(type: { deserializeBinary(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.deserializeBinary(bytes);
  } catch {
    throw new Malformed("The message is none of its kind.");
  }
}

/** The number that stands for "end" among positions and for "no stream" among revisions. */
export const wireEnd = 2n ** 64n - 1n;

/** A fresh empty message; the library lets no two messages share one. */
export const empty = (): sharedPb.Empty => new sharedPb.Empty();

export function uuidMessage(id: string, { structured }: UuidForm): sharedPb.UUID {
  if (!structured) return new sharedPb.UUID().setString(id);
  const [most, least] = [id.slice(0, 18), id.slice(19)].map((half) => BigInt(`0x${half.replaceAll("-", "")}`));
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(`${BigInt.asIntN(64, most ?? 0n)}`);
  halves.setLeastSignificantBits(`${BigInt.asIntN(64, least ?? 0n)}`);
  return new sharedPb.UUID().setStructured(halves);
}

/** A stream's name from its bytes. Refuses none, an empty one, and one that is no UTF-8. */
export function readStreamName(bytes: Uint8Array | undefined): string {
  if (!bytes) throw invalid("The request names no stream.");
  if (bytes.length === 0) throw invalid("The stream's name is empty.");
  if (!isUtf8(bytes)) throw invalid("The stream's name is not valid UTF-8.");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** As `readStreamName`, of a stream to be written: `$all` and `$$` are none. */
export function readWritableStreamName(bytes: Uint8Array | undefined): string {
  const name = readStreamName(bytes);
  if (name === "$all" || name === "$$") throw invalid(`"${name}" is no stream that can be written.`);
  return name;
}

export function writeStreamName(name: string): sharedPb.StreamIdentifier {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
}

/** A revision to read from. */
export function readRevision(revision: bigint): bigint {
  if (revision > tombstoneRevision) throw invalid(`${revision} is no revision: the highest is ${tombstoneRevision}.`);
  return revision;
}

interface ExpectationMessage {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
  hasRevision(): boolean;
  getRevision(): string;
}

/** What the options of a change say that is expected, also beyond what there is. */
export function expectedIn(options: ExpectationMessage): Expectation | undefined {
  if (options.hasAny()) return "any";
  if (options.hasNoStream()) return "noStream";
  if (options.hasStreamExists()) return "streamExists";
  return options.hasRevision() ? BigInt(options.getRevision()) : undefined;
}

/** What the writer expects. Refuses nothing at all, and numbers out of range. */
export function readExpectation(expected: Expectation | undefined): Expectation {
  if (expected === undefined) throw invalid("The request has no expected revision.");
  if (typeof expected !== "bigint") return expected;
  return expected === wireEnd ? "noStream" : readRevision(expected);
}
