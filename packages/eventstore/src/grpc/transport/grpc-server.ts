// A gRPC server for connections that are handed to it: each HTTP/2 stream is a call and goes to its method.

import type { IncomingHttpHeaders } from "node:http2";
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import { Call } from "./call.ts";
import { keepAlive } from "./keep-alive.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { Refusal, status } from "./refusal.ts";

/** Serves one call. The call ends as OK when it resolves. */
export type Method = (call: Call) => Promise<void>;

export interface GrpcServerOptions {
  /** The method with this path, if there is one. */
  readonly methodOf: (path: string) => Method | undefined;
  /** Why a call with these headers is not served; null if it is. */
  readonly refusedBy: (headers: IncomingHttpHeaders) => Refusal | null;
  /** What a call ends with when its method has failed. */
  readonly refusalOf: (error: unknown) => Refusal;
  readonly maxMessageBytes: number;
  /** How many bytes may have come on all calls without being taken by their methods. */
  readonly receivingBytes: number;
  /** How often a peer is asked whether it is there, and how long it may take to answer. */
  readonly keepAliveMs: number;
  /** How long a client may go on sending when its call is over. */
  readonly patienceMs: number;
}

/** How many calls a connection may have open; more are refused. */
const mostCalls = 4096;

/** How much a client may send ahead, on one call and on one connection. */
const [callWindow, connectionWindow] = [256 << 10, 16 << 20];

/** How long clients have to let go of a server that stops. */
const stopTimeoutMs = 5_000;

export class GrpcServer {
  readonly #options: GrpcServerOptions;
  readonly #receivingMemory: MemoryBudget;
  readonly #connections = new Map<Socket, ServerHttp2Session>();
  readonly #calls = new Set<Call>();
  #stopping: Refusal | undefined;

  constructor(options: GrpcServerOptions) {
    this.#options = options;
    this.#receivingMemory = new MemoryBudget(options.receivingBytes);
  }

  /** Takes over a connection, from its first byte. */
  accept(socket: Socket): void {
    const session = performServerHandshake(socket, {
      settings: { initialWindowSize: callWindow, maxConcurrentStreams: mostCalls, enablePush: false },
      // Calls are bounded one by one; the library's own bound would refuse new ones because old ones are read slowly.
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
    });
    this.#connections.set(socket, session);
    socket.once("close", () => this.#connections.delete(socket));
    // What was written before still leaves. The peer may keep its half of the connection open for ever.
    session.on("error", () => socket.destroySoon());
    session.on("stream", (stream, headers) => this.#serve(stream, headers));
    session.setLocalWindowSize(connectionWindow);
    keepAlive(session, socket, this.#options.keepAliveMs);
  }

  /** Ends in order: no new calls, those that are open are told the reason, and whoever does not let go is cut off. */
  async stop(reason: Refusal): Promise<void> {
    this.#stopping = reason;
    for (const call of this.#calls) call.abort(reason);
    const closed = [...this.#connections].map(([socket, session]) => {
      session.close();
      return new Promise((resolve) => socket.once("close", resolve));
    });
    const cut = setTimeout(() => {
      for (const socket of this.#connections.keys()) socket.destroy();
    }, stopTimeoutMs);
    await Promise.all(closed);
    clearTimeout(cut);
  }

  #serve(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    // The event "close" follows.
    stream.on("error", () => {});
    if (!headers["content-type"]?.startsWith("application/grpc")) {
      stream.resume().respond({ ":status": 415 }, { endStream: true });
      return;
    }
    const { methodOf, refusedBy, refusalOf, maxMessageBytes, patienceMs } = this.#options;
    const receivingMemory = this.#receivingMemory;
    const call = new Call(stream, headers, { maxMessageBytes, receivingMemory, patienceMs });
    const path = String(headers[":path"]);
    const method = methodOf(path);
    const refused = this.#stopping ?? refusedBy(headers);
    if (refused) call.end(refused);
    else if (!method) {
      call.end(new Refusal(status.UNIMPLEMENTED, `The server does not implement the method ${path}`));
    } else {
      this.#calls.add(call);
      stream.once("close", () => this.#calls.delete(call));
      method(call).then(
        () => call.end(),
        (error: unknown) => call.end(refusalOf(error)),
      );
    }
  }
}

/** The message of a call that must bring exactly one. */
export async function onlyMessage(call: Call): Promise<Uint8Array> {
  const message = await call.next();
  if (message === undefined) throw new Refusal(status.UNIMPLEMENTED, "The method takes a message, and none came.");
  if ((await call.next()) !== undefined) {
    throw new Refusal(status.UNIMPLEMENTED, "The method takes one message, and more came.");
  }
  return message;
}

/** A method that takes one message and gives one. */
export const unary =
  (answer: (request: Uint8Array) => Uint8Array | Promise<Uint8Array>): Method =>
  async (call) =>
    call.send(await answer(await onlyMessage(call)));
