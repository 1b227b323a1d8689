// Names of streams in messages.
import { isUtf8 } from "node:buffer";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import { invalid } from "./errors.ts";

/** A stream's name from its bytes. Refuses a missing or empty name, and one that is not UTF-8. */
export function readStreamName(bytes: Uint8Array | undefined): string {
  if (!bytes) throw invalid("The request names no stream.");
  if (bytes.length === 0) throw invalid("The stream's name is empty.");
  if (!isUtf8(bytes)) throw invalid("The stream's name is not valid UTF-8.");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** As `readStreamName`, for a stream to be written; also refuses `$all` and `$$`. */
export function readWritableStreamName(bytes: Uint8Array | undefined): string {
  const name = readStreamName(bytes);
  if (name === "$all" || name === "$$") throw invalid(`"${name}" is not a stream that can be written.`);
  return name;
}

export function writeStreamName(name: string): sharedPb.StreamIdentifier {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
}
