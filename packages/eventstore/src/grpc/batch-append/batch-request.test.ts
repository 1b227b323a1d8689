// Requests are read by hand as the generated classes write them; bytes that are not a request are refused.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import {
  array,
  assert,
  bigInt,
  boolean,
  constantFrom,
  integer,
  option,
  property,
  record,
  string,
  tuple,
  uint8Array,
  uuid,
} from "fast-check";
import jspb from "google-protobuf";
import durationPb from "google-protobuf/google/protobuf/duration_pb.js";
import timestampPb from "google-protobuf/google/protobuf/timestamp_pb.js";
import { expect, test } from "vitest";
import { readProposed } from "../append/proposed-event.ts";
import { Malformed } from "../protobuf/reader.ts";
import { empty } from "../protocol/message.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import { uuidMessage } from "../protocol/uuid.ts";
import { Refusal } from "../transport/refusal.ts";
import { readBatchRequest } from "./batch-request.ts";

const { BatchAppendReq } = streamsPb;
const nowMs = 1_700_000_000_000;

/** A UUID as text, in capitals perhaps, or in halves. */
function inForm(id: string, form: string): sharedPb.UUID {
  return uuidMessage(form === "capitals" ? id.toUpperCase() : id, { structured: form === "halves" });
}

const form = constantFrom("text", "capitals", "halves");
const nilId = "00000000-0000-0000-0000-000000000000";

const anyEvent = record({
  id: uuid().filter((id) => id !== nilId),
  form,
  type: string({ unit: "grapheme", minLength: 1 }),
  contentType: constantFrom("application/json", "application/octet-stream", "text/plain", ""),
  data: uint8Array(),
  metadata: uint8Array(),
});

const anyRequest = record({
  id: uuid(),
  form,
  stream: option(uint8Array({ minLength: 1 }), { nil: undefined }),
  expected: option(constantFrom("any", "noStream", "streamExists"), { nil: undefined }),
  revision: bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  deadline: option(tuple(integer({ min: -(2 ** 40), max: 2 ** 50 }), integer({ min: 0, max: 999_999_999 })), {
    nil: undefined,
  }),
  events: array(anyEvent, { maxLength: 4 }),
  isFinal: boolean(),
});

test("every part of any request is read as it was written", () => {
  assert(
    property(anyRequest, ({ id, form, stream, expected, revision, deadline, events, isFinal }) => {
      const identifier = stream && new sharedPb.StreamIdentifier().setStreamName(stream);
      const options = new BatchAppendReq.Options().setStreamIdentifier(identifier);
      if (expected === "any") options.setAny(empty());
      else if (expected === "noStream") options.setNoStream(empty());
      else if (expected === "streamExists") options.setStreamExists(empty());
      else options.setStreamPosition(`${revision}`);
      if (deadline) options.setDeadline(new timestampPb.Timestamp().setSeconds(deadline[0]).setNanos(deadline[1]));
      const correlationId = inForm(id, form);
      const request = new BatchAppendReq().setCorrelationId(correlationId).setOptions(options).setIsFinal(isFinal);
      for (const event of events) {
        const message = new BatchAppendReq.ProposedMessage().setId(inForm(event.id, event.form));
        message.setData(event.data).setCustomMetadata(event.metadata);
        message.getMetadataMap().set("type", event.type).set("content-type", event.contentType).set("odd", "one");
        request.addProposedMessages(message);
      }

      const read = readBatchRequest(request.serializeBinary(), nowMs);
      expect(read.id).toBe(id);
      expect(bufferOf(read.to.correlationId)).toEqual(bufferOf(correlationId.serializeBinary()));
      expect(bufferOf(read.to.stream)).toEqual(bufferOf(identifier?.serializeBinary()));
      expect(bufferOf(read.options?.streamName)).toEqual(bufferOf(stream));
      expect(read.options?.expected).toBe(expected ?? revision);
      expect(read.options?.deadlineMs).toBe(deadline && deadline[0] * 1000 + deadline[1] / 1e6);
      expect(read.isFinal).toBe(isFinal);
      expect([...read.events].map(readProposed).map(plain)).toEqual(
        events.map(({ id, type, contentType, data, metadata }) =>
          plain({ id, type, json: contentType === "application/json", data, metadata }),
        ),
      );
    }),
  );
});

const bufferOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes);

const plain = <T extends { data: Uint8Array; metadata: Uint8Array }>(event: T) => ({
  ...event,
  data: Buffer.from(event.data),
  metadata: Buffer.from(event.metadata),
});

test("bytes that are noise, cut short or changed are read or refused, and nothing else happens", () => {
  const event = new BatchAppendReq.ProposedMessage().setId(inForm(nilId.replace("0", "1"), "halves"));
  event.setData(Buffer.from("data")).getMetadataMap().set("type", "T").set("content-type", "application/json");
  const sound = new BatchAppendReq().setOptions(options()).addProposedMessages(event).serializeBinary();
  const changed = tuple(
    integer({ min: 0, max: sound.length }),
    array(tuple(integer({ min: 0, max: sound.length - 1 }), integer({ min: 0, max: 255 }))),
  );
  const tryTo = (bytes: Uint8Array) => {
    try {
      for (const each of readBatchRequest(bytes, nowMs).events) readProposed(each);
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof Refusal)) throw error;
    }
  };
  assert(property(uint8Array({ maxLength: 200 }), tryTo));
  assert(
    property(changed, ([length, changes]) => {
      const bytes = Buffer.from(sound.subarray(0, length));
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      tryTo(bytes);
    }),
  );
});

test.each([
  ["a number that does not end", [0x20, 0xff]],
  ["a number of more than 64 bits", [0x20, ...Array(10).fill(0xff), 1]],
  ["a field that is longer than the message", [0x0a, 5, 1]],
  ["a field within one that is longer than that", [0x0a, 2, 0x12, 5]],
  ["a field without a number", [0x02, 0]],
  ["a field of a kind that does not exist", [0x0f, 0]],
])("%s is refused", (_, bytes) => {
  expect(() => readBatchRequest(Buffer.from(bytes), nowMs)).toThrow(Malformed);
});

const options = () => new BatchAppendReq.Options().setStreamIdentifier(writeStreamName("orders")).setAny(empty());

/** A request with these options, a span in a field that the stubs do not know, and other parts. */
function withSpan(known: streamsPb.BatchAppendReq.Options, span: durationPb.Duration): Uint8Array {
  const message = new jspb.BinaryWriter();
  message.writeBytes(7, span.serializeBinary());
  const request = new jspb.BinaryWriter();
  request.writeBytes(3, new BatchAppendReq.ProposedMessage().setData(Buffer.from("x")).serializeBinary());
  request.writeBytes(2, Buffer.concat([known.serializeBinary(), message.getResultBuffer()]));
  request.writeBool(4, true);
  return request.getResultBuffer();
}

test("a span of time ends that long after now, and the rest of the request is read as it was", () => {
  const half = withSpan(options(), new durationPb.Duration().setSeconds(3).setNanos(500_000_000));
  const request = readBatchRequest(half, nowMs);
  expect(request.options?.deadlineMs).toBe(nowMs + 3500);
  expect(request.options?.expected).toBe("any");
  expect([...request.events]).toHaveLength(1);
  expect(request.isFinal).toBe(true);
});

test("a deadline may be ages ahead or over already, and an instant counts before a span of time", () => {
  const ages = readBatchRequest(withSpan(options(), new durationPb.Duration().setSeconds(2 ** 52)), nowMs);
  expect(ages.options?.deadlineMs).toBeGreaterThan(nowMs + 1e11);
  const over = readBatchRequest(withSpan(options(), new durationPb.Duration().setSeconds(-5)), nowMs);
  expect(over.options?.deadlineMs).toBe(nowMs - 5000);
  const instant = options().setDeadline(new timestampPb.Timestamp().setSeconds(42));
  const both = readBatchRequest(withSpan(instant, new durationPb.Duration().setSeconds(1)), nowMs);
  expect(both.options?.deadlineMs).toBe(42_000);
});
