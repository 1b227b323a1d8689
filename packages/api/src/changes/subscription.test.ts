import type { Bearer } from "@taizhang/domain";
import { Outage } from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import { memoryViews } from "@taizhang/projections";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const carrier = "区教育局";
const other = "区民政局";

let restorable: RestorableLog;
const ledger = testLedger("2021-03-01", (now) => {
  restorable = restorableLog(now);
  return restorable.log;
});
let region: TestRegion;
let serving: Serving;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const { taskIds } = await region.issue("任务分解表", [
    {
      text: "公开义务教育招生政策",
      units: [
        [carrier, "responsible"],
        [other, "responsible"],
      ],
    },
  ]);
  taskId = taskIds[0] ?? "";
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

const document = `subscription ($after: String, $since: Position, $filter: ChangesFilter) {
  changes(after: $after, since: $since, filter: $filter) {
    __typename
    ... on Change { cursor eventId type sight data actor { subjectId } sentence { zh } }
    ... on Checkpoint { cursor }
    ... on CaughtUp { cursor }
    ... on Lagging { cursor }
  }
}`;

const message = z.object({
  changes: z.looseObject({
    __typename: z.string(),
    cursor: z.string().nullable(),
    eventId: z.string().optional(),
  }),
});
type Message = z.infer<typeof message>["changes"];

interface Listening {
  readonly as: Bearer;
  readonly after?: string | null;
  readonly since?: string | null;
  readonly filter?: object;
  readonly at?: Serving;
}

/** Listens over a socket of its own, which is cut when the listener stops. */
async function* listen({
  as,
  after = null,
  since = null,
  filter = {},
  at = serving,
}: Listening): AsyncGenerator<Message, void> {
  const client = createClient({
    url: `${at.address.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await at.token(as)}` },
    retryAttempts: 0,
  });
  try {
    for await (const { data, errors } of client.iterate({ query: document, variables: { after, since, filter } })) {
      if (errors) throw new Error(`${errors[0]?.extensions?.["code"]}: ${errors[0]?.message}`);
      yield message.parse(data).changes;
    }
  } finally {
    client.terminate();
  }
}

/** What is told up to now, and then that this is all. */
async function told(listening: Listening): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const heard of listen(listening)) {
    messages.push(heard);
    if (heard.__typename === "CaughtUp") break;
  }
  return messages;
}

const history = async (listening: Listening) => (await told(listening)).slice(0, -1);

test("a subscription that is cut off ten times and resumed gets the whole log in its order, nothing twice", async () => {
  const as = region.bearer("auditor");
  const heard: (string | undefined)[] = [];
  let after: string | null = null;
  for (const most of [1, 2, 1, 3, 2, 1, 1, 4, 2, 3]) {
    let left = most;
    for await (const { __typename: kind, cursor, eventId } of listen({ as, after })) {
      if (kind === "Change") heard.push(eventId);
      after = cursor;
      left -= 1;
      if (left === 0) break;
    }
    for (const no of [1, 2, 3]) await region.report(other, taskId, `第${no}次`);
  }
  heard.push(...(await history({ as, after })).map(({ eventId }) => eventId));
  expect(heard).toEqual((await everything(ledger.log)).map((event) => event.id));
});

test("each listener gets the same change as far as it may know it", async () => {
  const listeners = [
    region.bearer("office"),
    region.bearer("unit", carrier),
    region.bearer("unit", other),
    region.bearer("analyst"),
  ];
  const live = listeners.map((as) => listen({ as, filter: { types: ["CompletionClaimed"] } }));
  for (const each of live) expect((await each.next()).value).toMatchObject({ __typename: "CaughtUp" });
  const next = live.map((each) => each.next());
  await region.claim(carrier, taskId, "全部公开");
  const [office, own, foreign, analyst] = (await Promise.all(next)).map(({ value }) => value);
  expect(office).toMatchObject({
    sight: "WHOLE",
    actor: { subjectId: `unit-${carrier}` },
    data: { done: { text: "全部公开" } },
  });
  expect(own).toEqual(office);
  expect(foreign).toMatchObject({
    sight: "STATE",
    actor: { subjectId: null },
    data: null,
    sentence: { zh: "申报办结" },
  });
  expect(analyst).toMatchObject({ sight: "WHOLE", actor: { subjectId: null }, data: { done: { text: "全部公开" } } });
  for (const each of live) await each.return();
});

