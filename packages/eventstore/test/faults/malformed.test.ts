// What no client sends: broken frames, broken messages, too much, too slowly. The server lives, and serves the next client.
import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectSocket, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedEventStore, startEventStore } from "../embedded-event-store.ts";
import { connect, named, told } from "../fixtures.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const append = "/event_store.client.streams.Streams/Append";
const read = "/event_store.client.streams.Streams/Read";
const batch = "/event_store.client.streams.Streams/BatchAppend";
const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const random = chance("malformed");

let server: EmbeddedEventStore;
beforeAll(async () => {
  server = await startEventStore();
});
afterAll(() => server.stop());

/** Whether a well-behaved client is served. */
async function isWell(): Promise<boolean> {
  const client = connect(server);
  const stream = `well-${random()}`;
  try {
    await client.appendToStream(stream, named("a"));
    return (await told(client.readStream(stream))).join() === `${stream}@0 a`;
  } catch {
    return false;
  } finally {
    await client.dispose();
  }
}

const noise = (length: number) => Buffer.from(Array.from({ length }, () => between(random, 0, 255)));

function frame(type: number, flags: number, stream: number, payload: Buffer, length = payload.length): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(length, 0, 3);
  head.set([type, flags], 3);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A gRPC message with the length and the compression that it claims. */
function message(payload: Buffer, { length = payload.length, compressed = 0 }: Claim = {}): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, payload]);
}

/** Sends bytes over a connection of their own, which is then cut. */
async function sendRaw(...bytes: Buffer[]): Promise<void> {
  const socket: Socket = connectSocket(server.port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.resume();
  socket.end(Buffer.concat(bytes));
  if (!socket.destroyed) await Promise.race([once(socket, "finish"), once(socket, "close")]);
  socket.destroy();
}

/** Makes a call with these bytes as its body; the gRPC status of the answer, undefined if the call was cut off. */
async function call(path: string, body: Buffer, headers: Record<string, string> = {}): Promise<string | undefined> {
  const session = connectHttp2(`http://127.0.0.1:${server.port}`);
  session.on("error", () => {});
  const request = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc",
    te: "trailers",
    ...headers,
  });
  let status: string | undefined;
  const note = (given: Record<string, unknown>) => {
    if (given["grpc-status"] !== undefined) status = String(given["grpc-status"]);
  };
  request
    .on("response", note)
    .on("trailers", note)
    .on("error", () => {});
  request.resume();
  request.end(body);
  await once(request, "close");
  session.destroy();
  return status;
}

test("frames that are noise, cut short or of the wrong kind do not end the server", async () => {
  const settings = frame(4, 0, 0, Buffer.alloc(0));
  for (let n = 0; n < trials(100, 5000); n++) {
    const payload = noise(between(random, 0, 64));
    const lying = frame(between(random, 0, 12), between(random, 0, 255), between(random, 0, 5), payload, 1 << 14);
    const odd = frame(between(random, 0, 12), between(random, 0, 255), between(random, 0, 5), payload);
    await sendRaw(...(n % 3 === 0 ? [noise(100)] : [preface, settings, n % 3 === 1 ? odd : lying]));
  }
  expect(await isWell(), repeatWith).toBe(true);
});

interface Claim {
  readonly length?: number;
  readonly compressed?: number;
  readonly encoding?: string;
}

const claims: readonly Claim[] = [
  {},
  { length: 210 },
  { compressed: 1, encoding: "gzip" },
  { compressed: 1 },
  { compressed: 7, encoding: "none-such" },
];

test("messages that are noise, or not what they claim to be, are refused one by one", async () => {
  for (let n = 0; n < trials(60, 5000); n++) {
    const path = [append, read, batch][n % 3] ?? append;
    const payload = noise(between(random, 0, 200));
    const { encoding, ...claim } = claims[n % claims.length] ?? {};
    const status = await call(
      path,
      message(payload, claim),
      encoding === undefined ? {} : { "grpc-encoding": encoding },
    );
    expect(status, `${path} ${n} ${repeatWith}`).not.toBe("2");
  }
  expect(await isWell(), repeatWith).toBe(true);
});

test("a message of 100 MB is refused as too large before it is read", async () => {
  const status = await call(append, message(Buffer.alloc(1 << 20), { length: 100 << 20 }));
  expect(status).toBe("8");
  expect(await isWell()).toBe(true);
});

test("fields that the server does not know are skipped", async () => {
  const unknown = Buffer.from([0xfa, 0x7f, 0x03, 1, 2, 3]);
  const status = await call("/event_store.client.server_features.ServerFeatures/GetSupportedMethods", message(unknown));
  expect(status).toBe("0");
});

test("hundreds of silent calls and connections do not keep others from being served", async () => {
  const session = connectHttp2(`http://127.0.0.1:${server.port}`);
  session.on("error", () => {});
  const calls = Array.from({ length: trials(200, 1000) }, () =>
    session
      .request({ ":method": "POST", ":path": batch, "content-type": "application/grpc", te: "trailers" })
      .on("error", () => {}),
  );
  const silent = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const socket = connectSocket(server.port, "127.0.0.1");
      socket.on("error", () => {});
      await once(socket, "connect");
      socket.write(preface.subarray(0, 5));
      return socket;
    }),
  );
  expect(await isWell()).toBe(true);
  for (const each of calls) each.close();
  session.destroy();
  for (const socket of silent) socket.destroy();
});

test("a server that has ended does not pass this test", async () => {
  await server.kill();
  expect(await isWell()).toBe(false);
});
