// Streams.Read with a subscription: a confirmation, history, one caught-up, and then what arrives.
import { randomUUID } from "node:crypto";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { tombstoneRevision } from "../core/event.ts";
import { resolveLink } from "../core/links.ts";
import type { Store } from "../core/store.ts";
import { followAll, followStream, type Notice, type Start } from "../core/subscription.ts";
import { invalid, streamDeleted } from "./errors.ts";
import type { ReadRequest } from "./read-request.ts";
import type { Call } from "./transport/call.ts";
import { writeResolved } from "./wire.ts";

/** Serves a subscription until the reader has gone, the server stops, or the stream is ended for good. */
export async function subscribe(store: Store, request: ReadRequest, call: Call): Promise<void> {
  const { stream } = request;
  if (stream !== undefined) {
    if (request.from === tombstoneRevision) throw invalid(`No event can follow revision ${tombstoneRevision}.`);
    if (store.state(stream).tombstoned) throw streamDeleted(stream);
  }
  const notices = follow(store, request, call.signal);
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await send(call, new streamsPb.ReadResp().setConfirmation(confirmation));
  for await (const some of notices) {
    for (const notice of some) {
      if (call.signal.aborted) return;
      if (notice.kind === "streamDeleted") throw streamDeleted(stream ?? "");
      await send(call, writeNotice(store, request, notice));
    }
  }
}

async function send(call: Call, message: streamsPb.ReadResp): Promise<void> {
  call.send(message.serializeBinary());
  await call.untilRoom();
}

function follow(
  store: Store,
  { stream, from, filtered }: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly Notice[]> {
  if (stream === undefined) return followAll(store, start(from, 0n), filtered, signal);
  return followStream(store, stream, start(from, -1n), signal);
}

/** A subscription begins after the number it is given. */
function start(from: ReadRequest["from"], beforeFirst: bigint): Start {
  return from === "start" ? beforeFirst : from;
}

type Told = Exclude<Notice, { kind: "streamDeleted" }>;

function writeNotice(store: Store, { resolveLinks, uuidForm }: ReadRequest, notice: Told): streamsPb.ReadResp {
  if (notice.kind === "event") {
    const { event } = notice;
    return writeResolved(resolveLinks ? resolveLink(store.log, event, store.clock()) : { event }, uuidForm);
  }
  const message = new streamsPb.ReadResp();
  if (notice.kind === "caughtUp") return message.setCaughtUp(new streamsPb.ReadResp.CaughtUp());
  const checkpoint = new streamsPb.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(`${notice.position}`);
  checkpoint.setPreparePosition(`${notice.position}`);
  return message.setCheckpoint(checkpoint);
}
