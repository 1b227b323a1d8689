// Calls over real connections, by clients that keep to the rules, and by some that do not.
import { once } from "node:events";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from "node:http2";
import { type AddressInfo, connect as connectSocket, createServer, type Server } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { framed, MessageReader } from "./framing.ts";
import { GrpcServer, type GrpcServerOptions, type Method, unary } from "./grpc-server.ts";
import { Refusal, status } from "./refusal.ts";

const open: { close(): unknown }[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

interface Running {
  readonly server: GrpcServer;
  readonly port: number;
  readonly listener: Server;
}

async function serve(methods: Record<string, Method>, options: Partial<GrpcServerOptions> = {}): Promise<Running> {
  const server = new GrpcServer({
    methodOf: (path) => methods[path.slice(1)],
    refusedBy: () => null,
    refusalOf: (error) => (error instanceof Refusal ? error : new Refusal(status.INTERNAL, "a bug")),
    maxMessageBytes: 1 << 20,
    receivingBytes: 8 << 20,
    keepAliveMs: 3_600_000,
    patienceMs: 3_600_000,
    ...options,
  });
  const listener = createServer((socket) => {
    socket.on("error", () => {});
    server.accept(socket);
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  open.push({ close: () => Promise.all([listener.close(), server.stop(new Refusal(status.UNAVAILABLE, "over"))]) });
  return { server, listener, port: (listener.address() as AddressInfo).port };
}

function client({ port }: Running): ClientHttp2Session {
  // Like clients of gRPC, which do not limit what they themselves send.
  const session = connect(`http://127.0.0.1:${port}`, { maxSessionMemory: 1e9 }).on("error", () => {});
  open.unshift({ close: () => session.destroy() });
  return session;
}

interface Ended {
  readonly messages: string[];
  readonly headers: IncomingHttpHeaders;
  readonly status?: number;
  readonly reason?: string;
}

interface Called {
  readonly stream: ClientHttp2Stream;
  /** Resolves when this many messages have come. */
  messages(count: number): Promise<string[]>;
  readonly ended: Promise<Ended>;
}

function call(session: ClientHttp2Session, method: string, headers: Record<string, string> = {}): Called {
  const stream = session.request({
    ":method": "POST",
    ":path": `/${method}`,
    "content-type": "application/grpc",
    ...headers,
  });
  const reader = new MessageReader(1 << 30);
  const messages: string[] = [];
  let told: IncomingHttpHeaders = {};
  let come = () => {};
  const note = (more: IncomingHttpHeaders) => {
    told = { ...told, ...more };
  };
  stream.on("response", note).on("trailers", note);
  stream.on("error", () => {});
  stream.once("end", () => stream.end());
  stream.on("data", (chunk: Buffer) => {
    reader.read(chunk, ({ bytes }) => messages.push(Buffer.from(bytes).toString()));
    come();
  });
  const ended = new Promise<void>((resolve) => stream.once("close", resolve)).then(() => ({
    messages,
    headers: told,
    ...("grpc-status" in told && { status: Number(told["grpc-status"]) }),
    ...("grpc-message" in told && { reason: decodeURIComponent(`${told["grpc-message"]}`) }),
  }));
  return {
    stream,
    ended,
    async messages(count) {
      while (messages.length < count) await new Promise<void>((resolve) => (come = resolve));
      return messages;
    },
  };
}

const bytesOf = (text: string) => Buffer.from(text);
const send = (stream: ClientHttp2Stream, ...texts: string[]) =>
  stream.write(Buffer.concat(texts.map((text) => framed(bytesOf(text)))));

/** Sends back every message. */
const echo: Method = async (each) => {
  for (let bytes = await each.next(); bytes; bytes = await each.next()) each.send(bytes);
};

const shout = unary((bytes) => bytesOf(Buffer.from(bytes).toString().toUpperCase()));

async function askOnce(session: ClientHttp2Session, method: string, body: Buffer, headers = {}): Promise<Ended> {
  const { stream, ended } = call(session, method, headers);
  stream.end(body);
  return ended;
}

test("a method with one message each way answers, and the call ends with OK", async () => {
  const ended = await askOnce(client(await serve({ shout })), "shout", framed(bytesOf("hello")));
  expect(ended).toMatchObject({ messages: ["HELLO"], status: 0 });
  expect(ended.headers).toMatchObject({ ":status": 200, "content-type": "application/grpc+proto" });
});

test("such a method takes exactly one message", async () => {
  const session = client(await serve({ shout }));
  expect(await askOnce(session, "shout", Buffer.of())).toMatchObject({ status: status.UNIMPLEMENTED, messages: [] });
  const two = Buffer.concat([framed(bytesOf("a")), framed(bytesOf("b"))]);
  expect(await askOnce(session, "shout", two)).toMatchObject({ status: status.UNIMPLEMENTED, messages: [] });
});

test("messages go both ways for as long as the client likes", async () => {
  const { stream, messages, ended } = call(client(await serve({ echo })), "echo");
  send(stream, "a", "b");
  expect(await messages(2)).toEqual(["a", "b"]);
  send(stream, "c");
  expect(await messages(3)).toEqual(["a", "b", "c"]);
  stream.end();
  expect(await ended).toMatchObject({ status: 0, messages: ["a", "b", "c"] });
});

test("a refusal carries its sentence in any script, and its trailers; what was sent before arrives", async () => {
  const refuse: Method = async (each) => {
    each.send(bytesOf("first"));
    throw new Refusal(status.FAILED_PRECONDITION, "100 % 不行", { exception: "none-such" });
  };
  const ended = await askOnce(client(await serve({ refuse })), "refuse", Buffer.of());
  expect(ended).toMatchObject({ messages: ["first"], status: 9, reason: "100 % 不行" });
  expect(ended.headers["exception"]).toBe("none-such");
});

test("calls to a missing method, and content that is not gRPC, are refused as such", async () => {
  const session = client(await serve({ echo }));
  expect(await askOnce(session, "none", Buffer.of())).toMatchObject({
    status: status.UNIMPLEMENTED,
    reason: /\/none$/,
  });
  const other = await askOnce(session, "echo", Buffer.of(), { "content-type": "application/json" });
  expect(other.headers[":status"]).toBe(415);
});

test("a bug is not described to the client, and the connection goes on", async () => {
  const session = client(await serve({ echo, bug: async () => JSON.parse("{") }));
  expect(await askOnce(session, "bug", Buffer.of())).toMatchObject({ status: status.INTERNAL, reason: "a bug" });
  expect(await askOnce(session, "echo", framed(bytesOf("a")))).toMatchObject({ status: 0, messages: ["a"] });
});

test("compressed messages are read; broken ones, ones too large inside and unknown compressions are refused", async () => {
  const session = client(await serve({ echo }, { maxMessageBytes: 1000 }));
  const packed = (bytes: Buffer) => {
    const message = framed(bytes);
    message[0] = 1;
    return message;
  };
  const ask = (encoding: string, bytes: Buffer) =>
    askOnce(session, "echo", Buffer.concat([packed(bytes), framed(bytesOf("plain"))]), { "grpc-encoding": encoding });
  expect(await ask("gzip", gzipSync("hello"))).toMatchObject({ status: 0, messages: ["hello", "plain"] });
  expect(await ask("deflate", deflateSync("hello"))).toMatchObject({ status: 0, messages: ["hello", "plain"] });
  expect(await ask("gzip", bytesOf("hello"))).toMatchObject({ status: status.INTERNAL });
  expect(await ask("identity", bytesOf("hello"))).toMatchObject({ status: status.INTERNAL });
  expect(await ask("gzip", gzipSync(Buffer.alloc(1001)))).toMatchObject({ status: status.RESOURCE_EXHAUSTED });
  const unknown = await ask("snappy", bytesOf("hello"));
  expect(unknown).toMatchObject({ status: status.UNIMPLEMENTED, reason: /"snappy"/ });
  expect(unknown.headers["grpc-accept-encoding"]).toBe("identity,gzip,deflate");
});

test("a message that is too large is refused by its length, after those before it are served", async () => {
  const { stream, ended } = call(client(await serve({ echo }, { maxMessageBytes: 1000 })), "echo");
  send(stream, "before");
  stream.write(Buffer.from([0, 0, 0, 0x10, 0]));
  expect(await ended).toMatchObject({ messages: ["before"], status: status.RESOURCE_EXHAUSTED });
});

test("a call that the client ends in the middle of a message fails", async () => {
  const ended = await askOnce(client(await serve({ echo })), "echo", framed(bytesOf("whole")).subarray(0, 7));
  expect(ended).toMatchObject({ messages: [], status: status.INTERNAL });
});

/** A method that waits until its call is aborted, and the reason of that. */
function waiter() {
  let tell: (reason: unknown) => void;
  const reason = new Promise<unknown>((resolve) => {
    tell = resolve;
  });
  const wait: Method = async ({ signal }) => {
    await once(signal, "abort");
    tell(signal.reason);
    signal.throwIfAborted();
  };
  return { wait, reason };
}

test("a deadline that is over ends the call, and the method is told", async () => {
  const { wait, reason } = waiter();
  const ended = await askOnce(client(await serve({ wait })), "wait", Buffer.of(), { "grpc-timeout": "20m" });
  expect(ended.status).toBe(status.DEADLINE_EXCEEDED);
  expect(await reason).toMatchObject({ code: status.DEADLINE_EXCEEDED });
});

test("a deadline also ends a call that waits for its client", async () => {
  const { ended } = call(client(await serve({ echo })), "echo", { "grpc-timeout": "20m" });
  expect((await ended).status).toBe(status.DEADLINE_EXCEEDED);
});

test.each(["99999999H", "3600S"])("a deadline that is far away (%s) does nothing", async (timeout) => {
  const ended = await askOnce(client(await serve({ shout })), "shout", framed(bytesOf("a")), {
    "grpc-timeout": timeout,
  });
  expect(ended.status).toBe(0);
});

test("a deadline that cannot be read is refused", async () => {
  const ended = await askOnce(client(await serve({ echo })), "echo", Buffer.of(), { "grpc-timeout": "soon" });
  expect(ended).toMatchObject({ status: status.INTERNAL, reason: 'Invalid grpc-timeout value "soon"' });
});

test.each([
  ["cancels", ({ stream }: Called) => stream.close(constants.NGHTTP2_CANCEL)],
  ["cuts the connection", ({ stream }: Called) => stream.session?.destroy()],
])("a client that %s is gone, and the method is told", async (_, leave) => {
  const { wait, reason } = waiter();
  const waits: Method = async (each) => {
    each.send(bytesOf("here"));
    await wait(each);
  };
  const called = call(client(await serve({ waits })), "waits");
  await called.messages(1);
  leave(called);
  expect(await reason).toMatchObject({ code: status.CANCELLED });
});

test("a method has to wait for a client that does not take its answers, and is woken when the client goes", async () => {
  let sent = 0;
  const flood: Method = async (each) => {
    while (!each.signal.aborted) {
      each.send(Buffer.alloc(10_000));
      sent += 1;
      await each.untilRoom();
    }
    gone();
  };
  let gone = () => {};
  const ended = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const running = await serve({ flood, shout });
  const session = client(running);
  const stream = session.request({ ":method": "POST", ":path": "/flood", "content-type": "application/grpc" });
  stream.on("error", () => {});
  await once(stream, "response");
  // Others are served meanwhile.
  for (let n = 0; n < 20; n++) await askOnce(session, "shout", framed(bytesOf("a")));
  expect(sent).toBeLessThan(100);
  stream.close(constants.NGHTTP2_CANCEL);
  await ended;
});

test.each([
  ["large", 100, framed(Buffer.alloc(49_995))],
  ["empty", 1_000_000, Buffer.concat(Array.from({ length: 10_000 }, () => framed(Buffer.of())))],
])(
  "a client that sends more than is taken, messages that are %s, is held, and all arrive in the end",
  async (_, count, chunk) => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const late: Method = async (each) => {
      await gate;
      let taken = 0;
      while (await each.next()) taken += 1;
      each.send(bytesOf(`${taken}`));
    };
    const running = await serve({ late, shout }, { receivingBytes: 1 << 20 });
    const session = client(running);
    const { stream, ended } = call(session, "late");
    let sent = 0;
    const sendNext = (): unknown =>
      sent === 100
        ? stream.end()
        : stream.write(chunk, () => {
            sent += 1;
            sendNext();
          });
    sendNext();
    // These take long enough for all of it to come, if it were not held.
    for (let n = 0; n < 300; n++) await askOnce(session, "shout", framed(bytesOf("a")));
    expect(sent).toBeLessThan(20);
    go();
    expect(await ended).toMatchObject({ status: 0, messages: [`${count}`] });
  },
);

test("many calls that are refused at once while they send are all told why", async () => {
  const session = client(await serve({ echo }, { receivingBytes: 1 << 20 }));
  const half = framed(Buffer.alloc(1 << 20)).subarray(0, 1 << 19);
  const calls = Array.from({ length: 100 }, () => call(session, "echo"));
  for (const { stream } of calls) stream.write(half);
  const fits = (1 << 20) / half.length;
  let told = 0;
  await new Promise<void>((resolve) => {
    for (const { ended } of calls) {
      ended.then(({ status: code }) => {
        if (code === status.RESOURCE_EXHAUSTED) told += 1;
        if (told === calls.length - fits) resolve();
      });
    }
  });
  for (const { stream } of calls) stream.close(constants.NGHTTP2_CANCEL);
});

test("a client that goes on sending when its call is over is cut off", async () => {
  const running = await serve({ shout }, { patienceMs: 50 });
  const stream = client(running).request({ ":method": "POST", ":path": "/none", "content-type": "application/grpc" });
  stream.on("error", () => {}).resume();
  const send = () => stream.write(Buffer.alloc(10_000), () => stream.destroyed || setImmediate(send));
  send();
  await new Promise((resolve) => stream.once("close", resolve));
  expect(stream.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
});

test("half-sent messages of all calls share a memory; a call that finds none left is refused, and others go on", async () => {
  const session = client(await serve({ echo }, { receivingBytes: 1 << 20 }));
  const half = framed(Buffer.alloc(400_000)).subarray(0, 300_000);
  const calls = Array.from({ length: 6 }, () => call(session, "echo"));
  for (const { stream } of calls) stream.write(half);
  const first = await Promise.race(calls.map(({ ended }) => ended));
  expect(first.status).toBe(status.RESOURCE_EXHAUSTED);
  for (const { stream } of calls) stream.close(constants.NGHTTP2_CANCEL);
  await Promise.all(calls.map(({ ended }) => ended));
  const whole = await askOnce(session, "echo", framed(Buffer.alloc(900_000)));
  expect(whole).toMatchObject({ status: 0 });
});

const preface = bytesOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

function frame(type: number, stream: number, payload: Buffer, { length = payload.length, flags = 0 } = {}): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(length, 0, 3);
  head.set([type, flags], 3);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const settings = frame(4, 0, Buffer.of());

/** The headers of a call, encoded without compression. */
function headersOf(path: string): Buffer {
  const pseudo = { ":method": "POST", ":scheme": "http", ":authority": "here", ":path": path };
  const fields = { ...pseudo, "content-type": "application/grpc" };
  const text = (value: string) => Buffer.concat([Buffer.of(value.length), bytesOf(value)]);
  return Buffer.concat(
    Object.entries(fields).map(([name, value]) => Buffer.concat([Buffer.of(0), text(name), text(value)])),
  );
}

test("a client that ends its side and cancels at once counts as gone, not as done", async () => {
  let tell: (end: unknown) => void;
  const end = new Promise<unknown>((resolve) => {
    tell = resolve;
  });
  const listen: Method = async (each) => {
    await echo(each).then(tell, tell);
  };
  const { port } = await serve({ listen });
  const socket = connectSocket(port, "127.0.0.1");
  const [endOfHeaders, endOfStream] = [4, 1];
  const cancelled = Buffer.from([0, 0, 0, constants.NGHTTP2_CANCEL]);
  const begun = [preface, settings, frame(1, 1, headersOf("/listen"), { flags: endOfHeaders })];
  const ended = [frame(0, 1, framed(bytesOf("a"))), frame(0, 1, Buffer.of(), { flags: endOfStream })];
  socket.write(Buffer.concat([...begun, ...ended, frame(3, 1, cancelled)]));
  expect(await end).toMatchObject({ code: status.CANCELLED });
  socket.destroy();
});

test.each([
  ["noise", bytesOf("no frames at all, but noise")],
  ["a frame of a call that was not opened", frame(0, 1, bytesOf("x"), { length: 1 << 14 })],
  ["data of the connection itself", frame(0, 0, bytesOf("abc"))],
  ["headers that end before they should", frame(1, 1, bytesOf("x"), { length: 1 << 14 })],
  ["a farewell", frame(7, 0, Buffer.alloc(8))],
  ["nothing", Buffer.of()],
])("a connection that brings %s and is then silent is closed, however long the client stays", async (_, bytes) => {
  const { port, listener } = await serve({ echo }, { keepAliveMs: 50 });
  const socket = connectSocket({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {});
  socket.write(Buffer.concat([preface, settings, bytes]));
  const [theirs] = await once(listener, "connection");
  await once(theirs, "close");
  socket.destroy();
});

test("thousands of calls, each cancelled at once, do not end the server", async () => {
  const running = await serve({ echo, shout });
  const session = client(running);
  const calls = Array.from({ length: 3000 }, () => call(session, "echo"));
  for (const { stream } of calls) stream.close(constants.NGHTTP2_CANCEL);
  await Promise.all(calls.map(({ ended }) => ended));
  expect((await askOnce(client(running), "shout", framed(bytesOf("a")))).status).toBe(0);
});

test("a connection may have 4096 calls open, and one more is refused", async () => {
  const running = await serve({ echo, shout });
  const socket = connectSocket(running.port, "127.0.0.1");
  const acknowledged = frame(4, 0, Buffer.of(), { flags: 1 });
  socket.write(Buffer.concat([preface, settings, acknowledged]));
  for (let n = 0; n <= 4096; n++) socket.write(frame(1, 2 * n + 1, headersOf("/echo"), { flags: 4 }));
  const refused = frame(3, 2 * 4096 + 1, Buffer.from([0, 0, 0, constants.NGHTTP2_REFUSED_STREAM]));
  let received = Buffer.of();
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    if (received.includes(refused)) break;
  }
  expect((await askOnce(client(running), "shout", framed(bytesOf("a")))).status).toBe(0);
});

test("headers that are too large, or too many, are refused, and the server goes on", async () => {
  const running = await serve({ shout });
  const large = await askOnce(client(running), "shout", framed(bytesOf("a")), { padding: "x".repeat(100_000) });
  expect(large.status).toBeUndefined();
  const names = Array.from({ length: 500 }, (_, n): [string, string] => [`header-${n}`, "x"]);
  const many = await askOnce(client(running), "shout", framed(bytesOf("a")), Object.fromEntries(names));
  expect(many.status).toBeUndefined();
  expect((await askOnce(client(running), "shout", framed(bytesOf("a")))).status).toBe(0);
});

test("a server that stops tells the reason to whoever waits, lets the others finish, and closes", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow = unary(async () => {
    await finished;
    return bytesOf("done");
  });
  const { server, ...running } = await serve({ echo, slow });
  const session = client({ server, ...running });
  const waits = call(session, "echo");
  send(waits.stream, "a");
  await waits.messages(1);
  const works = call(session, "slow");
  works.stream.end(framed(bytesOf("a")));
  // This call comes later on the same connection, so the one before has been received when it is answered.
  await askOnce(session, "echo", framed(bytesOf("a")));
  const stopped = server.stop(new Refusal(status.UNAVAILABLE, "the end"));
  expect(await waits.ended).toMatchObject({ status: status.UNAVAILABLE, reason: "the end" });
  finish();
  expect(await works.ended).toMatchObject({ status: 0, messages: ["done"] });
  await stopped;
});
