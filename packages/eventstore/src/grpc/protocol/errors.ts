// The refusals of the protocol: a gRPC status, and the trailers that the official client looks at first.
import type statusPb from "@eventstore/db-client/generated/status_pb.js";
import { FilterRefused } from "../../core/filter.ts";
import { Damaged, StorageFull } from "../../core/storage.ts";
import { Malformed } from "../protobuf/reader.ts";
import { Refusal, status } from "../transport/refusal.ts";

/** Ends one append of a batch, and nothing else. */
export class AppendRefused extends Error {
  readonly status: statusPb.Status;

  constructor(reason: statusPb.Status) {
    super(reason.getMessage());
    this.status = reason;
  }
}

/** The request makes no sense; the sentence says why. */
export const invalid = (reason: string): Refusal => new Refusal(status.INVALID_ARGUMENT, reason);

export const unimplemented = (reason: string): Refusal => new Refusal(status.UNIMPLEMENTED, reason);

export const shuttingDown = (): Refusal =>
  new Refusal(status.UNAVAILABLE, "The event store is shutting down; connect again.", {
    "grpc-retry-pushback-ms": "-1",
  });

/** Nothing of the append was written. */
export const busy = (): Refusal =>
  new Refusal(status.RESOURCE_EXHAUSTED, "The event store holds as many unfinished appends as it can; try again.");

export const streamDeleted = (stream: string): Refusal =>
  new Refusal(status.FAILED_PRECONDITION, `Event stream '${shortened(stream)}' is deleted.`, {
    exception: "stream-deleted",
    "stream-name": trailerText(stream),
  });

/** For deletions; an append answers a wrong expectation in its response. A version of −1 is no stream, −2 any, −4 stream exists. */
export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): Refusal =>
  new Refusal(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${shortened(stream)}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: "wrong-expected-version",
      "stream-name": trailerText(stream),
      "expected-version": `${expected}`,
      "actual-version": `${actual}`,
    },
  );

export const appendTooLarge = (maxBytes: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxBytes} Exceeded.`, {
    exception: "maximum-append-size-exceeded",
    "maximum-append-size": `${maxBytes}`,
  });

export const missingMetadata = (name: string): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: "missing-required-metadata-property",
    "required-metadata-properties": "type,content-type",
  });

/** Whether the error is the caller's affair, and not a fault of the server. */
export function isForeseen(error: unknown): boolean {
  return [Refusal, AppendRefused, FilterRefused, Malformed].some((kind) => error instanceof kind);
}

/** What a call ends with for any error. An unforeseen error is not described to the client. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof FilterRefused) return invalid(error.message);
  if (error instanceof Malformed) return new Refusal(status.INTERNAL, `The request cannot be read. ${error.message}`);
  if (error instanceof StorageFull) {
    return new Refusal(status.RESOURCE_EXHAUSTED, "The disk of the event store is full; nothing was written.");
  }
  if (error instanceof Damaged) {
    const remedy = "`taizhang eventstore verify` lists all that is damaged; restore a backup.";
    return new Refusal(status.DATA_LOSS, `${shortened(error.message)}. ${remedy}`);
  }
  return new Refusal(status.INTERNAL, "The event store failed; its log says why.");
}

const longestTrailer = 4096;

/** Trailers hold printable ASCII; other bytes become %XX. Cut, because a client refuses headers that are too long. */
function trailerText(text: string): string {
  const encoded = [...Buffer.from(text)].map((byte) =>
    byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return encoded.join("").slice(0, longestTrailer);
}

const longestName = 1024;

function shortened(name: string): string {
  return name.length > longestName ? `${[...name].slice(0, longestName).join("")}…` : name;
}
