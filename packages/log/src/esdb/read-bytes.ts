// Reads events byte by byte. The client's own methods parse JSON, after which nobody knows what was stored, so this asks
// through the stubs that the client is generated from, over the client's connection.
import type { EventStoreDBClient } from "@eventstore/db-client";
import { ReadStream } from "@eventstore/db-client/dist/streams/utils/ReadStream.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsGrpc from "@eventstore/db-client/generated/streams_grpc_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { streamPrefixes } from "@taizhang/domain";
import type { EventBytes } from "../event-bytes.ts";
import { type CallLimits, LogReplaced, markOf, type Place, type Position, placeOf } from "../event-log.ts";
import { isNoPlace } from "./event-at.ts";
import { page, type Reading } from "./read.ts";

const pageSize = 500;
/** How many events the store looks at in one go for a page. */
const window = 500;

/** Every domain event after a place up to the end of the log. */
export async function* readBytes(
  reading: Reading,
  after: Place | null,
  limits: CallLimits = {},
): AsyncGenerator<EventBytes, void> {
  for (let last = after; ; ) {
    const found = await pageFrom(reading, last, limits);
    for (const event of last === null ? found : behind(last, found)) {
      yield event;
      limits.signal?.throwIfAborted();
    }
    const end = found.at(-1);
    if (end === undefined || found.length < pageSize) return;
    last = placeOf(end);
  }
}

/** The domain event that stands at exactly this position; null if none does. */
export async function readBytesAt(
  reading: Reading,
  position: Position,
  limits: CallLimits = {},
): Promise<EventBytes | null> {
  try {
    const [first] = await pageFrom(reading, { position, mark: null }, limits, 1);
    return first?.position === position ? first : null;
  } catch (error) {
    if (error instanceof LogReplaced) return null;
    throw error;
  }
}

/** A page begins with the event at its position: it must be the one that was there. */
function behind(place: Place, [first, ...rest]: readonly EventBytes[]): readonly EventBytes[] {
  if (first?.position !== place.position || (place.mark !== null && place.mark !== markOf(first)))
    throw new LogReplaced(place);
  return rest;
}

async function pageFrom(
  reading: Reading,
  from: Place | null,
  limits: CallLimits,
  most = pageSize,
): Promise<EventBytes[]> {
  let found: streamsPb.ReadResp.ReadEvent[];
  try {
    found = await page(reading, "reading the log byte by byte", limits, (client) => open(client, request(from, most)));
  } catch (error) {
    if (from !== null && isNoPlace(error)) throw new LogReplaced(from);
    throw error;
  }
  return found.map(bytesOf);
}

// What is thrown while the client's stream converts an answer ends the process, so that it converts nothing.
function open(client: EventStoreDBClient, asked: streamsPb.ReadReq): ReadStream<streamsPb.ReadResp.ReadEvent> {
  const call = client["GRPCStreamCreator"](streamsGrpc.StreamsClient, "readBytes", (streams) =>
    streams.read(asked, ...client["callArguments"]({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })),
  );
  return new ReadStream(call, (answer) => answer, {});
}

/** Asks for domain events from a position on, which is included. */
function request(from: Place | null, most: number): streamsPb.ReadReq {
  const { Options } = streamsPb.ReadReq;
  const all = new Options.AllOptions();
  if (from === null) all.setStart(new sharedPb.Empty());
  else {
    const position = String(from.position);
    all.setPosition(new Options.Position().setCommitPosition(position).setPreparePosition(position));
  }
  const filter = new Options.FilterOptions()
    .setStreamIdentifier(new Options.FilterOptions.Expression().setPrefixList([...streamPrefixes]))
    .setMax(window)
    .setCheckpointintervalmultiplier(1);
  const options = new Options()
    .setAll(all)
    .setReadDirection(Options.ReadDirection.FORWARDS)
    .setResolveLinks(false)
    .setCount(String(most))
    .setFilter(filter)
    .setUuidOption(new Options.UUIDOption().setString(new sharedPb.Empty()));
  return new streamsPb.ReadReq().setOptions(options);
}

const ticksInMs = 10_000n;

/** A recorded event as it came. The store always says all of this; an event of which it does not is no event. */
function bytesOf(answer: streamsPb.ReadResp.ReadEvent): EventBytes {
  const event = answer.getEvent();
  const named = event?.getMetadataMap();
  const id = event?.getId()?.getString();
  const stream = event?.getStreamIdentifier()?.getStreamName_asU8();
  const [type, contentType, created] = ["type", "content-type", "created"].map((name) => named?.get(name));
  if (!event || !id || !stream || type === undefined || contentType === undefined || created === undefined)
    throw new Error(
      `the event store gave an event without its id, stream, type, content type or time: ${id ?? "no id"}`,
    );
  return {
    id,
    stream: Buffer.from(stream).toString("utf8"),
    revision: Number(event.getStreamRevision()),
    position: BigInt(event.getCommitPosition()),
    // What other reads say, to the millisecond: it is part of the event's mark.
    recordedAt: new Date(Number(BigInt(created) / ticksInMs)).toISOString(),
    type,
    contentType,
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
  };
}
