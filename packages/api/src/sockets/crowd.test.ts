// Many subscribers of the same: who is slow, who leaves and who gains a right changes nothing for the others.
import { once } from "node:events";
import { type Bearer, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { everything } from "@taizhang/log/testing/shell";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const carrier = "区教育局";
const other = "区民政局";

let ledger: TestLedger;
let region: TestRegion;
let serving: Serving;
let taskId: string;

beforeEach(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  await region.register(other);
  const { taskIds } = await region.issue("任务分解表", [{ text: "公开招生政策", units: [[carrier, "responsible"]] }]);
  taskId = taskIds[0] ?? "";
  serving = await serve({ ledger, kept: [] });
});
afterEach(() => serving.close());

const large = Array.from({ length: 15 }, (_none, at) => `data${at}: data`).join(" ");
const query = `subscription { changes { __typename ... on Change { eventId sight ${large} } } }`;
const message = z.object({
  type: z.string(),
  payload: z
    .object({
      data: z.object({
        changes: z.object({ __typename: z.string(), eventId: z.string().optional(), sight: z.string().optional() }),
      }),
    })
    .optional(),
});

/** Somebody who follows, and has caught up. */
async function follower(as: Bearer) {
  const socket = new WebSocket(`${serving.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  const authorization = `Bearer ${await serving.token(as)}`;
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  await once(socket, "message");
  const heard: { readonly id: string; readonly sight: string | undefined }[] = [];
  const ears = { hear: () => {} };
  const caughtUp = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const { payload } = message.parse(JSON.parse(String(data)));
      const { __typename: kind, eventId, sight } = payload?.data.changes ?? {};
      if (kind === "CaughtUp") resolve();
      if (eventId !== undefined) heard.push({ id: eventId, sight });
      ears.hear();
    });
  });
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
  await caughtUp;
  return {
    socket,
    heard,
    ids: () => heard.map(({ id }) => id),
    /** Resolves once it has heard of so many events. */
    hasHeard: (count: number) =>
      new Promise<void>((resolve) => {
        ears.hear = () => heard.length >= count && resolve();
        ears.hear();
      }),
  };
}

const allIds = async () => (await everything(ledger.log)).map(({ id }) => id);

test("who does not read holds up nobody, and misses nothing", async () => {
  const [slow, quick, another] = await Promise.all(
    ["slow", "quick", "another"].map((sub) => follower({ ...region.bearer("auditor"), sub })),
  );
  if (!slow || !quick || !another) throw new Error("three follow");
  const before = slow.heard.length;
  slow.socket.pause();
  // Far more than the buffers at both ends of a connection hold.
  for (let no = 0; no < 80; no++) {
    await region.report(carrier, taskId, "已公开".repeat(1300));
    await Promise.all([quick, another].map((each) => each.hasHeard(before + no + 1)));
  }
  expect(slow.heard.length).toBeLessThan(before + 80);
  slow.socket.resume();
  await slow.hasHeard(before + 80);
  const ids = await allIds();
  for (const each of [slow, quick, another]) {
    expect(each.ids()).toEqual(ids);
    each.socket.terminate();
  }
});

test("who leaves while it does not read is let go, and the others go on", async () => {
  const [slow, quick] = await Promise.all(
    ["slow", "quick"].map((sub) => follower({ ...region.bearer("auditor"), sub })),
  );
  if (!slow || !quick) throw new Error("two follow");
  slow.socket.pause();
  for (let no = 0; no < 40; no++) await region.report(carrier, taskId, "已公开".repeat(1300));
  slow.socket.terminate();
  for (let no = 0; no < 3; no++) await region.report(carrier, taskId, "已公开");
  const ids = await allIds();
  await quick.hasHeard(ids.length);
  expect(quick.ids()).toEqual(ids);
  await expect.poll(async () => (await serving.send("/metrics", {}, null)).text()).toMatch(/^taizhang_sockets 1$/m);
  quick.socket.terminate();
});

test("who becomes lead is told everything from then on, and those beside it as much as before", async () => {
  const units = ["one", "two"].map((sub) => follower({ ...region.bearer("unit", other), sub }));
  const third = "区财政局";
  await region.register(third);
  const [one, two, beside] = await Promise.all([...units, follower(region.bearer("unit", third))]);
  if (!one || !two || !beside) throw new Error("three follow");
  await region.report(carrier, taskId, "之前");
  const unitId = region.unitId(other);
  const assignments = [{ unitId, relations: ["lead" as const], via: null, inheritedFromRow: null }];
  const lists = { units: registered(unitId), groups: new Map() };
  const given = { assignments, groups: [], external: [] };
  await region.give(region.bearer("office"), task, "assignUnits", taskId, given, lists);
  await region.report(carrier, taskId, "之后");
  const ids = await allIds();
  const sights = async (each: typeof one) => {
    await each.hasHeard(ids.length);
    expect(each.ids()).toEqual(ids);
    each.socket.terminate();
    return each.heard.slice(-3).map(({ sight }) => sight);
  };
  for (const each of [one, two]) expect(await sights(each)).toEqual(["STATE", "WHOLE", "WHOLE"]);
  expect((await sights(beside)).at(-1)).toBe("STATE");
});
