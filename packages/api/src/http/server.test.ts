import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { executor, identity, LogUnavailable, Overloaded, watchClock } from "@taizhang/log";
import { memoryViews, type Views } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { mutationOf } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { keepingLogger, patient, type Serving, serve } from "../../testing/serving.ts";
import { makeLogger } from "../logger.ts";

let serving: Serving;
let region: TestRegion;

beforeAll(async () => {
  const ledger = testLedger();
  region = testRegion(ledger);
  await region.register("区财政局");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const office = () => region.bearer("office");
const json = { "content-type": "application/json" };

const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  serving.send("/graphql", { method: "POST", headers, body }, office());

describe("the schema", () => {
  const introspection = "{ __schema { queryType { name } } }";

  test("cannot be read outside development, and errors give no hints about it", async () => {
    expect((await serving.ask(introspection, {}, office())).status).toBe(400);
    const { errors } = await serving.ask("{ me { subjectI } }", {}, office());
    expect(errors?.[0]?.message).toBe('Cannot query field "subjectI" on type "Me".');
  });

  test("can be read in development, even without a token", async () => {
    const open = await serve({ settings: { development: true } });
    expect(await open.ask(introspection, {}, null)).toMatchObject({
      data: { __schema: { queryType: { name: "Query" } } },
    });
    const { errors } = await open.ask("{ me { subjectI } }", {}, null);
    expect(errors?.[0]?.message).toMatch(/Did you mean "subjectId"/);
    await open.close();
  });
});

describe("a body of JSON", () => {
  const asked = JSON.stringify({ query: "{ me { subjectId } } # 财政局" });
  const send = (body: Uint8Array<ArrayBuffer>, type = "application/json") =>
    serving.send("/graphql", { method: "POST", headers: { "content-type": type }, body }, office());
  const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...Buffer.from(part)]));

  test.each([
    ["in UTF-8", bytes(asked)],
    ["in UTF-8 with its mark", bytes([0xef, 0xbb, 0xbf], asked)],
  ])("%s is read", async (_what, body) => expect((await send(body)).status).toBe(200));

  // 「市」 is CA D0 in GBK; ED A1 82 would be half of a surrogate pair.
  test.each([
    ["in GBK", bytes('{"query":"{ me { subjectId } } # ', [0xca, 0xd0], '"}')],
    ["with half of a character", bytes('{"query":"{ me { subjectId } } # ', [0xed, 0xa1, 0x82], '"}')],
    ["that ends within a character", bytes('{"query":"{ me { subjectId } } # ', [0xe5, 0xb8])],
  ])("%s is refused, whatever it says of itself", async (_what, body) => {
    for (const type of ["application/json", "application/json; charset=gbk", "application/json; charset=utf-8"]) {
      const answer = await send(body, type);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: "BAD_USER_INPUT", messageZh: expect.stringContaining("UTF-8") } }],
      });
    }
  });

  test("that names a prototype is refused as before", async () => {
    expect((await send(bytes('{"__proto__":{"query":"{ me { subjectId } }"}}'))).status).toBe(400);
  });
});

