// The deadline of newer clients, a span of time, becomes the instant that older ones send.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import jspb from "google-protobuf";
import durationPb from "google-protobuf/google/protobuf/duration_pb.js";
import timestampPb from "google-protobuf/google/protobuf/timestamp_pb.js";
import { expect, test } from "vitest";
import { batchRequestReader } from "./batch-request.ts";
import { empty, writeStreamName } from "./wire.ts";

const { BatchAppendReq } = streamsPb;
const nowMs = 1_700_000_000_000;
const read = batchRequestReader(() => nowMs);

const options = () => new BatchAppendReq.Options().setStreamIdentifier(writeStreamName("orders")).setAny(empty());

/** A request with these options and a span in the field that the stubs do not know, among other parts of the request. */
function withSpan(known: streamsPb.BatchAppendReq.Options, span: durationPb.Duration): Buffer {
  const message = new jspb.BinaryWriter();
  message.writeBytes(7, span.serializeBinary());
  const request = new jspb.BinaryWriter();
  request.writeBytes(3, new BatchAppendReq.ProposedMessage().setData(Buffer.from("x")).serializeBinary());
  request.writeBytes(2, Buffer.concat([known.serializeBinary(), message.getResultBuffer()]));
  request.writeBool(4, true);
  return Buffer.from(request.getResultBuffer());
}

test("a span ends that long after now, and the rest of the request is what it was", () => {
  const request = read(withSpan(options(), new durationPb.Duration().setSeconds(3).setNanos(500_000_000)));
  expect(request.getOptions()?.getDeadline()?.toDate().getTime()).toBe(nowMs + 3500);
  expect(request.getOptions()?.hasAny()).toBe(true);
  expect(request.getProposedMessagesList()).toHaveLength(1);
  expect(request.getIsFinal()).toBe(true);
});

test("a span of ages is a deadline, and one that is over is over", () => {
  const ages = read(withSpan(options(), new durationPb.Duration().setSeconds(2 ** 52)));
  expect(ages.getOptions()?.getDeadline()?.getSeconds()).toBeGreaterThan(nowMs / 1000 + 1e8);
  const over = read(withSpan(options(), new durationPb.Duration().setSeconds(-5)));
  expect(over.getOptions()?.getDeadline()?.toDate().getTime()).toBe(nowMs - 5000);
});

test("an instant stays as it is, and none is none", () => {
  const instant = new timestampPb.Timestamp().setSeconds(42);
  const request = new BatchAppendReq().setOptions(options().setDeadline(instant));
  expect(read(Buffer.from(request.serializeBinary())).getOptions()?.getDeadline()?.getSeconds()).toBe(42);
  const none = new BatchAppendReq().setOptions(options());
  expect(read(Buffer.from(none.serializeBinary())).getOptions()?.hasDeadline()).toBe(false);
});
