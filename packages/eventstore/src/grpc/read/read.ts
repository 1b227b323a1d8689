// Streams.Read with a count: a page at a time, at the reader's pace.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { RecordedEvent } from "../../core/event.ts";
import { resolveLink } from "../../core/links.ts";
import { endOfLog, readAll, readableState, readStream, StreamGone } from "../../core/reading.ts";
import type { Store } from "../../core/store.ts";
import { streamDeleted } from "../protocol/errors.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import type { Call } from "../transport/call.ts";
import { type Answer, sendAnswers } from "./read-answer.ts";
import type { ReadRequest } from "./read-request.ts";

/** Answers a read; ends when the count is reached, when there is no more, or when the reader is gone. */
export async function read(store: Store, request: ReadRequest, call: Call): Promise<void> {
  const { stream, count = 0n } = request;
  if (stream === undefined) {
    await sendEvents(store, request, allPages(store, request), count, call);
    return;
  }
  try {
    await readOneStream(store, request, stream, count, call);
  } catch (error) {
    if (!(error instanceof StreamGone)) throw error;
    if (error.tombstoned) throw streamDeleted(stream);
    const notFound = new streamsPb.ReadResp.StreamNotFound().setStreamIdentifier(writeStreamName(stream));
    await send(call, new streamsPb.ReadResp().setStreamNotFound(notFound));
  }
}

async function readOneStream(
  store: Store,
  request: ReadRequest,
  stream: string,
  count: bigint,
  call: Call,
): Promise<void> {
  const state = readableState(store, stream);
  const from = fromRevision(request, state.last);
  await sendEvents(store, request, readStream(store, stream, from, request.direction, count), count, call);
  if (!request.tellsEnd) return;
  if (request.direction === "forwards" && from > state.last) {
    await send(call, new streamsPb.ReadResp().setFirstStreamPosition(`${state.last + 1n}`));
  }
  await send(call, new streamsPb.ReadResp().setLastStreamPosition(`${state.last}`));
}

/** Both directions are inclusive of the revision. */
function fromRevision({ from, direction }: ReadRequest, last: bigint): bigint {
  if (from === "start") return 0n;
  if (direction === "forwards") return from === "end" ? last + 1n : from;
  return from === "end" || from > last ? last : from;
}

/** Forwards is inclusive of the position, backwards is not. */
function allPages(
  store: Store,
  { from, direction, filtered, count = 0n }: ReadRequest,
): AsyncGenerator<readonly RecordedEvent[]> {
  const position = from === "start" ? 0n : from === "end" ? endOfLog : from;
  return readAll(store, direction === "forwards" ? position : position - 1n, direction, count, filtered?.filter);
}

function send(call: Call, message: streamsPb.ReadResp): Promise<void> {
  call.send(message.serializeBinary());
  return call.untilRoom();
}

async function sendEvents(
  store: Store,
  { resolveLinks, uuidForm }: ReadRequest,
  pages: AsyncGenerator<readonly RecordedEvent[]>,
  count: bigint,
  call: Call,
): Promise<void> {
  let left = count;
  if (left === 0n) return;
  for await (const page of pages) {
    const events = BigInt(page.length) > left ? page.slice(0, Number(left)) : page;
    await sendAnswers(call, answersOf(store, events, resolveLinks), uuidForm);
    left -= BigInt(events.length);
    if (left === 0n || call.signal.aborted) return;
  }
}

function* answersOf(store: Store, events: readonly RecordedEvent[], resolveLinks: boolean): Iterable<Answer> {
  for (const event of events) {
    yield { kind: "event", ...(resolveLinks ? resolveLink(store.log, event, store.clock()) : { event }) };
  }
}
