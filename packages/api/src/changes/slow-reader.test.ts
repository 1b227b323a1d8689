import { once } from "node:events";
import type { EventLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";

const carrier = "区教育局";
const ledger = testLedger();
let region: TestRegion;
/** A server that soon gives up a reader, and one that never does. */
let hasty: Serving;
let waiting: Serving;
/** Resolves when the hasty server no longer follows the log. */
let letGo: Promise<unknown>;

beforeAll(async () => {
  region = testRegion(ledger);
  const { taskIds } = await region.issue("任务分解表", [{ text: "公开招生政策", units: [[carrier, "responsible"]] }]);
  // Far more than the buffers at both ends of a connection hold.
  for (let no = 0; no < 80; no++) await region.report(carrier, taskIds[0] ?? "", "已公开".repeat(1300));
  waiting = await serve({ ledger });
  let tell: (value: unknown) => void = () => undefined;
  letGo = new Promise((resolve) => {
    tell = resolve;
  });
  const log: EventLog = {
    ...ledger.log,
    follow(from, options) {
      options.signal.addEventListener("abort", tell);
      return ledger.log.follow(from, options);
    },
  };
  hasty = await serve({ ledger, kept: [], parts: { log, bounds: { ...patient, messageMs: 300 } } });
});

afterAll(() => Promise.all([hasty?.close(), waiting?.close()]));

const large = Array.from({ length: 15 }, (_none, at) => `data${at}: data`).join(" ");
const query = `subscription ($after: String) {
  changes(after: $after) {
    __typename
    ... on Change { cursor eventId ${large} }
    ... on Checkpoint { cursor }
    ... on CaughtUp { cursor }
    ... on Lagging { cursor }
  }
}`;

const heard = z.object({
  type: z.string(),
  payload: z
    .object({
      data: z.object({
        changes: z.object({ __typename: z.string(), cursor: z.string().nullable(), eventId: z.string().optional() }),
      }),
    })
    .optional(),
});

/** Subscribes after a cursor; `stall` is called once, with the first message. Gives all messages to the last. */
async function listen(serving: Serving, after: string | null, stall: (socket: WebSocket) => void) {
  const socket = new WebSocket(`${serving.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  const authorization = `Bearer ${await serving.token(region.bearer("auditor"))}`;
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  await once(socket, "message");
  socket.once("message", () => stall(socket));
  const messages: z.infer<typeof heard>["payload"][] = [];
  const end = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const { type, payload } = heard.parse(JSON.parse(String(data)));
      if (type === "next") messages.push(payload);
      if (type === "complete" || payload?.data.changes.__typename === "CaughtUp") resolve();
    });
  });
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables: { after } } }));
  await end;
  socket.terminate();
  return messages.flatMap((message) => message?.data.changes ?? []);
}

test("a reader that stops reading learns where it lagged, and resumes there without gap or repeat", async () => {
  const first = await listen(hasty, null, async (socket) => {
    socket.pause();
    await letGo;
    socket.resume();
  });
  const told = first.at(-1);
  expect(told).toEqual({ __typename: "Lagging", cursor: first.at(-2)?.cursor });
  expect(first.length).toBeLessThan(80);
  const second = await listen(waiting, told?.cursor ?? null, () => undefined);
  const ids = [...first, ...second].flatMap(({ eventId }) => eventId ?? []);
  expect(ids).toEqual((await everything(ledger.log)).map((event) => event.id));
});
