// GET /changes over real HTTP: what the subscription tells, as a stream of events that survives being cut off anywhere.
import type { Bearer } from "@taizhang/domain";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsIn, openStream, type StreamEvent, textUpTo } from "../../testing/event-stream.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";
import type { DenyList } from "../auth/deny-list.ts";
import { feed } from "./feed.ts";

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
let planId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    [carrier, "responsible"],
    [other, "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开义务教育招生政策", units }]);
  await testRegion(ledger, "500155").register("区财政局");
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

interface Listening {
  readonly as: Bearer;
  readonly query?: string;
  readonly lastId?: string | null;
  readonly accept?: string;
  readonly at?: Serving;
}

async function listen({ as, query = "", lastId = null, accept = "text/event-stream", at = serving }: Listening) {
  return openStream(`${at.address}/changes${query}`, {
    accept,
    authorization: `Bearer ${await at.token(as)}`,
    ...(lastId === null ? {} : { "last-event-id": lastId }),
  });
}

/** The events up to the first of a kind. */
async function heard(listening: Listening, upTo = "CaughtUp"): Promise<StreamEvent[]> {
  const text = await textUpTo(await listen(listening), `event: ${upTo}\n`);
  return eventsIn(text);
}

const idsIn = (events: readonly StreamEvent[]) =>
  events.flatMap(({ event, data }) => (event === "Change" ? [data["id"]] : []));

/** The ids of what the feed tells a reader, up to now. */
async function idsFor(reader: Bearer): Promise<string[]> {
  const ids: string[] = [];
  const wanted = { reader, after: null, since: null, filter: {}, patienceMs: 1_000_000 };
  for await (const message of await feed(ledger, wanted)) {
    if (message.kind === "CaughtUp") break;
    if (message.kind === "Change") ids.push(message.eventId);
  }
  return ids;
}

describe("a client that is cut off ten times, at any byte, and comes back with the last id it has seen whole", () => {
  // In the middle of a name, of an id, of Chinese letters; before the first event, and behind many.
  const cuts = [1, 30, 700, 1500, 2049, 333, 4096, 90, 6000, 12_345];

  test.each(["auditor", "unit", "analyst"] as const)(
    "gets all that a reader may know, once and in order: %s",
    async (role) => {
      const as = region.bearer(role, role === "unit" ? other : null);
      const ids: unknown[] = [];
      let lastId: string | null = null;
      for (const cut of cuts) {
        const events: StreamEvent[] = eventsIn(await textUpTo(await listen({ as, lastId }), cut), lastId);
        ids.push(...idsIn(events));
        lastId = events.at(-1)?.lastId ?? lastId;
        for (const no of [1, 2, 3]) await region.report(carrier, taskId, `第${no}次填报，已经公开`);
      }
      expect(lastId).not.toBeNull();
      ids.push(...idsIn(await heard({ as, lastId })));
      expect(ids).toEqual(await idsFor(as));
      const all = (await everything(ledger.log)).filter(({ meta }) => meta.regionId === region.regionId);
      expect(ids).toEqual(all.map(({ id }) => id));
    },
  );
});

