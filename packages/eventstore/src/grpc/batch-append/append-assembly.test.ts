// Appends in parts are put together, whatever the order of the parts, and whatever is wrong with some of them.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import timestampPb from "google-protobuf/google/protobuf/timestamp_pb.js";
import { expect, test } from "vitest";
import { empty } from "../protocol/message.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import { MemoryBudget } from "../transport/memory-budget.ts";
import { AppendAssembly, type Assembled } from "./append-assembly.ts";
import { type BatchRequest, readBatchRequest } from "./batch-request.ts";
import { toStatus } from "./batch-status.ts";
import { type PendingAppend, UnfinishedAppends } from "./unfinished-appends.ts";

const { BatchAppendReq } = streamsPb;
const [a, b] = ["aaaaaaaa-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"];

interface Part {
  readonly id: string;
  readonly events: string;
  readonly options?: streamsPb.BatchAppendReq.Options;
  readonly isFinal?: boolean;
}

const read = (request: streamsPb.BatchAppendReq) => readBatchRequest(request.serializeBinary(), Date.now());

const part = (of: Part) => read(request(of));

function request({ id, events, options, isFinal = false }: Part): streamsPb.BatchAppendReq {
  const request = new BatchAppendReq().setCorrelationId(new sharedPb.UUID().setString(id)).setIsFinal(isFinal);
  for (const data of events.split(" ").filter(Boolean)) request.addProposedMessages(proposed(data));
  return options ? request.setOptions(options) : request;
}

function proposed(data: string): streamsPb.BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage().setData(Buffer.from(data));
  message.setId(new sharedPb.UUID().setString("cccccccc-0000-4000-8000-000000000003"));
  message.getMetadataMap().set("type", "T").set("content-type", "application/json");
  return message;
}

const to = (stream: string) =>
  new BatchAppendReq.Options().setStreamIdentifier(writeStreamName(stream)).setAny(empty());

interface Circumstances {
  readonly maxBytes?: number;
  readonly memory?: number;
  readonly nowMs?: () => number;
  readonly giveUp?: (append: PendingAppend) => void;
}

function assembly(circumstances: Circumstances = {}): AppendAssembly {
  const { maxBytes = 100, memory = 1 << 20, nowMs = Date.now, giveUp = () => {} } = circumstances;
  const unfinished = new UnfinishedAppends(new MemoryBudget(memory), nowMs, nowMs, giveUp);
  return new AppendAssembly(maxBytes, nowMs, unfinished);
}

/** `stream: data data` of a whole append, or the message of its refusal. */
function tell(assembled: Assembled): string | undefined {
  if (assembled?.kind === "failed") return toStatus(assembled.error).getMessage();
  const data = assembled?.append.content.events.map((event) => Buffer.from(event.data).toString()).join(" ");
  return assembled && `${assembled.append.stream}: ${data}`;
}

test("mixed parts of two appends make two appends, in the order of their last parts", () => {
  const parts = assembly();
  expect(tell(parts.take(part({ id: a, events: "a1", options: to("first") })))).toBeUndefined();
  expect(tell(parts.take(part({ id: b, events: "", options: to("second") })))).toBeUndefined();
  expect(tell(parts.take(part({ id: a, events: "a2 a3" })))).toBeUndefined();
  expect(tell(parts.take(part({ id: b, events: "b1", isFinal: true })))).toBe("second: b1");
  expect(tell(parts.take(part({ id: a, events: "", isFinal: true })))).toBe("first: a1 a2 a3");
});

test("if an append names its stream twice, the first one counts", () => {
  const parts = assembly();
  parts.take(part({ id: a, events: "a1", options: to("first") }));
  expect(tell(parts.take(part({ id: a, events: "a2", options: to("second"), isFinal: true })))).toBe("first: a1 a2");
});

test("an append that is too large is refused once, its rest is ignored, and its id may be used again", () => {
  const parts = assembly({ maxBytes: 4 });
  parts.take(part({ id: b, events: "b1", options: to("second") }));
  parts.take(part({ id: a, events: "123", options: to("first") }));
  expect(tell(parts.take(part({ id: a, events: "456" })))).toBe("MaximumAppendSizeExceeded");
  expect(parts.take(part({ id: a, events: "7", isFinal: true }))).toBeUndefined();
  expect(tell(parts.take(part({ id: b, events: "b2", isFinal: true })))).toBe("second: b1 b2");
  expect(tell(parts.take(part({ id: a, events: "a1", options: to("first"), isFinal: true })))).toBe("first: a1");
});

