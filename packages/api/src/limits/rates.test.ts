// Rate limits over every door: what a bearer asks for, by cost; what an address sends without a good token; uploads.
import type { Bearer } from "@taizhang/domain";
import { parse } from "graphql";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openStream } from "../../testing/event-stream.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { wholeFeed } from "../changes/whole-feed.ts";
import type { ApiConfig } from "../config.ts";
import { makeSchema } from "../schema/schema.ts";
import { guardOperation } from "./guard-operation.ts";
import { limits } from "./limits.ts";
import { networkOf } from "./rates.ts";

let serving: Serving;
let region: TestRegion;
afterEach(() => serving.close());

async function limited(settings: Partial<ApiConfig>): Promise<void> {
  const ledger = testLedger();
  region = testRegion(ledger);
  serving = await serve({ ledger, settings });
}

const somebody = (sub: string): Bearer => ({ ...region.bearer("office"), sub });
const me = "{ me { subjectId } }";
const json = { "content-type": "application/json" };
const asks = (as: Bearer | null, headers: Readonly<Record<string, string>> = {}, query = me) =>
  serving.send("/graphql", { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify({ query }) }, as);

const refused = {
  code: "TOO_MANY_REQUESTS",
  retryAfter: expect.any(Number),
  messageZh: expect.stringMatching(/请在\d+秒后再试/),
};

describe("a bearer", () => {
  // Two fields and the request itself.
  const points = limits.requestPoints + 2;

  test("who has spent the points gets 429 with the time to wait and what was exceeded, and others do not", async () => {
    await limited({ bearerPoints: 3 * points });
    for (let at = 0; at < 3; at += 1) expect((await asks(somebody("1"))).status).toBe(200);
    const answer = await asks(somebody("1"));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    const { errors } = JSON.parse(await answer.text());
    expect(errors).toMatchObject([{ message: expect.stringContaining(`${3 * points} points`), extensions: refused }]);
    // Behind one address there may be a whole office.
    expect((await asks(somebody("2"))).status).toBe(200);
    expect((await asks({ ...somebody("1"), regionId: "500155" })).status).toBe(200);
    expect((await serving.send("/import?name=a.txt", { method: "POST", body: "x" }, somebody("1"))).status).toBe(429);
  });

  test("is counted for a request that asks for no operation, too, and is refused before the next one is read", async () => {
    await limited({ bearerPoints: 3 * limits.requestPoints });
    const sends = (body: string) =>
      serving.send("/graphql", { method: "POST", headers: json, body }, somebody("1")).then(({ status }) => status);
    const statuses = [await sends("{"), await sends(JSON.stringify({ query: "{" })), await sends("[]")];
    expect(statuses).toEqual([400, 400, 400]);
    await expect.poll(() => sends("{")).toBe(429);
    expect((await asks(somebody("1"))).status).toBe(429);
    expect((await asks(somebody("2"))).status).toBe(200);
  });

  test("spends by cost: a history takes what many small queries take", async () => {
    await limited({ bearerPoints: limits.logPoints + 2 * points });
    const history = "{ history(of: { roster: true }, first: 1) { edges { cursor } } }";
    expect((await asks(somebody("1"), {}, history)).status).toBe(200);
    const answer = await asks(somebody("1"), {}, history);
    expect([answer.status, answer.headers.has("retry-after")]).toEqual([429, true]);
    for (let at = 0; at < 20; at += 1) expect((await asks(somebody("2"))).status).toBe(200);
  });

  test("who tries what is not there is counted for each attempt, whether or not it is somewhere else", async () => {
    await limited({ bearerPoints: 3 * limits.deniedPoints });
    const [taskId = ""] = (
      await region.issue("任务分解表", [{ text: "公开预算", units: [["区财政局", "responsible"]] }])
    ).taskIds;
    const tries = (as: Bearer, target: string, nth: number) =>
      serving.ask(
        `mutation { signOff(input: { commandId: "try-${nth}", taskId: "${target}", unitId: "${target}", opinion: "同意" }) { rejection { code } } }`,
        {},
        as,
      );
    const nowhere = "00000000-0000-4000-8000-000000000999";
    for (const [sub, target] of [
      ["1", taskId],
      ["2", nowhere],
    ] as const) {
      const stranger = { ...somebody(sub), regionId: "500155" };
      const codes = [];
      for (let nth = 0; nth < 4; nth += 1) {
        const { data, errors } = await tries(stranger, target, nth);
        codes.push(errors?.[0]?.extensions["code"] ?? Object(data).signOff.rejection.code);
      }
      expect(codes).toEqual(["TASK_NOT_FOUND", "TASK_NOT_FOUND", "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"]);
    }
  });

  test("is counted over sockets too: the operation gets an error, and the socket stays", async () => {
    await limited({ bearerPoints: 2 * limits.requestPoints });
    const { socket, says } = await connected(`Bearer ${await serving.token(somebody("1"))}`);
    const subscribe = (id: string) => {
      const payload = { query: "subscription { changes { __typename } }" };
      socket.send(JSON.stringify({ id, type: "subscribe", payload }));
    };
    await expect.poll(() => says).toMatchObject([{ type: "connection_ack" }]);
    subscribe("a");
    await expect.poll(() => says).toMatchObject([{}, { id: "a", type: "next" }]);
    subscribe("b");
    await expect
      .poll(() => says)
      .toMatchObject([{}, {}, { id: "b", type: "error", payload: [{ extensions: refused }] }]);
    expect(socket.readyState).toBe(socket.OPEN);
    expect((await asks(somebody("1"))).status).toBe(429);
    socket.terminate();
  });

  test("is counted once for a stream of changes: the request, and what it asks for", async () => {
    const schema = makeSchema();
    const document = parse(wholeFeed(schema).query);
    const { points } = guardOperation({ schema, document, variables: { filter: {} }, bearer: null });
    await limited({ bearerPoints: 2 * (limits.requestPoints + points) });
    const authorization = `Bearer ${await serving.token(somebody("1"))}`;
    const statuses = [];
    for (let at = 0; at < 3; at += 1) {
      const stream = await openStream(`${serving.address}/changes`, { authorization });
      statuses.push(stream.statusCode);
      stream.destroy();
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  test("has a quota of uploads", async () => {
    await limited({ bearerUploads: 1 });
    const uploads = (sub: string) => serving.send("/import?name=a.txt", { method: "POST", body: "x" }, somebody(sub));
    expect((await uploads("1")).status).toBe(422);
    const answer = await uploads("1");
    expect([answer.status, answer.headers.has("retry-after")]).toEqual([429, true]);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("1 notices"), ...refused } });
    expect((await uploads("2")).status).toBe(422);
  });
});