describe("a stream", () => {
  test.each(["text/event-stream; charset=utf-8", "text/event-stream;charset=UTF-8", "text/*", "*/*"])(
    "is there for whoever accepts %s",
    async (accept) => {
      expect(await heard({ as: region.bearer("office"), accept })).not.toEqual([]);
    },
  );

  test("carries a change as a CloudEvent, whose data are what the subscription tells", async () => {
    const as = region.bearer("unit", other);
    const { position, eventIds } = await region.report(carrier, taskId, "已公开招生简章");
    const before = (await everything(ledger.log)).at(-2)?.position;
    const [change, caughtUp] = await heard({ as, query: `?since=${before}` });
    const stored = (await everything(ledger.log)).at(-1);
    expect(change).toMatchObject({
      event: "Change",
      data: {
        specversion: "1.0",
        id: eventIds[0],
        source: "/regions/420304",
        type: "ProgressReported",
        subject: `task-${taskId}`,
        time: stored?.meta.happenedAt,
        datacontenttype: "application/json",
        sequence: String(position).padStart(20, "0"),
        recordedtime: stored?.recordedAt,
        data: {
          position: String(position),
          sight: "STATE",
          data: null,
          actor: { subjectId: null, unitId: region.unitId(carrier), unitName: carrier },
          sentence: { zh: "进展填报", en: "Report progress" },
        },
      },
    });
    expect(caughtUp).toMatchObject({ event: "CaughtUp", id: change?.id });
    expect(caughtUp?.data).toEqual({ cursor: change?.id });
  });

  test("goes on live, and sends comments while nothing happens", async () => {
    const quiet = await serve({
      ledger,
      kept: [],
      parts: { bounds: { ...patient, socket: { ...patient.socket, keepAliveMs: 20 } } },
    });
    const answer = await listen({ as: region.bearer("office"), query: "?types=CompletionClaimed", at: quiet });
    let text = "";
    for await (const chunk of answer) {
      text += chunk;
      const isQuiet = text.includes("event: CaughtUp\n") && text.endsWith(":\n\n:\n\n");
      if (isQuiet) await region.claim(carrier, taskId, "全部公开");
      if (text.includes("event: Change\n")) break;
    }
    answer.destroy();
    expect(text).toMatch(/^retry: 3000\n\n/);
    expect(eventsIn(text).map(({ event, data }) => [event, data["type"]])).toEqual([
      ["CaughtUp", undefined],
      ["Change", "CompletionClaimed"],
    ]);
    await quiet.close();
  });

  test("is told of as what it is, and is kept by nobody", async () => {
    const { statusCode, headers } = await listen({ as: region.bearer("office") });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-request-id": expect.any(String),
      "x-content-type-options": "nosniff",
    });
  });

  test("takes every condition of the filter, and a list with commas or one by one", async () => {
    const as = region.bearer("office");
    const typesOf = async (query: string) => new Set((await heard({ as, query })).map(({ data }) => data["type"]));
    const two = new Set(["ProgressReported", "UnitRegistered", undefined]);
    expect(await typesOf("?types=ProgressReported,UnitRegistered")).toEqual(two);
    expect(await typesOf("?types=ProgressReported&types=UnitRegistered")).toEqual(two);
    expect(await typesOf(`?planId=${planId}&taskId=${taskId}&unitId=${region.unitId(other)}&types=TaskOpened`)).toEqual(
      new Set([undefined]),
    );
  });

  test("goes on behind Last-Event-ID, whatever its address says", async () => {
    const as = region.bearer("office");
    const all = await heard({ as });
    const lastId = all.at(-3)?.lastId ?? null;
    for (const query of ["", `?after=${all[0]?.lastId}`, "?since=100"]) {
      expect((await heard({ as, query, lastId })).map(({ event }) => event)).toEqual(["Change", "CaughtUp"]);
    }
    expect(idsIn(await heard({ as, query: `?after=${all[0]?.lastId}` }))).toEqual(idsIn(all).slice(1));
  });
});