test("a bad token gets the same answer on every route", async () => {
  const headers = { authorization: "Bearer garbage", ...json };
  const graphql = await fetch(`${serving.address}/graphql`, {
    method: "POST",
    headers,
    body: '{"query":"{ me { roles } }"}',
  });
  expect(graphql.status).toBe(401);
  expect(await graphql.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  const upload = await fetch(`${serving.address}/import?name=a.txt`, { method: "POST", headers, body: "x" });
  expect(upload.status).toBe(401);
  expect(await upload.json()).toMatchObject({ error: { code: "UNAUTHENTICATED", messageZh: expect.any(String) } });
});

describe("without a token", () => {
  test("nothing is answered, and an operation is not even read", async () => {
    // Its body never comes: only whoever does not wait for it can answer.
    for (const path of ["/graphql", "/import?name=a.txt", "/nothing"]) {
      const answer = await headersOnly(path, { host: "127.0.0.1" });
      expect(answer, path).toMatch(path === "/nothing" ? /^HTTP\/1.1 404 / : /^HTTP\/1.1 401 /);
    }
    expect(await serving.ask("{ __typename }", {}, null)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED", messageZh: expect.any(String) } }],
    });
  });

  test("with a bad one, an operation is not read either", async () => {
    expect(await headersOnly("/graphql", { host: "127.0.0.1", authorization: "Bearer garbage" })).toMatch(/ 401 /);
  });

  /** Sends a request without the body that it announces; resolves with the head of the answer. */
  async function headersOnly(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
    const socket = connect(Number(new URL(serving.address).port), "127.0.0.1");
    const fields = Object.entries({ ...headers, ...json, "content-length": "1000" });
    socket.write(`POST ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    return String(answer);
  }
});

test("a request is answered whatever it says about the host", async () => {
  const body = JSON.stringify({ query: "{ me { regionId } }" });
  for (const host of ["", "[", "a b"]) {
    const socket = connect(Number(new URL(serving.address).port), "127.0.0.1");
    const token = await serving.token(office());
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
    expect(await text(socket), host).toMatch(/^HTTP\/1.1 200 /);
  }
});

test("a subscription is refused before it is looked into, and leaves nothing in the log", async () => {
  const { logger, lines } = keepingLogger();
  const talking = await serve({ parts: { logger } });
  const secret = "13800138000";
  const documents = [
    `subscription { changes(after: "${secret}") { __typename } }`,
    `subscription ($after: String) { changes(after: $after) { __typename } }`,
    `subscription { nothing(of: "${secret}") }`,
  ];
  for (const document of documents) {
    expect(await talking.ask(document, { after: secret }, office())).toEqual({
      status: 400,
      errors: [
        {
          message: expect.stringMatching(/^POST \/graphql takes no subscriptions/),
          extensions: {
            code: "BAD_USER_INPUT",
            messageZh: expect.stringMatching(/不接受订阅/),
            messageEn: expect.stringMatching(/takes no subscriptions/),
            requestId: expect.any(String),
          },
        },
      ],
    });
  }
  await talking.close();
  expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  expect(lines.map((line) => JSON.parse(line).level)).not.toContain("error");
});

test("a request that takes too long is answered as an outage", async () => {
  const ledger = testLedger();
  const stuck = { ...ledger.executor, run: () => new Promise<never>(() => {}) };
  const hasty = await serve({ ledger, parts: { executor: stuck, bounds: { ...patient, requestMs: 100 } } });
  const input = { commandId: "l-1", regionId: region.regionId, name: "区体育局", validFrom: "2021-01-01" };
  expect(await hasty.ask(mutationOf("registerUnit"), { input }, office())).toMatchObject({
    status: 503,
    errors: [{ message: expect.stringMatching(/took too long/), extensions: { code: "UNAVAILABLE" } }],
  });
  // On a busy machine, this request may be too late itself.
  await expect.poll(async () => (await hasty.ask("{ me { subjectId } }", {}, office())).status).toBe(200);
  await hasty.close();
});

describe("when something fails", () => {
  const input = () => ({ commandId: "f-1", regionId: region.regionId, name: "区体育局", validFrom: "2021-01-01" });

  test("an outage is answered as one, with an id, and logged", async () => {
    const { logger, lines } = keepingLogger();
    const ledger = testLedger();
    const down = { ...ledger.executor, run: () => Promise.reject(new LogUnavailable("no answer within 5000 ms")) };
    const failing = await serve({ ledger, parts: { executor: down, logger } });
    const answer = await failing.ask(mutationOf("registerUnit"), { input: input() }, office());
    await failing.close();
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    const requestId = answer.errors?.[0]?.extensions["requestId"];
    const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId && line.err);
    expect(logged).toMatchObject([
      { level: "warn", err: { type: "LogUnavailable", message: "no answer within 5000 ms" } },
    ]);
  });

  test("a machine that is too busy says so, and nothing against what was sent", async () => {
    const readNotice = () => Promise.reject(new Overloaded("a notice was not read within 60000 ms"));
    const busy = await serve({ parts: { readNotice } });
    const answer = await busy.send("/import?name=a.txt", { method: "POST", body: "x" }, office());
    await busy.close();
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      {
        error: {
          code: "UNAVAILABLE",
          message: expect.stringMatching(/busy.*try again/),
          messageZh: expect.stringMatching(/繁忙/),
        },
      },
    ]);
  });

  test("a bug is answered without details, and logged once with the id", async () => {
    const { logger, lines } = keepingLogger();
    const ledger = testLedger();
    const broken = { ...ledger.executor, run: () => Promise.reject(new TypeError("secret innards")) };
    const failing = await serve({ ledger, parts: { executor: broken, logger } });
    const answer = await failing.ask(mutationOf("registerUnit"), { input: input() }, office());
    await failing.close();
    expect(answer).toMatchObject({ status: 500, errors: [{ extensions: { code: "INTERNAL" } }] });
    expect(JSON.stringify(answer)).not.toContain("innards");
    const requestId = answer.errors?.[0]?.extensions["requestId"];
    const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId && line.err);
    expect(logged).toMatchObject([
      { level: "error", err: { type: "TypeError", at: expect.arrayContaining([expect.any(String)]) } },
    ]);
  });

  test("a bug of the library is logged with the id, but without its message, which may repeat what was sent", async () => {
    const lines: string[] = [];
    const logger = makeLogger("trace", {
      write(line) {
        if (line.includes("outage")) throw new RangeError("张三\n    at 李四");
        lines.push(line);
      },
    });
    const ledger = testLedger();
    const down = { ...ledger.executor, run: () => Promise.reject(new LogUnavailable("away")) };
    const failing = await serve({ ledger, parts: { executor: down, logger } });
    expect(await failing.ask(mutationOf("registerUnit"), { input: input() }, office())).toMatchObject({ status: 500 });
    await failing.close();
    expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "error")).toMatchObject([
      {
        requestId: expect.any(String),
        err: { type: "RangeError", message: expect.stringMatching(/^withheld/), at: expect.anything() },
      },
    ]);
    expect(lines.join("")).not.toMatch(/张三|李四/);
  });

  test("a read model that is still being built is answered as such", async () => {
    const rebuilding = await serve({
      ledger: testLedger(),
      parts: { views: unbuilt() },
    });
    const answer = await rebuilding.ask("{ units { edges { node { id } } } }", {}, office());
    await rebuilding.close();
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: "READ_MODEL_REBUILDING" } }] });
  });
});

test("the log of the process holds no token, no typed text and nothing of the queries", async () => {
  const { logger, lines } = keepingLogger();
  const ledger = testLedger();
  const broken = { ...ledger.executor, run: () => Promise.reject(new Error("张三 13800138000 could not be written")) };
  const talking = await serve({ ledger, parts: { logger, executor: broken } });
  const bearer = { ...office(), sub: "zhang-san" };
  const token = await talking.token(bearer);
  const input = {
    commandId: "marked-1",
    taskId: "t",
    unitId: "u",
    reportedOn: "2021-03-01",
    progress: "请联系张三 13800138000",
  };
  await talking.ask(mutationOf("reportProgress"), { input }, { ...bearer, roles: ["unit"] });
  await talking.ask(
    mutationOf("signOff"),
    {
      input: {
        commandId: "marked-2",
        taskId: "00000000-0000-4000-8000-000000000001",
        unitId: "00000000-0000-4000-8000-000000000001",
        opinion: "同意张三",
      },
    },
    token,
  );
  await talking.ask('query 张三 { me { subjectId } nothing(name: "13800138000") }', {}, `${token}x`);
  await talking.send("/import?name=13800138000.txt", { method: "POST", body: "张三" }, bearer);
  await talking.send("/张三/13800138000", {}, bearer);
  await talking.close();
  const log = lines.join("");
  expect(lines.length).toBeGreaterThanOrEqual(5);
  for (const secret of [
    token,
    token.split(".")[2] ?? "",
    "13800138000",
    "张三",
    encodeURIComponent("张三"),
    "marked",
    "zhang-san",
  ]) {
    expect(log.includes(secret), secret).toBe(false);
  }
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
});

describe("health", () => {
  test("a process that serves is ready, and its meters count", async () => {
    await serving.ask(
      mutationOf("registerUnit"),
      { input: { commandId: "h-1", regionId: "420304", name: "区档案局", validFrom: "2021-01-01" } },
      office(),
    );
    const nobody = "00000000-0000-4000-8000-000000000000";
    const alias = { commandId: "h-2", regionId: "420304", unitId: nobody, alias: "档案局", validFrom: "2021-01-01" };
    const { data } = await serving.ask(mutationOf("addAlias"), { input: alias }, office());
    const refused = z.object({ addAlias: z.object({ rejection: z.object({ code: z.string() }) }) }).parse(data);
    expect(await (await fetch(`${serving.address}/health/live`)).json()).toEqual({ status: "live" });
    const ready = await fetch(`${serving.address}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", problems: [] }]);
    const meters = await (await fetch(`${serving.address}/metrics`)).text();
    expect(meters).toMatch(/taizhang_commands_total\{action="registerUnit",outcome="done"\} 1/);
    expect(meters).toMatch(/taizhang_http_request_seconds_count\{route="\/graphql",method="POST",status="200"\} \d+/);
    expect(meters).toMatch(/taizhang_read_model_lag\{model="unit-directory"\} \d+/);
    expect(meters).toMatch(/nodejs_eventloop_lag_seconds/);
    expect(meters).toContain(`taizhang_refusals_last_hour{code="${refused.addAlias.rejection.code}"} 1\n`);
  });

  test("one that cannot serve says why", async () => {
    const ledger = testLedger();
    const log = {
      ...ledger.log,
      head: () => Promise.reject(new LogUnavailable("esdb://admin:changeit@10.0.0.1 is away")),
    };
    const views = unbuilt();
    const ill = await serve({ ledger, parts: { log, views } });
    const ready = await fetch(`${ill.address}/health/ready`);
    const told: unknown = await ready.json();
    await ill.close();
    expect(ready.status).toBe(503);
    expect(told).toMatchObject({
      status: "notReady",
      problems: expect.arrayContaining([
        { part: "log", code: "NO_ANSWER", reason: "it does not answer", reasonZh: "没有应答" },
        { part: "plan-card", code: "REBUILDING", reason: "it is being rebuilt", reasonZh: "正在重建" },
      ]),
    });
  });

  test("one whose clock is doubted says so and refuses commands with what is to be done, while reading goes on", async () => {
    const ledger = testLedger();
    let wall = Date.parse(ledger.clock.now());
    const { log } = ledger;
    const clock = watchClock({
      log,
      wall: () => wall,
      monotonic: () => 0,
      confirmed: null,
      setting: "TAIZHANG_CLOCK_CONFIRMED",
      logger: keepingLogger().logger,
    });
    const doubting = executor({ log, identity, usedCommand: async () => null, clock });
    const ill = await serve({ ledger: { ...ledger, executor: doubting }, parts: { clock } });
    const register = (commandId: string) =>
      ill.ask(
        mutationOf("registerUnit"),
        { input: { commandId, regionId: "420304", name: "区档案局", validFrom: "2021-01-01" } },
        office(),
      );
    wall += 10 * 365 * 24 * 3600 * 1000;
    const ready = await fetch(`${ill.address}/health/ready`);
    const told: unknown = await ready.json();
    const refused = await register("c-1");
    const read = await ill.ask("{ units(first: 1) { edges { node { name } } } }", {}, office());
    wall = Date.parse(ledger.clock.now());
    const accepted = await register("c-1");
    const again = await fetch(`${ill.address}/health/ready`);
    await ill.close();
    expect(ready.status).toBe(503);
    expect(told).toMatchObject({ problems: [{ part: "clock", reason: expect.stringMatching(/clock says 2031-/) }] });
    expect(refused.status).toBe(503);
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/clock says 2031-.*TAIZHANG_CLOCK_CONFIRMED/),
      extensions: { code: "CLOCK_DOUBTED", messageZh: expect.stringMatching(/时钟.*TAIZHANG_CLOCK_CONFIRMED/) },
    });
    expect(read).toMatchObject({ status: 200, data: { units: { edges: [] } } });
    expect(accepted.errors).toBeUndefined();
    expect(again.status).toBe(200);
  });

  test("a server that accepts development tokens warns everybody", async () => {
    const { logger, lines } = keepingLogger();
    const open = await serve({ parts: { logger }, settings: { developmentTokens: true } });
    expect(await (await fetch(`${open.address}/health/ready`)).json()).toMatchObject({
      warning: expect.stringMatching(/development tokens/),
    });
    await open.close();
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: "warn", msg: expect.stringMatching(/DEVELOPMENT TOKENS ARE ACCEPTED/) }),
    );
  });
});

