// The statuses of appends of a batch that failed: google.rpc.Status with one detail, which the client unpacks.
//
// Each has a detail, because an error without one ends the client's whole call and leaves later appends without an answer.
import codePb from "@eventstore/db-client/generated/code_pb.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import statusPb from "@eventstore/db-client/generated/status_pb.js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import type { Expectation } from "../../core/expected-revision.ts";
import { StorageFull } from "../../core/storage.ts";
import { Malformed } from "../protobuf/reader.ts";
import { AppendRefused, toRefusal } from "../protocol/errors.ts";
import { empty } from "../protocol/message.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import { Refusal } from "../transport/refusal.ts";

const { Code } = codePb;

export const timedOut = (): statusPb.Status =>
  writeStatus(Code.DEADLINE_EXCEEDED, "Timeout", new sharedPb.Timeout().serializeBinary());

export const appendTooLargeStatus = (maxBytes: number): statusPb.Status =>
  writeStatus(
    Code.INVALID_ARGUMENT,
    "MaximumAppendSizeExceeded",
    new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(maxBytes).serializeBinary(),
  );

export const streamDeletedStatus = (stream: string): statusPb.Status =>
  writeStatus(
    Code.NOT_FOUND,
    "StreamDeleted",
    new sharedPb.StreamDeleted().setStreamIdentifier(writeStreamName(stream)).serializeBinary(),
  );

/** `current` is −1 if the stream has no events. */
export function wrongExpectedVersionStatus(expected: Expectation, current: bigint): statusPb.Status {
  const wrong = new sharedPb.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(empty());
  else wrong.setCurrentStreamRevision(`${current}`);
  if (expected === "any") wrong.setExpectedAny(empty());
  else if (expected === "streamExists") wrong.setExpectedStreamExists(empty());
  else if (expected === "noStream") wrong.setExpectedNoStream(empty());
  else wrong.setExpectedStreamPosition(`${expected}`);
  return writeStatus(Code.ALREADY_EXISTS, "WrongExpectedVersion", wrong.serializeBinary());
}

/** The server holds as many unfinished appends as it can; nothing of this one was written. */
export const serverBusy = (): statusPb.Status => withoutType(Code.OK, "Server Is Busy");

/** The status of an append that failed with this error. An unforeseen error is not described to the client. */
export function toStatus(error: unknown): statusPb.Status {
  if (error instanceof AppendRefused) return error.status;
  if (error instanceof Refusal || error instanceof Malformed) {
    const reason = new sharedPb.BadRequest().setMessage(error.message);
    return writeStatus(Code.INVALID_ARGUMENT, "BadRequest", reason.serializeBinary());
  }
  const { message } = toRefusal(error);
  // The client shows only the message, so the code's name is in it.
  if (error instanceof StorageFull) return withoutType(Code.RESOURCE_EXHAUSTED, `RESOURCE_EXHAUSTED: ${message}`);
  return withoutType(Code.INTERNAL, message);
}

function writeStatus(code: codePb.Code, type: string, value: Uint8Array): statusPb.Status {
  const details = new anyPb.Any();
  details.pack(value, `event_store.client.${type}`);
  return new statusPb.Status().setCode(code).setMessage(type).setDetails(details);
}

/** For statuses whose detail has no type in the protocol. */
function withoutType(code: codePb.Code, message: string): statusPb.Status {
  const details = new anyPb.Any();
  details.pack(new Uint8Array(), "google.protobuf.Empty");
  return new statusPb.Status().setCode(code).setMessage(message).setDetails(details);
}
