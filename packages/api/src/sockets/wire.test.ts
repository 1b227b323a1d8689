// Frames below a socket, as a client of the library reads them.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { textFrame } from "./text-frame.ts";
import { wireOf } from "./wire.ts";

let client: WebSocket;
let socket: WebSocket;
let send: ReturnType<typeof wireOf>;
let close: () => void;

beforeEach(async () => {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const opened = new Promise<readonly [WebSocket, Duplex]>((resolve) => {
    http.on("upgrade", (request, stream, head) =>
      sockets.handleUpgrade(request, stream, head, (made) => resolve([made, stream])),
    );
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port }: AddressInfo = Object(http.address());
  client = new WebSocket(`ws://127.0.0.1:${port}`, { maxPayload: 1 << 28 });
  const [made, stream] = await opened;
  await once(client, "open");
  socket = made;
  send = wireOf(made, stream);
  close = () => {
    client.terminate();
    made.terminate();
    http.close();
  };
});
afterEach(() => close());

/** The next messages of the client. */
function heard(count: number): Promise<readonly string[]> {
  const texts: string[] = [];
  return new Promise((resolve) => {
    client.on("message", (data, isBinary) => {
      texts.push(isBinary ? "bytes" : String(data));
      if (texts.length === count) resolve(texts);
    });
  });
}

/** Sends megabytes until the system takes no more: it has buffers for a few. */
function filledUp(): { readonly sent: number; readonly waiting: Promise<void> } {
  const frame = textFrame(Buffer.alloc(1 << 20, "x"));
  for (let sent = 1; sent <= 64; sent++) {
    const waiting = send(frame);
    if (waiting) return { sent, waiting };
  }
  throw new Error("nobody is waited for");
}

test("messages of every length arrive as texts, in their place among those of the socket", async () => {
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) => "x".repeat(length));
  const all = heard(2 * texts.length + 1);
  for (const text of texts) {
    socket.send(`before ${text.length}`);
    send(textFrame(Buffer.from(text)));
  }
  send(textFrame(Buffer.from("一"), Buffer.from(""), Buffer.from("二")));
  expect(await all).toEqual([...texts.flatMap((text) => [`before ${text.length}`, text]), "一二"]);
});

test("who reads takes everything at once, and who does not is waited for", async () => {
  client.pause();
  const { sent, waiting } = filledUp();
  let isTaken = false;
  void waiting.then(() => {
    isTaken = true;
  });
  await new Promise(setImmediate);
  expect(isTaken).toBe(false);
  const all = heard(sent);
  client.resume();
  await waiting;
  expect((await all).every((text) => text.length === 1 << 20)).toBe(true);
  const next = once(client, "message");
  expect(send(textFrame(Buffer.from("small")))).toBeNull();
  await next;
});

test("a client that is gone is not waited for", async () => {
  client.pause();
  const { waiting } = filledUp();
  const closed = once(socket, "close");
  client.terminate();
  socket.terminate();
  await Promise.all([waiting, closed]);
  expect(send(textFrame(Buffer.from("late")))).toBeNull();
});
