import { EventEmitter, once } from "node:events";
import { handleProtocols, makeServer } from "graphql-ws";
import { afterEach, expect, test, vi } from "vitest";
import { type ClientOptions, WebSocket, WebSocketServer } from "ws";
import { keepingLogger } from "../../testing/serving.ts";
import { endingWith } from "../limits/ending.ts";
import { bindProtocol, type Caller } from "./binding.ts";

const secret = "请联系张三 13800138000";
const { logger: log, lines } = keepingLogger();
const keepAliveMs = 60_000;
const ending = endingWith(new EventEmitter());
const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);

/** Both ends of a socket to a server with this `onConnect`: the client's, and the server's. */
async function talk(onConnect: () => boolean, options: ClientOptions = {}) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, maxPayload: 1000, handleProtocols });
  const protocol = makeServer<Readonly<Record<string, unknown>>, Caller>({ onConnect, connectionInitWaitTimeout: 0 });
  server.on("connection", (socket) =>
    bindProtocol(protocol, { socket, requestId: "r-1", address: "::1", language: "en", ending }, { log, keepAliveMs }),
  );
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const connected = new Promise<WebSocket>((resolve) => server.once("connection", resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, "graphql-transport-ws", options);
  socket.once("close", () => server.close());
  await once(socket, "open");
  return { socket, serverSide: await connected };
}

const logged = () => lines.splice(0).map((line) => JSON.parse(line));

afterEach(() => {
  vi.useRealTimers();
  expect(complaints).not.toHaveBeenCalled();
});

test("a bug in the handling of a message closes the socket without details, and is logged", async () => {
  const { socket } = await talk(() => {
    throw new TypeError(`no such thing: ${secret}`);
  });
  socket.send(JSON.stringify({ type: "connection_init" }));
  const [code, reason] = await once(socket, "close");
  expect([code, String(reason)]).toEqual([4500, "Internal server error"]);
  const [line, ...more] = logged();
  expect(line).toMatchObject({ level: "error", requestId: "r-1", err: { type: "TypeError" } });
  expect(more).toEqual([]);
  expect(JSON.stringify(line)).not.toMatch(/张三|13800138000/);
});

test("a client that is gone while it is being answered is no bug", async () => {
  let leave = () => {};
  const { socket, serverSide } = await talk(() => {
    leave();
    return true;
  });
  // Cuts the connection without a farewell, so that the server's next write fails while the socket still seems open.
  leave = () => Reflect.get(socket, "_socket").resetAndDestroy();
  socket.on("error", () => undefined);
  const closed = once(serverSide, "close");
  socket.send(JSON.stringify({ type: "connection_init" }));
  await closed;
  expect(logged()).toEqual([]);
});

test.each([
  ["a message that is too large", 1009, (socket: WebSocket) => socket.send(secret.repeat(100)), "RangeError"],
  [
    "bytes that are not a frame",
    1002,
    // The connection below the socket, to send what no client of the protocol sends.
    (socket: WebSocket) => void Reflect.get(socket, "_socket").write(Buffer.from([0xff, 0xff, ...Buffer.from(secret)])),
    "RangeError",
  ],
])("%s closes the socket and is logged, without its content", async (_what, code, send, type) => {
  const { socket } = await talk(() => true);
  send(socket);
  expect((await once(socket, "close"))[0]).toBe(code);
  const all = logged();
  expect(all).toMatchObject([{ level: "warn", requestId: "r-1", err: { type } }]);
  expect(JSON.stringify(all)).not.toMatch(/张三|13800138000/);
});

test("a socket that is being closed hears nothing more", async () => {
  let heard = 0;
  const { socket, serverSide } = await talk(() => {
    heard += 1;
    return true;
  });
  const arrived = once(serverSide, "message");
  serverSide.close(4400);
  socket.send(JSON.stringify({ type: "connection_init" }));
  await arrived;
  await once(socket, "close");
  expect(heard).toBe(0);
});

test("a socket whose client no longer answers pings is cut off, and one that answers is not", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const answering = await talk(() => true);
  const silent = await talk(() => true, { autoPong: false });
  const cutOff = once(silent.socket, "close");
  for (let asked = 0; asked < 2; asked += 1) {
    const answered = once(answering.serverSide, "pong");
    vi.advanceTimersByTime(keepAliveMs);
    await answered;
  }
  expect((await cutOff)[0]).toBe(1006);
  expect(answering.socket.readyState).toBe(WebSocket.OPEN);
  answering.socket.terminate();
});
