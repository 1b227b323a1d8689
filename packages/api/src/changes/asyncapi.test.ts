// The AsyncAPI document is one by the schema of AsyncAPI, and whatever is really sent is as it says.
import { on, once } from "node:events";
import specs from "@asyncapi/specs";
import type { Bearer } from "@taizhang/domain";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { MessageType } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { eventsIn, openStream, type StreamEvent, textUpTo } from "../../testing/event-stream.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { makeSchema } from "../schema/schema.ts";
import { asyncApi } from "./asyncapi.ts";
import { wholeFeed } from "./whole-feed.ts";

const document = asyncApi(makeSchema());

/** A validator that knows the formats, and schemas with keywords of other dialects. */
const validator = () => formats.default(new Ajv({ strict: false, allErrors: true }));

test("the document is valid AsyncAPI 3.0.0", () => {
  const isValid = validator().compile(Object(specs.schemasWithoutId["3.0.0"]));
  isValid(document);
  expect(isValid.errors ?? []).toEqual([]);
  expect(isValid({ ...document, operations: { sendChanges: { action: "tell" } } })).toBe(false);
});

const schemas = validator().addSchema({ $id: "document", ...document });

/** The faults of something by a schema in the document. */
function faultsAt(path: string, said: unknown): readonly unknown[] {
  const isValid = schemas.getSchema(`document#/${path}`);
  if (!isValid) throw new Error(`the document has no ${path}`);
  isValid(said);
  return isValid.errors ?? [];
}

/** The messages of an operation that something may be: the document promises that it is exactly one. */
function messagesThat(operation: keyof typeof document.operations, isIt: (path: string) => boolean): string[] {
  const names = document.operations[operation].messages.map(({ $ref }) => $ref.split("/").at(-1) ?? "");
  return names.filter((name) => isIt(`components/messages/${name}`));
}

const frameIs = (operation: "receiveOverSocket" | "sendOverSocket", frame: unknown) =>
  messagesThat(operation, (path) => faultsAt(`${path}/payload`, frame).length === 0);

/** An event with its fields as headers. */
const eventIs = ({ event, id, data }: StreamEvent) =>
  messagesThat(
    "sendChanges",
    (path) =>
      faultsAt(`${path}/headers`, { event, ...(id === null ? {} : { id }) }).length === 0 &&
      faultsAt(`${path}/payload`, data).length === 0,
  );

const carrier = "区教育局";
let restorable: RestorableLog;
const ledger = testLedger("2021-03-01", (now) => {
  restorable = restorableLog(now);
  return restorable.log;
});
let region: TestRegion;
let serving: Serving;

