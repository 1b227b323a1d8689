// Messages of the generated classes: read from bytes, and the empty one.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import { Malformed } from "../protobuf/reader.ts";

/** Reads a message. Throws `Malformed` if the bytes are not one. */
export function readMessage<T>(type: { deserializeBinary(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.deserializeBinary(bytes);
  } catch {
    throw new Malformed("The bytes are not a message of its kind.");
  }
}

/** A fresh empty message; the library lets no two messages share one. */
export const empty = (): sharedPb.Empty => new sharedPb.Empty();
