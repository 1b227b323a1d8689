// The answering side of a streaming call: sends at the reader's pace and knows when there is nobody left to send to.
import { once } from "node:events";
import type streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { ServerWritableStream } from "@grpc/grpc-js";

export interface Reply {
  /** Aborts when the reader has gone or the server stops. */
  readonly signal: AbortSignal;
  /** Resolves when there is room for more, or when the signal aborts. */
  send(message: streamsPb.ReadResp): Promise<void>;
}

/** The reply of a call; `stopping` aborts when the server stops. */
export function replyTo(
  call: ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>,
  stopping: AbortSignal,
): Reply {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  if (stopping.aborted) abort();
  stopping.addEventListener("abort", abort);
  call.once("cancelled", abort);
  call.once("close", () => stopping.removeEventListener("abort", abort));
  return {
    signal,
    async send(message) {
      if (signal.aborted || call.write(message)) return;
      // The HTTP/2 window is full. Waiting also ends, by rejecting, when the signal aborts.
      await once(call, "drain", { signal }).catch(() => {});
    },
  };
}
