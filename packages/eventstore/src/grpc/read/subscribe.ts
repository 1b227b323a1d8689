// Streams.Read with a subscription: a confirmation, history, one caught-up, and then what arrives.
import { randomUUID } from "node:crypto";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { tombstoneRevision } from "../../core/event.ts";
import { resolveLink } from "../../core/links.ts";
import type { Store } from "../../core/store.ts";
import { followAll, followStream, type Notice, type Start } from "../../core/subscription.ts";
import { invalid, streamDeleted } from "../protocol/errors.ts";
import type { Call } from "../transport/call.ts";
import { type Answer, sendAnswers } from "./read-answer.ts";
import type { ReadRequest } from "./read-request.ts";

/** Serves a subscription until the reader is gone, the server stops, or the stream is ended for good. */
export async function subscribe(store: Store, request: ReadRequest, call: Call): Promise<void> {
  const { stream } = request;
  if (stream !== undefined) {
    if (request.from === tombstoneRevision) throw invalid(`No event can follow revision ${tombstoneRevision}.`);
    if (store.state(stream).tombstoned) throw streamDeleted(stream);
  }
  const notices = follow(store, request, call.signal);
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  call.send(new streamsPb.ReadResp().setConfirmation(confirmation).serializeBinary());
  for await (const some of notices) {
    await sendAnswers(call, answersOf(store, request, some), request.uuidForm);
    if (call.signal.aborted) return;
    if (some.at(-1)?.kind === "streamDeleted") throw streamDeleted(stream ?? "");
  }
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

function* answersOf(store: Store, { resolveLinks }: ReadRequest, notices: readonly Notice[]): Iterable<Answer> {
  for (const notice of notices) {
    // The call itself fails then.
    if (notice.kind === "streamDeleted") return;
    if (notice.kind === "event" && resolveLinks) {
      yield { kind: "event", ...resolveLink(store.log, notice.event, store.clock()) };
    } else yield notice;
  }
}
