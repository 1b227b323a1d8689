// Requests of a batch, read from their bytes: the deadline of newer clients is a span of time in a field that the stubs lack.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import jspb from "google-protobuf";
import durationPb from "google-protobuf/google/protobuf/duration_pb.js";
import timestampPb from "google-protobuf/google/protobuf/timestamp_pb.js";
import { readMessage } from "./wire.ts";

const { BatchAppendReq } = streamsPb;

/** Fields of the protocol: the options of a request, and the span in them. */
const [optionsField, spanField] = [2, 7];

/** Reads requests; a span becomes the instant that it ends at, so that there is one kind of deadline. */
export const batchRequestReader =
  (nowMs: () => number) =>
  (bytes: Uint8Array): streamsPb.BatchAppendReq => {
    const request = readMessage(BatchAppendReq, bytes);
    const options = request.getOptions();
    if (!options || options.hasDeadline()) return request;
    const span = spanIn(bytes);
    if (span) options.setDeadline(timestampPb.Timestamp.fromDate(new Date(nowMs() + spanMs(span))));
    return request;
  };

function spanIn(bytes: Uint8Array): durationPb.Duration | undefined {
  const options = fieldOf(bytes, optionsField);
  const span = options && fieldOf(options, spanField);
  return span && durationPb.Duration.deserializeBinary(span);
}

/** The bytes of the last field with this number; those of numbers and the like are none. */
function fieldOf(message: Uint8Array, number: number): Uint8Array | undefined {
  const reader = new jspb.BinaryReader(message);
  let found: Uint8Array | undefined;
  while (reader.nextField()) {
    const isFound = reader.getFieldNumber() === number && reader.getWireType() === lengthDelimited;
    if (isFound) found = reader.readBytes();
    else reader.skipField();
  }
  return found;
}

const lengthDelimited = 2;

/** The latest that a Date can be, which nobody waits for. */
const longestMs = 1e12;

function spanMs(span: durationPb.Duration): number {
  return Math.min(span.getSeconds() * 1000 + span.getNanos() / 1e6, longestMs);
}
