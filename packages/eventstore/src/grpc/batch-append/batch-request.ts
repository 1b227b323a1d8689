// Reads the requests of a batch, by hand, because they are most of what writers send.
import type { Expectation } from "../../core/expected-revision.ts";
import { ProtobufReader } from "../protobuf/reader.ts";
import { readUuid } from "../protocol/uuid.ts";
import type { Addressee } from "./batch-answer.ts";

/** One request: a whole append, or a part of one. */
export interface BatchRequest {
  readonly to: Addressee;
  /** The correlation id; undefined if it is not a UUID. */
  readonly id: string | undefined;
  readonly options: BatchOptions | undefined;
  /** For `readProposed`, found one by one, because there may be millions of empty ones. */
  readonly events: Iterable<Uint8Array>;
  readonly isFinal: boolean;
}

export interface BatchOptions {
  /** The bytes of the stream's name. */
  readonly streamName: Uint8Array | undefined;
  /** Unchecked. */
  readonly expected: Expectation | undefined;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number | undefined;
}

/** Fields of the protocol. */
const request = { correlationId: 1, options: 2, events: 3, isFinal: 4 };
const option = { stream: 1, revision: 2, noStream: 3, any: 4, streamExists: 5, deadline: 6, span: 7 };
const streamNameField = 3;
const time = { seconds: 1, nanos: 2 };

/** Reads a request; a deadline that is a span of time ends that long after `nowMs`. */
export function readBatchRequest(bytes: Uint8Array, nowMs: number): BatchRequest {
  const reader = new ProtobufReader(bytes);
  let id: string | undefined;
  let correlationId: Uint8Array | undefined;
  let stream: Uint8Array | undefined;
  let options: BatchOptions | undefined;
  let isFinal = false;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === request.isFinal && reader.isNumber) isFinal = reader.signed() !== 0;
    else if (field === request.correlationId && reader.isLong) {
      correlationId = new Uint8Array(reader.bytes());
      id = readUuid(reader);
    } else if (field === request.options && reader.isLong) ({ stream, ...options } = readOptions(reader, nowMs));
  }
  const events = { [Symbol.iterator]: () => eventsIn(bytes) };
  return { to: { correlationId, stream }, id, options, events, isFinal };
}

function* eventsIn(bytes: Uint8Array): Generator<Uint8Array> {
  const reader = new ProtobufReader(bytes);
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === request.events && reader.isLong) yield reader.bytes();
  }
}

function readOptions(reader: ProtobufReader, nowMs: number): BatchOptions & Pick<Addressee, "stream"> {
  let stream: Uint8Array | undefined;
  let streamName: Uint8Array | undefined;
  let expected: Expectation | undefined;
  let instantMs: number | undefined;
  let spanMs: number | undefined;
  reader.message((field) => {
    if (field === option.revision && reader.isNumber) expected = reader.unsigned();
    if (!reader.isLong) return;
    if (field === option.stream) {
      stream = new Uint8Array(reader.bytes());
      streamName = nameIn(reader);
    } else if (field === option.noStream) expected = "noStream";
    else if (field === option.any) expected = "any";
    else if (field === option.streamExists) expected = "streamExists";
    else if (field === option.deadline) instantMs = msIn(reader);
    else if (field === option.span) spanMs = msIn(reader);
  });
  return { stream, streamName, expected, deadlineMs: instantMs ?? (spanMs === undefined ? undefined : nowMs + spanMs) };
}

function nameIn(reader: ProtobufReader): Uint8Array {
  let name: Uint8Array = new Uint8Array();
  reader.message((field) => {
    if (field === streamNameField && reader.isLong) name = reader.bytes();
  });
  return name;
}

function msIn(reader: ProtobufReader): number {
  let ms = 0;
  reader.message((field) => {
    if (field === time.seconds && reader.isNumber) ms += reader.signed() * 1000;
    if (field === time.nanos && reader.isNumber) ms += reader.signed() / 1e6;
  });
  return ms;
}
