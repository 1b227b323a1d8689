// The AsyncAPI document is one by the schema of AsyncAPI, and what is really sent is as it says.
import specs from "@asyncapi/specs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { eventsIn, openStream, textUpTo } from "../../testing/event-stream.ts";
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

describe("what is sent is as the document says", () => {
  const carrier = "区教育局";
  const ledger = testLedger();
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

  const payloads = validator().addSchema({ $id: "document", ...document });

  /** The faults of a payload of a message. */
  function faultsOf(message: string, payload: unknown): unknown {
    const isValid = payloads.getSchema(`document#/components/messages/${message}/payload`);
    if (!isValid) throw new Error(`the document has no message ${message}`);
    isValid(payload);
    return isValid.errors ?? [];
  }

  test.each([
    ["office", null, ""],
    ["unit", null, ""],
    ["analyst", null, ""],
    ["office", null, "?types=CompletionClaimed"],
  ] as const)("over a stream, to the %s", async (role, unit, query) => {
    const headers = { authorization: `Bearer ${await serving.token(region.bearer(role, unit))}` };
    const answer = await openStream(`${serving.address}/changes${query}`, headers);
    const events = eventsIn(await textUpTo(answer, "event: CaughtUp\n"));
    for (const { event, data } of events) expect(faultsOf(event, data), event).toEqual([]);
    const kinds = new Set(events.map(({ event }) => event));
    expect([...kinds]).toEqual([...(query === "" ? [] : ["Checkpoint"]), "Change", "CaughtUp"]);
    expect(faultsOf("Change", { ...events.find(({ event }) => event === "Change")?.data, sequence: "7" })).not.toEqual(
      [],
    );
  });

  test("over a stream that fails", async () => {
    const headers = { authorization: `Bearer ${await serving.token(region.bearer("office"), 1)}` };
    const answer = await openStream(`${serving.address}/changes`, headers);
    const last = eventsIn(await textUpTo(answer, Number.POSITIVE_INFINITY)).at(-1);
    expect(faultsOf(last?.event ?? "", last?.data)).toEqual([]);
  });

  test("over a socket", async () => {
    const client = createClient({
      url: `${serving.address.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${await serving.token(region.bearer("office"))}` },
      retryAttempts: 0,
    });
    const payload = { query: wholeFeed(makeSchema()).query, variables: { filter: { types: ["CompletionClaimed"] } } };
    expect(faultsOf("Subscribe", { id: "1", type: "subscribe", payload })).toEqual([]);
    const kinds: unknown[] = [];
    for await (const next of client.iterate(payload)) {
      expect(faultsOf("Next", { id: "1", type: "next", payload: next })).toEqual([]);
      kinds.push(Object(next.data?.["changes"]).__typename);
      if (kinds.at(-1) === "CaughtUp") break;
    }
    client.terminate();
    expect(kinds).toEqual(["Checkpoint", "Change", "CaughtUp"]);
  });
});
