import { once } from "node:events";
import { Socket } from "node:net";
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";
import { type Bounds, bounds, limits } from "../limits/limits.ts";
import { closings } from "./messages.ts";

const ledger = testLedger();
const region = testRegion(ledger);
let serving: Serving;

beforeAll(async () => {
  await region.register("区财政局");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** Opens a socket that speaks the protocol by hand, so that a test can break it. */
async function open(options: ClientOptions = {}, at = serving) {
  const socket = new WebSocket(`${at.address.replace("http", "ws")}/graphql`, "graphql-transport-ws", options);
  const closing = new Promise<readonly [code: number, reason: string]>((resolve) => {
    socket.once("close", (code, reason) => resolve([code, String(reason)]));
  });
  await once(socket, "open");

  const send = (message: Message) => socket.send(JSON.stringify(message));

  /** The next message, after sending one. */
  async function asked(message: Message): Promise<Message> {
    const answer = once(socket, "message");
    send(message);
    const [data] = await answer;
    return JSON.parse(String(data));
  }

  return {
    socket,
    send,
    asked,
    /** Why the socket is closed, once it is. */
    closed: () => closing,
    init: (authorization?: string) => asked({ type: "connection_init", payload: { authorization } }),
    subscribe: (id: string, query: string, variables: object = {}) =>
      asked({ id, type: "subscribe", payload: { query, variables } }),
    close: () => socket.terminate(),
  };
}

const changes = "subscription { changes { __typename } }";
/** The variables of the longest message with this document. */
const padded = (bytes: number) => {
  const payload = { query: changes, variables: { x: "" } };
  return { x: "x".repeat(bytes - JSON.stringify({ id: "1", type: "subscribe", payload }).length) };
};

async function admitted(who: Bearer, lifetimeSeconds = 600, at = serving) {
  const client = await open({}, at);
  expect(await client.init(`Bearer ${await at.token(who, lifetimeSeconds)}`)).toEqual({ type: "connection_ack" });
  return client;
}

/** A server with other limits for its sockets. */
const bounded = (over: Partial<Bounds["socket"]>) =>
  serve({ ledger: testLedger(), parts: { bounds: { ...patient, socket: { ...patient.socket, ...over } } } });

/** Waits until a server counts so many sockets: it learns a little later than the client that one is closed. */
const untilHeld = (count: number, at: Serving) =>
  expect
    .poll(async () => (await at.send("/metrics", {}, null)).text())
    .toMatch(new RegExp(`^taizhang_sockets ${count}$`, "m"));

const somebody = (sub: string): Bearer => ({ ...region.bearer("office"), sub });

describe("a socket is closed with the reason", () => {
  test.each([
    ["without a token", undefined, /Send the token in connection_init/],
    ["with something that is no token", "Bearer garbage", /The token is not accepted: it is not a JWT/],
    ["with another scheme", "Basic dTpw", /must read `Bearer <token>`/],
  ])("%s", async (_what, authorization, reason) => {
    const client = await open();
    client.send({ type: "connection_init", payload: { authorization } });
    const [code, told] = await client.closed();
    expect(code).toBe(4403);
    expect(told).toMatch(reason);
  });

  test("when the token ends", async () => {
    const client = await admitted(somebody("short"), 1);
    expect(await client.closed()).toEqual([4403, "the token has expired"]);
  });

  test("when a bearer opens one more than five, until one is closed", async () => {
    const usual = await bounded({});
    const eager = () => admitted(somebody("eager"), 600, usual);
    const five = await Promise.all([1, 2, 3, 4, 5].map(eager));
    const sixth = await open({}, usual);
    sixth.send({
      type: "connection_init",
      payload: { authorization: `Bearer ${await usual.token(somebody("eager"))}` },
    });
    expect(await sixth.closed()).toEqual([4429, "a bearer may hold at most 5 sockets and event streams"]);
    await untilHeld(5, usual);
    await admitted(somebody("another"), 600, usual);

    five[0]?.socket.close();
    await untilHeld(5, usual);
    await eager();
    await usual.close();
  });

  test("when no token comes in time", async () => {
    const hasty = await bounded({ initMs: 50 });
    const client = await open({}, hasty);
    expect(await client.closed()).toEqual([4408, "Connection initialisation timeout"]);
    await hasty.close();
  });

  test("when its client no longer answers pings", async () => {
    const watchful = await bounded({ keepAliveMs: 50 });
    const silent = await open({ autoPong: false }, watchful);
    expect((await silent.closed())[0]).toBe(1006);
    await watchful.close();
  });

  test("when a message is larger than 64 KB", async () => {
    const client = await admitted(somebody("large"));
    client.send({
      id: "1",
      type: "subscribe",
      payload: { query: changes, variables: padded(bounds.socket.messageBytes + 1) },
    });
    expect((await client.closed())[0]).toBe(1009);
  });

  test("when a message is larger than 8 KB, as long as there is no token", async () => {
    const client = await open();
    const frame = JSON.stringify({ type: "ping", payload: { x: "" } }).length;
    const ping = (bytes: number) => ({ type: "ping", payload: { x: "x".repeat(bytes - frame) } });
    expect(await client.asked(ping(bounds.socket.waitingMessageBytes))).toEqual({ type: "pong" });
    client.send(ping(bounds.socket.waitingMessageBytes + 1));
    expect(await client.closed()).toEqual([1009, "send the token first: 8192 bytes at most"]);
  });

  test.each([
    ["is nested too deeply", `{"x":${"[".repeat(20)}${"]".repeat(20)}}`, /8 nested levels/],
    [
      "holds too many names",
      `[${Array.from({ length: 301 }, (_none, at) => `{"f${at}":0}`).join(",")}]`,
      /300 different names/,
    ],
    ["holds too many values", `[${"0,".repeat(21_000)}0]`, /20000 values/],
  ])("when a message %s", async (_what, variables, reason) => {
    const client = await admitted(somebody("unparsed"));
    const query = JSON.stringify(changes);
    client.socket.send(`{"id":"1","type":"subscribe","payload":{"query":${query},"variables":${variables}}}`);
    expect(await client.closed()).toEqual([1009, expect.stringMatching(reason)]);
  });

  test.each([
    ["is not in UTF-8", 1007, [0x81, 0x81, 0, 0, 0, 0, 0xff]],
    ["is no frame of WebSocket", 1002, [0xff, 0x80, 0, 0, 0, 0]],
  ])("when what was sent %s, with the code that is described for it", async (_what, code, bytes) => {
    const client = await open();
    const [wire] = Object.values(client.socket).filter((part) => part instanceof Socket);
    wire?.write(Buffer.from(bytes));
    expect((await client.closed())[0]).toBe(code);
    expect(closings.has(code)).toBe(true);
  });

  test("when an id is used twice, however long it is", async () => {
    const client = await admitted(somebody("twice"));
    const id = "x".repeat(200);
    client.send({ id, type: "subscribe", payload: { query: changes } });
    client.send({ id, type: "subscribe", payload: { query: changes } });
    expect(await client.closed()).toEqual([4409, `Subscriber for ${id}`.slice(0, 123)]);
  });

  test("when a client sends too fast", async () => {
    const client = await admitted(somebody("fast"));
    // Enough that one second sees too many of them, even on a busy machine.
    for (let sent = 0; sent < 50 * bounds.socket.messagesPerSecond; sent++) client.send({ type: "ping" });
    expect(await client.closed()).toEqual([4429, "a client may send at most 20 messages a second"]);
  });
});

describe("a socket is not opened", () => {
  test("beyond the sockets of the process, until one is closed", async () => {
    const full = await bounded({ total: 2 });
    const inside = await admitted(somebody("inside"), 600, full);
    // Whoever waits for a token gives way to who comes later.
    const atTheDoor = await open({}, full);
    await admitted(somebody("next"), 600, full);
    expect(await atTheDoor.closed()).toEqual(waitedLongest);
    await expect(open({}, full)).rejects.toThrow("503");
    inside.socket.close();
    await untilHeld(1, full);
    await open({}, full);
    await full.close();
  });
});

const waitedLongest = [4429, "too many sockets wait for their token: this one waited longest"];

test("700 silent sockets of an address keep nobody out: the one that has been silent longest goes", async () => {
  const wary = await bounded({ waitingPerAddress: 20 });
  const known = await admitted(somebody("known"), 600, wary);
  const silent: Awaited<ReturnType<typeof open>>[] = [];
  for (let at = 0; at < 700; at += 1) silent.push(await open({}, wary));
  for (const each of silent.slice(0, 680)) expect(await each.closed()).toEqual(waitedLongest);
  const late = await admitted(somebody("late"), 600, wary);
  expect(await silent[680]?.closed()).toEqual(waitedLongest);
  for (const each of [known, late]) expect((await each.subscribe("1", changes)).type).toBe("next");
  expect(silent.slice(681).every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true);
  await wary.close();
});

describe("a document over a socket meets the limits of HTTP", () => {
  const deep = `subscription { changes { ... on Change { ${"x { ".repeat(9)} y ${"} ".repeat(9)} } } }`;

  test.each([
    ["a query", "{ me { subjectId } }", "BAD_USER_INPUT", /takes subscriptions only/],
    ["a field that is not there", deep, "BAD_USER_INPUT", /Cannot query field/],
    ["no GraphQL", "subscription {", "GRAPHQL_PARSE_FAILED", /Syntax Error/],
    ["too many tokens", tokens(1001), "GRAPHQL_PARSE_FAILED", /1000 tokens/],
    [
      "too many aliases",
      `subscription { changes { ... on Change { ${aliases(16)} } } }`,
      "LIMIT_EXCEEDED",
      /limit is 15/,
    ],
    ["too many directives", directives(11), "LIMIT_EXCEEDED", /directives of the operation is 11; the limit is 10/],
    ["too many selections", selections(12), "LIMIT_EXCEEDED", /selections of the operation is \d+; the limit is 10000/],
    ["a mutation", "mutation { discardDraft { receipt { revision } } }", "BAD_USER_INPUT", /takes subscriptions only/],
    ["a long document", `${changes}#`.padEnd(limits.documentLength + 1, "x"), "LIMIT_EXCEEDED", /32769 characters/],
    [
      "a field that may be left out",
      "subscription ($no: Boolean = true) { changes @skip(if: $no) { __typename } }",
      "BAD_USER_INPUT",
      /cannot carry @skip or @include.*不能带 @skip 或 @include/,
    ],
  ])("%s is refused", async (_what, query, code, told) => {
    const client = await admitted(somebody("guarded"));
    const answer = await client.subscribe("1", query);
    expect(answer).toMatchObject({ type: "error", payload: [{ extensions: { code, requestId: expect.any(String) } }] });
    expect(JSON.stringify(answer.payload)).toMatch(told);
    client.close();
  });

  function tokens(count: number): string {
    return `subscription { changes(filter: { types: [${'"ProgressReported" '.repeat(count - 17)}] }) { __typename } }`;
  }

  function aliases(count: number): string {
    return Array.from({ length: count }, (_none, at) => `a${at}: eventId`).join(" ");
  }

  function directives(count: number): string {
    return `subscription { changes { ... on Change { ${"eventId @include(if: true) ".repeat(count)} } } }`;
  }

  /** So many fragments, each of which is the next one twice. */
  function selections(levels: number): string {
    const doubled = Array.from(
      { length: levels },
      (_none, at) => `fragment f${at} on Change { ...f${at + 1} ...f${at + 1} }`,
    );
    return `subscription { changes { ...f0 } } ${doubled.join(" ")} fragment f${levels} on Change { eventId }`;
  }

  test.each<[what: string, query: string, variables?: object]>([
    ["aliases", `subscription { changes { ... on Change { ${aliases(15)} } } }`],
    ["directives", directives(10)],
    ["tokens", tokens(1000)],
    ["characters", `${changes}#`.padEnd(limits.documentLength, "x")],
    ["bytes", changes, padded(bounds.socket.messageBytes)],
    ["items of a list", changes, { x: Array.from({ length: limits.inputList }, () => 0) }],
  ])("the allowed number of %s passes", async (_what, query, variables = {}) => {
    const client = await admitted(somebody("allowed"));
    expect((await client.subscribe("1", query, variables)).type).toBe("next");
    client.close();
  });

  test("more wrong values than the limit of a list are refused as one", async () => {
    const query = "subscription ($types: [String!]) { changes(filter: { types: $types }) { __typename } }";
    const asked = async (count: number) => {
      const client = await admitted(somebody("wrong"));
      const answer = await client.subscribe("1", query, { types: Array.from({ length: count }, () => ({})) });
      client.close();
      return answer;
    };
    expect(await asked(limits.inputList)).toMatchObject({
      type: "error",
      payload: [{ message: expect.stringMatching(/^types\.0: must be text; .*types\.4: must be text\.$/) }],
    });
    expect(await asked(limits.inputList + 1)).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "LIMIT_EXCEEDED" } }],
    });
  });

  test("is told of faults in the language that the socket was opened with", async () => {
    const client = await open({ headers: { "accept-language": "zh" } });
    await client.init(`Bearer ${await serving.token(somebody("speaking"))}`);
    const answer = await client.subscribe(
      "1",
      "subscription ($i: ID) { changes(filter: { planId: $i }) { __typename } }",
      { i: {} },
    );
    expect(answer.payload).toMatchObject([
      { message: "i：应为编号，写成文字。", extensions: { messageEn: "i: must be an id, written as text." } },
    ]);
    client.close();
  });

  test("gets at most five errors, without a hint about the schema", async () => {
    const client = await admitted(somebody("guessing"));
    const answer = await client.subscribe("1", "subscription { changes { ... on CaughtUp { curso a b c d e f } } }");
    expect(answer.payload).toHaveLength(5);
    expect(JSON.stringify(answer.payload)).not.toMatch(/Did you mean|stack/);
    client.close();
  });

  test("a socket runs ten subscriptions at once, and refuses the eleventh", async () => {
    const client = await admitted(somebody("many"));
    const refused = new Promise<Message>((resolve) => {
      client.socket.on("message", (data) => {
        const message: Message = JSON.parse(String(data));
        if (message.type === "error") resolve(message);
      });
    });
    for (let id = 1; id <= 11; id++) client.send({ id: String(id), type: "subscribe", payload: { query: changes } });
    expect(await refused).toMatchObject({ id: "11", payload: [{ extensions: { code: "LIMIT_EXCEEDED" } }] });
    client.close();
  });
});

test("a subscription that is not open to the roles of the token is refused", async () => {
  const client = await admitted({ ...region.bearer("developer"), sub: "dev" });
  expect(await client.subscribe("1", changes)).toMatchObject({
    type: "next",
    payload: { data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] },
  });
  client.close();
});

test("a page of another origin cannot open a socket; our own pages and those of a named origin can", async () => {
  await expect(open({ origin: "https://evil.example" })).rejects.toThrow("403");
  (await open({ origin: serving.address })).close();
  const origin = "https://ledger.example";
  for (const settings of [{ corsOrigins: [origin] }, { publicOrigin: origin }]) {
    const named = await serve({ ledger: testLedger(), settings });
    const socket = new WebSocket(`${named.address.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      headers: { origin },
    });
    await once(socket, "open");
    await named.close();
  }
});

test("a server that stops closes its sockets", async () => {
  const stopping = await serve({ ledger: testLedger() });
  const socket = new WebSocket(`${stopping.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  const closed = once(socket, "close");
  await stopping.close();
  expect((await closed)[0]).toBe(1001);
});