describe("a request by a method that its address does not take", () => {
  test.each([
    ["GET", "/graphql?query=%7B%20me%20%7B%20subjectId%20%7D%20%7D", "POST"],
    ["GET", "/graphql?query=mutation%20%7B%20a%20%7D", "POST"],
    ["PUT", "/graphql", "POST"],
    ["GET", "/import?name=a.txt", "POST"],
    ["POST", "/health/live", "GET"],
    ["DELETE", "/", "GET"],
    ["POST", "/export/plan/00000000-0000-4000-8000-000000000000.xlsx", "GET"],
    ["PUT", "/export/queue.csv?of=office", "GET"],
    ["DELETE", "/export/form/a/b.csv", "GET"],
    ["POST", `/sources/${"a".repeat(64)}`, "GET"],
    ["POST", "/proofs/420304/checkpoints", "GET"],
    ["GET", "/proofs/420304/cosignatures", "POST"],
  ])("%s %s is told which it takes", async (method, path, allow) => {
    const answer = await fetch(`${serving.address}${path}`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    const { errors, error } = JSON.parse(await answer.text());
    const told = errors?.[0] ?? { message: error.message, extensions: error };
    expect(told).toMatchObject({
      message: expect.stringContaining(allow),
      extensions: { code: "METHOD_NOT_ALLOWED", messageZh: expect.stringMatching(new RegExp(`${allow}.*。$`)) },
    });
  });
});

test.each([
  ["GET", "/nothing"],
  ["POST", "/export/plan/a/b/c.csv"],
  ["POST", "/export/plan/"],
  ["GET", `/sources/${"a".repeat(200)}`],
])("%s %s, where there is nothing by any method, is not found", async (method, path) => {
  const answer = await fetch(`${serving.address}${path}`, { method });
  expect([answer.status, answer.headers.get("allow")]).toEqual([404, null]);
});

describe("the language of messages", () => {
  const zh = { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" };

  test.each<[what: string, path: string, init: RequestInit, named: RegExp]>([
    ["no operation", "/graphql", { method: "POST", headers: json, body: "{}" }, /^请求体应为/],
    [
      "a syntax error",
      "/graphql",
      { method: "POST", headers: json, body: '{"query":"{ a"}' },
      /语法错误（第1行第4列）。$/,
    ],
    [
      "an unknown field",
      "/graphql",
      { method: "POST", headers: json, body: '{"query":"{ a }"}' },
      /接口定义（第1行第3列）。$/,
    ],
    [
      "a wrong literal",
      "/graphql",
      { method: "POST", headers: json, body: '{"query":"{ planBoard(planId: \\"a\\", on: \\"x\\") { on } }"}' },
      /应为日历上的一天/,
    ],
    [
      "a wrong variable",
      "/graphql",
      {
        method: "POST",
        headers: json,
        body: '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":{}}}',
      },
      /^id：应为编号，写成文字。$/,
    ],
    ["a notice without a name", "/import", { method: "POST", body: "x" }, /^请在地址中写明文件名/],
    ["a notice with two names", "/import?name=a.txt&name=b.txt", { method: "POST", body: "x" }, /^name：写了不止一次/],
    ["a parameter that there is not", "/import?file=a.txt", { method: "POST", body: "x" }, /^file：此地址没有这个参数/],
    ["a file that is no notice", "/import?name=a.txt", { method: "POST", body: "x" }, /^没有任务表$/],
    ["an unknown address", "/nothing", {}, /^没有这个地址。$/],
  ])("is Chinese where that is asked for, and both are there: %s", async (_what, path, init, named) => {
    const told = async (more: Record<string, string>) => {
      const answer = await serving.send(path, { ...init, headers: { ...Object(init.headers), ...more } }, office());
      const { errors, error } = JSON.parse(await answer.text());
      const { message, extensions } = errors?.[0] ?? { message: error.message, extensions: error };
      return [message, extensions.messageZh, extensions.messageEn];
    };
    const [message, messageZh, messageEn] = await told(zh);
    expect(message).toMatch(named);
    expect([messageZh, messageEn]).toEqual([message, expect.not.stringMatching(/\p{Script=Han}/u)]);
    for (const english of [{}, { "accept-language": "en-GB, zh;q=0.5" }, { "accept-language": "de" }]) {
      expect(await told(english)).toEqual([messageEn, messageZh, messageEn]);
    }
  });
});

describe("the front page", () => {
  test("says in the language asked for what answers here, and needs no token", async () => {
    const read = async (language: string) => {
      const answer = await fetch(serving.address, { headers: { "accept-language": language } });
      expect([answer.status, answer.headers.get("vary")]).toEqual([200, "accept-language"]);
      return answer.text();
    };
    const [zh, en] = [await read("zh"), await read("en")];
    expect(zh).toMatch(/lang="zh"[\s\S]*查询和命令/);
    expect(en).toMatch(/lang="en"[\s\S]*queries and mutations/);
    const paths = [...en.matchAll(/href="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(paths).toEqual(["/health/ready", "/metrics"]);
    for (const path of paths) expect((await fetch(`${serving.address}${path}`)).status, path).toBe(200);
  });

  test("leads to the explorer in development", async () => {
    const open = await serve({ settings: { development: true } });
    expect(await (await fetch(open.address)).text()).toContain('href="/graphql"');
    await open.close();
  });
});

describe("pages of other origins", () => {
  const preflight = (address: string, origin: string) =>
    fetch(`${address}/graphql`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
    });

  test("may call the API where they are named in the settings, and nowhere else", async () => {
    const named = await serve({ settings: { corsOrigins: ["https://ledger.example"] } });
    const allowed = await preflight(named.address, "https://ledger.example");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://ledger.example");
    const other = await preflight(named.address, "https://evil.example");
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    await named.close();
    expect(
      (await preflight(serving.address, "https://ledger.example")).headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});

test("a request id is in the headers of every answer, and in its errors", async () => {
  const answer = await post("{");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await answer.json()).toMatchObject({
    errors: [{ extensions: { requestId: answer.headers.get("x-request-id") } }],
  });
});

/** Views in which nothing is ever kept. */
const unbuilt = (): Views => ({ ...memoryViews(), commit: async (commits) => commits.map(() => true) });

test("an address that cannot be read gets a plain sentence, which repeats nothing of it", async () => {
  for (const path of ["/%zz13800138000", "/graphql/%c0%af13800138000"]) {
    const socket = connect(Number(new URL(serving.address).port), "127.0.0.1");
    socket.end(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect(answer).toContain("There is nothing at this address.");
    expect(answer).not.toContain("13800138000");
  }
});