describe("a request is refused", () => {
  const plain = async (path: string, init: RequestInit, as: Bearer | null) => {
    const answer = await serving.send(path, init, as);
    return [answer.status, init.method === "HEAD" ? null : JSON.parse(await answer.text()).error.code];
  };
  const office = () => region.bearer("office");

  test("without a token, and to whoever may read neither plans nor the roster", async () => {
    expect(await plain("/changes", {}, null)).toEqual([401, "UNAUTHENTICATED"]);
    expect(await plain("/changes", {}, region.bearer("developer"))).toEqual([403, "FORBIDDEN"]);
  });

  test("by another method, and for another type", async () => {
    expect(await plain("/changes", { method: "HEAD" }, office())).toEqual([405, null]);
    const posted = await serving.send("/changes", { method: "POST" }, office());
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
    expect(await plain("/changes", { headers: { accept: "application/json" } }, office())).toEqual([
      406,
      "NOT_ACCEPTABLE",
    ]);
  });

  test.each([
    ["?after=nonsense", "BAD_USER_INPUT", "after", /after（或 Last-Event-ID）/],
    ["?since=nonsense", "BAD_USER_INPUT", "since", /^since：应为回执所载的位置/],
    ["?since=999999999999", "CURSOR_OF_OTHER_LOG", "since", /^since：/],
    ["?since=100&after=eA", "BAD_USER_INPUT", "since", /after 和 since 最多给出一个/],
    ["?since=100&since=200", "BAD_USER_INPUT", "since", /^since：写了不止一次，请只写一次。$/],
    ["?planId=a&types=A&types=B&planId=b", "BAD_USER_INPUT", "planId", /^planId：写了不止一次/],
    ["?types=NothingHappened", "BAD_USER_INPUT", "types", /^types：没有事件类型“NothingHappened”；有：/],
    ["?types=ProgressReported,", "BAD_USER_INPUT", "types", /^types：逗号前后有空项，请删去多余的逗号。$/],
    ["?types=", "BAD_USER_INPUT", "types", /^types：没有写事件类型/],
    ["?planId=nowhere", "BAD_USER_INPUT", "planId", /^planId：本行政区划没有这个编号的计划/],
    ["?planId=", "BAD_USER_INPUT", "planId", /^planId：本行政区划没有/],
    ["?taskId=&types=ProgressReported", "BAD_USER_INPUT", "taskId", /^taskId：本行政区划没有/],
    ["?unitId=", "BAD_USER_INPUT", "unitId", /^unitId：本行政区划没有/],
    [
      "?type=ProgressReported",
      "BAD_USER_INPUT",
      "type",
      /^type：此地址没有这个参数，可用的有since、after、planId、taskId、unitId、types。$/,
    ],
    ["?filter=ProgressReported", "BAD_USER_INPUT", "filter", /^filter：此地址没有这个参数/],
  ])("where nothing could come of it: %s", async (query, code, field, sentence) => {
    const answer = await serving.send(`/changes${query}`, {}, office());
    expect(answer.status).toBe(400);
    expect(JSON.parse(await answer.text())).toMatchObject({
      error: {
        code,
        field,
        messageZh: expect.stringMatching(sentence),
        messageEn: expect.not.stringContaining("filter."),
      },
    });
  });

  test("beyond what a bearer may hold open, streams and sockets together, until one is closed", async () => {
    const as = { ...office(), sub: "eager" };
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => listen({ as })));
    expect((await listen({ as })).statusCode).toBe(429);
    five[0]?.destroy();
    await expect
      .poll(async () => {
        const next = await listen({ as });
        if (next.statusCode !== 200) next.destroy();
        return next.statusCode;
      })
      .toBe(200);
    for (const each of five) each.destroy();
  });

  test("by the browser, from a page of an origin that is not named", async () => {
    const origin = "https://ledger.example";
    const named = await serve({ ledger, kept: [], settings: { corsOrigins: [origin] } });
    const asked = { origin, authorization: `Bearer ${await named.token(office())}` };
    const answer = await openStream(`${named.address}/changes`, asked);
    const stranger = await openStream(`${named.address}/changes`, { ...asked, origin: "https://evil.example" });
    expect(answer.headers["access-control-allow-origin"]).toBe(origin);
    expect(stranger.headers["access-control-allow-origin"]).toBeUndefined();
    for (const each of [answer, stranger]) each.destroy();
    await named.close();
  });

  test("where the server is full", async () => {
    const full = await serve({
      ledger,
      kept: [],
      parts: { bounds: { ...patient, socket: { ...patient.socket, total: 1 } } },
    });
    const first = await listen({ as: office(), at: full });
    expect((await listen({ as: region.bearer("auditor"), at: full })).statusCode).toBe(503);
    first.destroy();
    await full.close();
  });
});

