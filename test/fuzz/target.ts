// Sends what the fuzzer makes to the API in its process, over HTTP and over sockets, and tells what came of it.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { type RawData, WebSocket } from "ws";
import { z } from "zod";

/** What is sent: a request with its body, or a message over a socket; `token` counts the known ones, null is none. */
export interface Sent {
  readonly over: "http" | "socket";
  readonly token: number | "bad" | null;
  readonly path: string;
  readonly contentType: string;
  readonly text: string;
}

/** What came of it. */
export interface Answered {
  /** The HTTP status, or the code with which the socket was closed; null where it stayed open. */
  readonly status: number | null;
  readonly text: string;
  readonly cpuMs: number;
  readonly bugs: readonly string[];
}

/** The API, running. */
export interface Target {
  /** The ids of objects that are there. */
  readonly ids: readonly string[];
  readonly people: number;
  send(sent: Sent): Promise<Answered>;
  /** The same over HTTP to a server on the same ledger that compiles no query. */
  execute(sent: Sent): Promise<Pick<Answered, "status" | "text">>;
  /** The same over HTTP to the control, a server on which what is sent may cost a lot. */
  careless(sent: Sent): Promise<Answered>;
  close(): void;
}

const pong = JSON.stringify({ type: "pong" });

const served = z.object({ address: z.string(), tokens: z.array(z.string()) });
type Served = z.output<typeof served>;
const hello = z.object({ compiling: served, executing: served, careless: served, ids: z.array(z.string()) });
const spent = z.object({ cpuMs: z.number(), bugs: z.array(z.string()) });

/** Starts the API in a process of its own. */
export async function startTarget(): Promise<Target> {
  const child = fork(new URL("server.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const { compiling, executing, careless, ids } = hello.parse(await nextOf(child));
  const agent = new Agent({ keepAlive: true });
  const sockets = new Map<number, WebSocket>();

  const authorization = ({ tokens }: Served, token: Sent["token"]): string | undefined =>
    token === null ? undefined : `Bearer ${typeof token === "number" ? tokens[token] : "garbage"}`;

  async function overHttp(at: Served, { token, path, contentType, text: body }: Sent) {
    const said = authorization(at, token);
    const asking = request(`${at.address}${path}`, {
      agent,
      method: "POST",
      headers: {
        "content-type": contentType,
        "content-length": Buffer.byteLength(body),
        ...(said === undefined ? {} : { authorization: said }),
      },
    });
    const answer = once(asking, "response");
    // Whoever is refused before the body is read may find the connection closed while still sending it.
    asking.on("error", () => undefined);
    asking.end(body);
    const [response] = await answer;
    return { status: Number(response.statusCode), text: await text(response) };
  }

  async function opened(): Promise<WebSocket> {
    const socket = new WebSocket(`${compiling.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    socket.on("error", () => undefined);
    await once(socket, "open");
    return socket;
  }

  /** The socket of somebody, opened if it is not. */
  async function socketOf(token: number): Promise<WebSocket> {
    const known = sockets.get(token);
    if (known?.readyState === WebSocket.OPEN) return known;
    const socket = await opened();
    sockets.set(token, socket);
    socket.send(
      JSON.stringify({ type: "connection_init", payload: { authorization: authorization(compiling, token) } }),
    );
    await once(socket, "message");
    return socket;
  }

  async function overSocket({ token, text: message }: Sent) {
    const known = typeof token === "number";
    const socket = known ? await socketOf(token) : await opened();
    const first = heard(socket);
    socket.send(message);
    const answer = await first;
    if (answer.status !== null) return answer;
    // Nothing of this one is heard after the answer to a ping that is sent behind its end.
    socket.send(JSON.stringify({ type: "complete", id: "1" }));
    socket.send(JSON.stringify({ type: "ping" }));
    await heard(socket, (said) => said === pong);
    if (!known) socket.terminate();
    return answer;
  }

  /** What the process has spent since this was asked last. */
  async function reckoned() {
    const answer = nextOf(child);
    child.send({});
    return spent.parse(await answer);
  }

  /** What came of something, and what the process has spent for it. */
  async function reckoning(sending: () => Promise<Pick<Answered, "status" | "text">>): Promise<Answered> {
    await reckoned();
    const answer = await sending();
    return { ...answer, ...(await reckoned()) };
  }

  return {
    ids,
    people: compiling.tokens.length,
    async send(sent) {
      // A socket is opened, and its token read, before the reckoning begins.
      if (sent.over === "socket" && typeof sent.token === "number") await socketOf(sent.token);
      return reckoning(() => (sent.over === "http" ? overHttp(compiling, sent) : overSocket(sent)));
    },
    careless: (sent) => reckoning(() => overHttp(careless, sent)),
    execute: (sent) => overHttp(executing, sent),
    close() {
      agent.destroy();
      child.disconnect();
    },
  };
}

/** The next message of the process; fails where the process ends instead. */
async function nextOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const exit = once(child, "exit", ended).then(([code, signal]): never => {
    throw new Error(`the API ended with ${code ?? signal}`);
  });
  const message = once(child, "message", ended).then(([said]: unknown[]) => said);
  try {
    return await Promise.race([message, exit]);
  } finally {
    ended.abort();
    await Promise.allSettled([message, exit]);
  }
}

/** The first message that a socket hears, of those wanted, or its end. */
function heard(socket: WebSocket, wanted: (text: string) => boolean = () => true) {
  return new Promise<{ readonly status: number | null; readonly text: string }>((resolve) => {
    function onMessage(data: RawData): void {
      if (wanted(String(data))) end({ status: null, text: String(data) });
    }
    const onClose = (status: number, reason: Buffer) => end({ status, text: String(reason) });
    function end(what: { readonly status: number | null; readonly text: string }): void {
      socket.off("message", onMessage).off("close", onClose);
      resolve(what);
    }
    socket.on("message", onMessage).on("close", onClose);
  });
}