describe("an address without a good token", () => {
  test("is refused after so many requests, over every door; good tokens and health are not", async () => {
    await limited({ strangerRequests: 3 });
    const garbage = { authorization: "Bearer garbage" };
    expect((await asks(null)).status).toBe(401);
    expect((await asks(null, garbage)).status).toBe(401);
    const { closed } = await connected("Bearer garbage");
    expect(await closed).toBe(4403);
    const answer = await asks(null, garbage);
    expect([answer.status, answer.headers.has("retry-after")]).toEqual([429, true]);
    expect(await (await connected("Bearer garbage")).closed).toBe(4429);
    expect((await asks(somebody("1"))).status).toBe(200);
    for (const path of ["/health/live", "/metrics"]) expect((await serving.send(path, {}, null)).status).toBe(200);
  });

  test("is that of the connection, unless a trusted proxy names another", async () => {
    const from = (address: string) => asks(null, { "x-forwarded-for": address });
    await limited({ strangerRequests: 1 });
    expect((await from("192.0.2.1")).status).toBe(401);
    expect((await from("192.0.2.2")).status).toBe(429);
    await serving.close();
    await limited({ strangerRequests: 1, trustedProxies: ["127.0.0.0/8"] });
    expect((await from("192.0.2.1")).status).toBe(401);
    expect((await from("192.0.2.2")).status).toBe(401);
    expect((await from("192.0.2.1")).status).toBe(429);
    // What stands left of an untrusted address is the client's own word.
    expect((await from("198.51.100.1, 192.0.2.1")).status).toBe(429);
  });

  test("counts as its network where it is IPv6", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2::9"));
    expect(networkOf("2001:db8:1:2::9")).not.toBe(networkOf("2001:db8:1:3::9"));
    expect(networkOf("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(networkOf("192.0.2.1")).toBe("192.0.2.1");
  });
});

/** A socket that has said connection_init, what it is told, and the code it is closed with. */
async function connected(authorization: string) {
  const socket = new WebSocket(`${serving.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const says: unknown[] = [];
  socket.on("message", (data) => says.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  return { socket, says, closed };
}