describe("a stream ends", () => {
  const lastOf = async (answer: Awaited<ReturnType<typeof listen>>) =>
    eventsIn(await textUpTo(answer, Number.POSITIVE_INFINITY)).at(-1);

  test("when its token does, and says so", async () => {
    const headers = { authorization: `Bearer ${await serving.token(region.bearer("office"), 1)}` };
    const last = await lastOf(await openStream(`${serving.address}/changes`, headers));
    expect(last).toMatchObject({
      event: "Failure",
      data: { error: { code: "UNAUTHENTICATED", message: expect.stringMatching(/the token has expired/) } },
    });
  });

  test("when its token is denied", async () => {
    let tell = () => {};
    const denyList: DenyList = {
      denies: () => true,
      onChange(heardOf) {
        tell = heardOf;
        return () => undefined;
      },
      close: () => undefined,
    };
    const wary = await serve({ ledger, kept: [], parts: { denyList } });
    const answer = await listen({ as: region.bearer("office"), at: wary });
    tell();
    expect(await lastOf(answer)).toMatchObject({ event: "Failure", data: { error: { code: "UNAUTHENTICATED" } } });
    await wary.close();
  });

  test("whole when the server stops, so that its client comes back", async () => {
    const stopping = await serve({ ledger, kept: [] });
    const answer = await listen({ as: region.bearer("office"), at: stopping });
    let text = "";
    let stopped: Promise<void> | null = null;
    for await (const chunk of answer) {
      text += chunk;
      if (text.includes("event: CaughtUp\n")) stopped ??= stopping.close();
    }
    await stopped;
    expect(eventsIn(text).at(-1)).toMatchObject({ event: "CaughtUp" });
    expect(answer.complete).toBe(true);
  });

  test("with `Lagging` where its reader takes nothing for too long, and loses nothing by coming back", async () => {
    // Far more than the buffers at both ends of a connection hold.
    for (let no = 0; no < 400; no++) await region.report(other, taskId, "已公开".repeat(1300));
    let tell: (value: unknown) => void = () => undefined;
    const letGo = new Promise((resolve) => {
      tell = resolve;
    });
    const log: typeof ledger.log = {
      ...ledger.log,
      follow(from, options) {
        options.signal.addEventListener("abort", tell);
        return ledger.log.follow(from, options);
      },
    };
    const hasty = await serve({ ledger, kept: [], parts: { log, bounds: { ...patient, messageMs: 300 } } });
    const as = region.bearer("auditor");
    const answer = await listen({ as, at: hasty });
    await letGo;
    const events = eventsIn(await textUpTo(answer, Number.POSITIVE_INFINITY));
    const last = events.at(-1);
    const cursor = events.at(-2)?.id;
    expect(last).toMatchObject({ event: "Lagging", id: cursor });
    expect(last?.data).toEqual({ cursor });
    const rest = await heard({ as, lastId: last?.lastId ?? null });
    expect([...idsIn(events), ...idsIn(rest)]).toEqual(await idsFor(as));
    await hasty.close();
  });

  test("without a word where its reader takes nothing at all, not even the comments", async () => {
    const socket = { ...patient.socket, keepAliveMs: 100 };
    const wary = await serve({ ledger, kept: [], parts: { bounds: { ...patient, socket } } });
    const answer = await listen({ as: region.bearer("auditor"), at: wary });
    const open = async () =>
      /^taizhang_event_streams (\d+)$/m.exec(await (await wary.send("/metrics", {}, null)).text())?.[1];
    await expect.poll(open).toBe("0");
    answer.destroy();
    await wary.close();
  });

  test("where the log is restored meanwhile, and says so", async () => {
    const answer = await listen({ as: region.bearer("auditor") });
    let text = "";
    for await (const chunk of answer) {
      text += chunk;
      if (text.includes("event: CaughtUp\n") && !text.includes("event: Failure\n")) {
        await restorable.restore((await everything(ledger.log)).at(-3)?.position ?? null);
      }
    }
    expect(eventsIn(text).at(-1)).toMatchObject({ event: "Failure", data: { error: { code: "CURSOR_OF_OTHER_LOG" } } });
  });
});