test("an id in capitals and in small letters is one id, and the answer has the form that came first", () => {
  const parts = assembly();
  parts.take(part({ id: a.toUpperCase(), events: "a1", options: to("first") }));
  const whole = parts.take(part({ id: a, events: "a2", isFinal: true }));
  expect(tell(whole)).toBe("first: a1 a2");
  expect(
    whole?.kind === "whole" &&
      sharedPb.UUID.deserializeBinary(whole.append.to.correlationId ?? Buffer.of()).getString(),
  ).toBe(a.toUpperCase());
});

test.each([
  ["no correlation id", read(new BatchAppendReq().setOptions(to("first")).setIsFinal(true))],
  ["a correlation id that is not a UUID", part({ id: "a1", events: "", options: to("first") })],
  ["no stream", part({ id: a, events: "", options: new BatchAppendReq.Options().setAny(empty()) })],
  ["no expectation", part({ id: a, events: "", options: withoutExpectation() })],
  ["a stream that cannot be written", part({ id: a, events: "", options: to("$$") })],
  ["an event without a type", untyped()],
])("%s is refused at once", (_, request) => {
  expect(tell(assembly().take(request))).toBe("BadRequest");
});

test("no event is looked at after the first that is wrong, even if they never end", () => {
  let looked = 0;
  const events = (function* () {
    for (; ; looked++) yield Buffer.of();
  })();
  expect(tell(assembly().take({ ...part({ id: a, events: "", options: to("first") }), events }))).toBe("BadRequest");
  expect(looked).toBe(0);
});

function withoutExpectation(): streamsPb.BatchAppendReq.Options {
  return new BatchAppendReq.Options().setStreamIdentifier(writeStreamName("first"));
}

function untyped(): BatchRequest {
  const typed = request({ id: a, events: "a1", options: to("first") });
  typed.getProposedMessagesList()[0]?.getMetadataMap().del("type");
  return read(typed);
}

test("an append whose deadline is over is refused, one whose deadline is far away is not", () => {
  const until = (seconds: number) => to("first").setDeadline(new timestampPb.Timestamp().setSeconds(seconds));
  const parts = assembly();
  expect(tell(parts.take(part({ id: a, events: "a1", options: until(0), isFinal: true })))).toBe("Timeout");
  expect(tell(parts.take(part({ id: a, events: "a1", options: until(2 ** 50), isFinal: true })))).toBe("first: a1");
});

test("when the memory for unfinished appends is used up, one more is refused as busy, but whole ones are not", () => {
  const parts = assembly({ memory: 2000 });
  expect(parts.take(part({ id: a, events: "a1", options: to("first") }))).toBeUndefined();
  expect(tell(parts.take(part({ id: b, events: "b1", options: to("second") })))).toBe("Server Is Busy");
  expect(tell(parts.take(part({ id: b, events: "b1", options: to("second"), isFinal: true })))).toBe("second: b1");
  expect(tell(parts.take(part({ id: a, events: "a2", isFinal: true })))).toBe("first: a1 a2");
  expect(parts.take(part({ id: b, events: "b1", options: to("second") }))).toBeUndefined();
});

test("an append whose last part does not come is given up at its deadline, and its rest is ignored", async () => {
  let nowMs = 5_000;
  let giveUp = (_: PendingAppend) => {};
  const givenUp = new Promise<PendingAppend>((resolve) => {
    giveUp = resolve;
  });
  const parts = assembly({ nowMs: () => nowMs, giveUp });
  const deadline = new timestampPb.Timestamp().setSeconds(5).setNanos(30e6);
  expect(parts.take(part({ id: a, events: "a1", options: to("first").setDeadline(deadline) }))).toBeUndefined();
  nowMs = 5_030;
  expect((await givenUp).stream).toBe("first");
  expect(parts.take(part({ id: a, events: "a2", isFinal: true }))).toBeUndefined();
});
