// The HTTP peer: raw node:http that answers with the bytes and headers that our server sent.
import type { After } from "../after.ts";
import { startPeer } from "./start-peer.ts";

/** An answer of our server. */
export interface RecordedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Starts the peer; gives its address. */
export async function startHttpPeer(answer: RecordedAnswer, after: After): Promise<string> {
  return `http://127.0.0.1:${await startPeer("http", answer, after)}`;
}