beforeAll(async () => {
  region = testRegion(ledger);
  const { taskIds } = await region.issue("任务分解表", [{ text: "公开招生政策", units: [[carrier, "responsible"]] }]);
  for (let no = 0; no < 300; no++) await region.report(carrier, taskIds[0] ?? "", `第${no}次`);
  await region.claim(carrier, taskIds[0] ?? "", "全部公开");
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

describe("a stream", () => {
  const asked = async (as: Bearer, query = "", headers = {}, lifetimeSeconds = 600) =>
    openStream(`${serving.address}/changes${query}`, {
      authorization: `Bearer ${await serving.token(as, lifetimeSeconds)}`,
      ...headers,
    });
  const caughtUp = async (...how: Parameters<typeof asked>) =>
    eventsIn(await textUpTo(await asked(...how), "event: CaughtUp\n"));

  test.each([
    ["office", ""],
    ["unit", ""],
    ["analyst", ""],
    ["office", "?types=CompletionClaimed"],
  ] as const)("is as the document says: to the %s%s", async (role, query) => {
    const events = await caughtUp(region.bearer(role, null), query);
    for (const each of events) expect(eventIs(each), JSON.stringify(each)).toEqual([each.event]);
    const kinds = new Set(events.map(({ event }) => event));
    expect([...kinds]).toEqual([...(query === "" ? [] : ["Checkpoint"]), "Change", "CaughtUp"]);
  });

  test("is not as the document says where a message is not", async () => {
    const [change] = await caughtUp(region.bearer("office"));
    if (!change) throw new Error("nothing is told");
    const { data } = change;
    expect(eventIs({ ...change, event: "Changed" })).toEqual([]);
    expect(eventIs({ ...change, event: "Checkpoint" })).toEqual([]);
    expect(eventIs({ ...change, data: { ...data, sequence: "7" } })).toEqual([]);
    expect(eventIs({ ...change, event: "Failure", data: { error: { code: "UNHEARD_OF" } } })).toEqual([]);
  });

  test("goes on behind the id in the header that the document names", async () => {
    const office = region.bearer("office");
    const headers = Object.keys(document.components.messages.Request.bindings.http.headers.properties);
    expect(headers).toEqual(["Last-Event-ID"]);
    const lastId = (await caughtUp(office)).at(-3)?.id;
    const rest = await caughtUp(office, "", Object.fromEntries(headers.map((name) => [name, lastId])));
    expect(rest.map(({ event }) => event)).toEqual(["Change", "CaughtUp"]);
  });

  test("that fails says why in the words of the document", async () => {
    const answer = await asked(region.bearer("office"), "", {}, 1);
    const last = eventsIn(await textUpTo(answer, Number.POSITIVE_INFINITY)).at(-1);
    expect(last && eventIs(last)).toEqual(["Failure"]);
  });

  test.each([
    ["", "developer", 403],
    ["?after=nonsense", "office", 400],
    ["?unheardOf=1", "office", 400],
  ] as const)("that is refused (%s, to the %s) says so in the words of the document", async (query, role, status) => {
    const answer = await asked(region.bearer(role), query);
    const said = JSON.parse(await textUpTo(answer, Number.POSITIVE_INFINITY));
    expect(answer.statusCode).toBe(status);
    expect(faultsAt("components/messages/Refusal/payload", said)).toEqual([]);
  });

  test("may be asked for by the parameters of the document, none of which is null", () => {
    const path = "operations/receiveRequest/bindings/http/query";
    const { properties } = document.operations.receiveRequest.bindings.http.query;
    const { starts, conditions } = wholeFeed(makeSchema());
    expect(Object.keys(properties)).toEqual([...starts.keys(), ...conditions.keys()]);
    for (const name of Object.keys(properties)) expect(faultsAt(path, { [name]: null }), name).not.toEqual([]);
    const all = { since: "100", after: "x", planId: "x", taskId: "x", unitId: "x", types: ["ProgressReported"] };
    expect(faultsAt(path, all)).toEqual([]);
  });
});

describe("a socket", () => {
  /** What a client and the server say to each other; each message is held against the document as it comes. */
  async function session(authorization: string) {
    const socket = new WebSocket(`${serving.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const closed = once(socket, "close");
    const frames = on(socket, "message", { close: ["close"] });
    const heard: string[] = [];
    await once(socket, "open");

    function say(message: { readonly type: string; readonly [field: string]: unknown }): void {
      expect(frameIs("receiveOverSocket", message), JSON.stringify(message)).toHaveLength(1);
      socket.send(JSON.stringify(message));
    }

    say({ type: "connection_init", payload: { authorization } });
    return {
      say,
      subscribe: (id: string, payload: object) => say({ id, type: "subscribe", payload }),
      heard,
      /** The next message, which is one of the document. */
      async next(): Promise<Readonly<Record<string, unknown>>> {
        const { value } = await frames.next();
        const frame = JSON.parse(String(value[0]));
        const [name, ...others] = frameIs("sendOverSocket", frame);
        expect(name, JSON.stringify(frame)).toBeDefined();
        expect(others).toEqual([]);
        heard.push(name ?? "");
        return frame;
      },
      closed: async () => (await closed)[0],
      leave: () => socket.terminate(),
    };
  }
  type Session = Awaited<ReturnType<typeof session>>;
  const admitted = async (as: Bearer): Promise<Session> => {
    const talk = await session(`Bearer ${await serving.token(as)}`);
    await talk.next();
    return talk;
  };
  const whole = { query: wholeFeed(makeSchema()).query, variables: { filter: { types: ["CompletionClaimed"] } } };
  const kindIn = (frame: object) => Object(frame).payload.data.changes.__typename;

  test("that is accepted tells every kind by its name, until its client wants no more", async () => {
    const talk = await admitted(region.bearer("office"));
    talk.say({ type: "ping", payload: { at: "noon" } });
    expect(await talk.next()).toEqual({ type: "pong" });
    talk.say({ type: "pong" });
    talk.subscribe("1", whole);
    const kinds: unknown[] = [];
    while (kinds.at(-1) !== "CaughtUp") {
      const frame = await talk.next();
      const kind = kindIn(frame);
      const { __typename: _left, ...untold } = Object(frame)["payload"].data.changes;
      expect(frameIs("sendOverSocket", { ...frame, payload: { data: { changes: untold } } })).toEqual([]);
      kinds.push(kind);
    }
    expect(kinds).toEqual(["Checkpoint", "Change", "CaughtUp"]);
    talk.say({ id: "1", type: "complete" });
    talk.leave();
    expect(talk.heard).toEqual(["ConnectionAck", "Pong", "Next", "Next", "Next"]);
  });

  test.each([
    ["by who may not", "developer", whole, ["Next", "Complete"]],
    ["from nowhere", "office", { ...whole, variables: { after: "nonsense" } }, ["Next", "Complete"]],
    [
      "of nothing that there is",
      "office",
      { ...whole, variables: { filter: { types: ["No"] } } },
      ["Next", "Complete"],
    ],
    ["of what is no document", "office", { query: "subscription {" }, ["Error"]],
    ["of a field that is not there", "office", { query: "subscription { nothing }" }, ["Error"]],
    ["of a query", "office", { query: "{ me { subjectId } }" }, ["Error"]],
  ] as const)("refuses a subscription %s", async (_what, role, payload, told) => {
    const talk = await admitted({ ...region.bearer(role), sub: `refused ${_what}` });
    talk.subscribe("1", payload);
    for (const _each of told) await talk.next();
    talk.leave();
    expect(talk.heard).toEqual(["ConnectionAck", ...told]);
  });

  test("is closed for a wrong token, with a code that the document names", async () => {
    const talk = await session("Bearer garbage");
    const code = await talk.closed();
    expect(code).toBe(4403);
    expect(document.channels.graphql.description).toContain(`${code} where the token is not accepted`);
    expect(talk.heard).toEqual([]);
  });

  test("that follows a log which is restored meanwhile is told", async () => {
    const talk = await admitted(region.bearer("auditor"));
    talk.subscribe("1", whole);
    while (kindIn(await talk.next()) !== "CaughtUp");
    await restorable.restore(null);
    expect(await talk.next()).toMatchObject({ type: "error" });
    talk.leave();
  });

  test("is sent every message that the document has the server send, which has all of the protocol", async () => {
    const talk = await admitted(region.bearer("developer"));
    talk.say({ type: "ping" });
    talk.subscribe("1", whole);
    talk.subscribe("2", { query: "subscription {" });
    for (let no = 0; no < 4; no++) await talk.next();
    talk.leave();
    const sent = document.operations.sendOverSocket.messages.map(({ $ref }) => $ref.split("/").at(-1));
    expect(talk.heard.sort()).toEqual(sent.sort());
    expect(Object.keys(document.channels.graphql.messages)).toEqual(Object.keys(MessageType));
  });

  test.each([
    ["of no kind", { type: "unheard_of" }],
    ["that says neither what is told nor why nothing is", { id: "1", type: "next", payload: { data: null } }],
    ["with more than the document says", { type: "connection_ack", payload: {} }],
  ])("sends no message %s", (_what, frame) => {
    expect(frameIs("sendOverSocket", frame)).toEqual([]);
  });
});