test("a listener begins behind a position that an answer has shown", async () => {
  const { position } = await region.report(other, taskId, "已公开");
  const live = listen({ as: region.bearer("office"), since: String(position) });
  expect((await live.next()).value).toMatchObject({ __typename: "CaughtUp", cursor: expect.any(String) });
  await live.return();
});

describe("a position", () => {
  const as = () => region.bearer("office");
  const behind = (reader: Bearer, position: bigint, at = serving) => told({ as: reader, since: String(position), at });
  const neighbour = testRegion(ledger, "500155");
  const head = async () => (await ledger.log.head()) ?? 0n;

  test("at which nothing of the reader's region stands has the same behind it, whatever stands there of others", async () => {
    const own = await head();
    await neighbour.register("区水利局");
    const elsewhere = await head();
    await neighbour.register("区审计局");
    const { eventIds } = await region.report(other, taskId, "已公开");
    const after = await behind(as(), own);
    expect(after.map(({ __typename, eventId }) => eventId ?? __typename)).toEqual([...eventIds, "CaughtUp"]);
    for (const position of [own + 1n, elsewhere - 1n, elsewhere, elsewhere + 1n])
      expect(await behind(as(), position)).toEqual(after);
    const [theirs] = await behind(neighbour.bearer("office"), elsewhere);
    expect(theirs).toMatchObject({ data: { name: "区审计局" } });
  });

  test.each([
    ["are rebuilt", { kept: [] }],
    ["are away", { parts: { views: { ...memoryViews(), list: () => Promise.reject(new Outage("away")) } } }],
  ])("has the same behind it while the read models %s, as the log tells it", async (what, how) => {
    const own = await head();
    await neighbour.register(`区林业局（${what}）`);
    const elsewhere = await head();
    await region.report(other, taskId, "又公开");
    const alone = await serve({ ledger, ...how });
    for (const position of [0n, own, own + 1n, elsewhere])
      expect(await behind(as(), position, alone)).toEqual(await behind(as(), position));
    await alone.close();
  });

  test("before the region's first event has all of it behind it", async () => {
    const all = await told({ as: as() });
    for (const position of [0n, 1n]) expect(await behind(as(), position)).toEqual(all);
  });

  test("that the log has not come to is refused, with the one that it has come to", async () => {
    const end = await head();
    await expect(behind(as(), end)).resolves.toMatchObject([{ __typename: "CaughtUp" }]);
    await expect(behind(as(), end + 1n)).rejects.toThrow("CURSOR_OF_OTHER_LOG");
    await expect(behind(as(), end + 1n)).rejects.toThrow(`since: the event log ends at position ${end}`);
  });
});

test("a malformed cursor or filter is answered with its code", async () => {
  const as = region.bearer("auditor");
  const others = Buffer.from(JSON.stringify(["100", "another log"])).toString("base64url");
  await expect(history({ as, after: "nonsense" })).rejects.toThrow("BAD_USER_INPUT");
  await expect(history({ as, after: others })).rejects.toThrow("CURSOR_OF_OTHER_LOG");
  await expect(history({ as, after: others, since: "100" })).rejects.toThrow("BAD_USER_INPUT");
  await expect(history({ as, filter: { types: ["NothingHappened"] } })).rejects.toThrow("BAD_USER_INPUT");
});

test("a bearer who may not listen gets an error", async () => {
  await expect(history({ as: region.bearer("developer") })).rejects.toThrow("FORBIDDEN");
});

test("a listener of a log that is restored meanwhile is told that its cursor is of another log", async () => {
  const live = listen({ as: region.bearer("auditor") });
  for (let heard = await live.next(); heard.value?.__typename !== "CaughtUp"; ) heard = await live.next();
  const next = live.next();
  const backup = (await everything(ledger.log)).at(-3)?.position ?? null;
  await restorable.restore(backup);
  await expect(next).rejects.toMatchObject([{ extensions: { code: "CURSOR_OF_OTHER_LOG" } }]);
});
