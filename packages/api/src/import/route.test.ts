import { createHash } from "node:crypto";
import { readNotice } from "@taizhang/documents";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { limits } from "../limits/limits.ts";
import type { ReadNoticeFiles } from "./notice.ts";

let serving: Serving;
let region: TestRegion;
/** The names that were given with each notice to read. */
const known: (readonly string[] | undefined)[] = [];

beforeAll(async () => {
  const ledger = testLedger("2021-05-06");
  region = testRegion(ledger);
  await region.register("区财政局");
  const read: ReadNoticeFiles = async (files, how) => {
    known.push(how?.known);
    return readNotice(files, how?.known);
  };
  serving = await serve({ ledger, parts: { readNotice: read } });
});
afterAll(() => serving.close());

/** A notice of two tasks, as an office prints it. */
const notice = (closing = "请认真贯彻落实。") =>
  [
    "某区人民政府办公室",
    "某政办发〔2021〕7号",
    "某区人民政府办公室关于印发2021年政务公开工作任务分解表的通知",
    closing,
    "某区人民政府办公室",
    "2021年4月12日",
    "2021年政务公开工作任务分解表",
    "工作任务\t工作要求\t责任单位\t完成时限",
    "一、深化重点领域信息公开\t\t\t",
    "1.公开财政预算决算。\t按规定时限公开。\t区财政局\t2021年6月底前",
    "2.公开优化营商环境举措。\t集中公开。\t区发改局\t2021年9月底前",
  ].join("\n");

/** The same notice in two files: the letter, and the table as its annex. */
const [letter = "", table = ""] = notice("附件：任务分解表").split(/(?<=2021年4月12日\n)/);
const parts = [
  ["通知.txt", letter],
  ["附件.txt", table],
] as const;

const upload = (
  body: string | Uint8Array<ArrayBuffer>,
  { name = "通知.txt", type = "application/octet-stream", as = region.bearer("office") } = {},
) =>
  serving.send(
    `/import?name=${encodeURIComponent(name)}`,
    { method: "POST", headers: { "content-type": type }, body },
    as,
  );

/** Sends files as one notice, in this order. */
const uploadTogether = (files: readonly (readonly [name: string, text: string])[], as = region.bearer("office")) => {
  const form = new FormData();
  for (const [name, text] of files) form.append("file", new Blob([text]), name);
  return serving.send("/import", { method: "POST", body: form }, as);
};

const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

async function kept(body: string): Promise<string> {
  const { sourceSha256 } = z.object({ sourceSha256: z.string() }).parse(await (await upload(body)).json());
  return sourceSha256;
}

async function give(name: string, input: object, asked: string): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${asked} } }`;
  const { data, errors } = await serving.ask(document, { input }, region.bearer("office"));
  expect(errors).toBeUndefined();
  return z.record(z.string(), z.unknown()).parse(data)[name];
}

describe("an upload", () => {
  test("is answered with the draft, and the same bytes are one source", async () => {
    const answer = await upload(notice());
    expect(answer.status).toBe(200);
    const told: unknown = await answer.json();
    const sha256 = sha256Of(notice());
    expect(told).toMatchObject({
      sourceSha256: sha256,
      sources: [{ name: "通知.txt", sha256 }],
      draft: {
        plan: { title: "2021年政务公开工作任务分解表", docNumber: "某政办发〔2021〕7号" },
        tasks: [
          { row: 1, responsibleUnits: ["区财政局"] },
          { row: 2, responsibleUnits: ["区发改局"] },
        ],
      },
    });
    const { draft } = z.object({ draft: z.unknown() }).parse(told);
    const again: unknown = await (await upload(notice(), { name: "副本.txt", type: "text/plain" })).json();
    expect(again).toEqual({ sourceSha256: sha256, sources: [{ name: "副本.txt", sha256 }], draft });
  });

  test("of a file that is not a notice is refused with the reason, and not kept", async () => {
    const answer = await upload("今天天气很好。");
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      error: {
        code: expect.any(String),
        message: expect.any(String),
        messageZh: expect.stringMatching(/\p{Script=Han}/u),
      },
    });
    expect(await serving.parts.sources.find(sha256Of("今天天气很好。"))).toBeNull();
  });

  test.each([
    ["without a name", () => upload(notice(), { name: "" }), 400, "BAD_USER_INPUT"],
    ["with a mobile number in its name", () => upload(notice(), { name: "13800138000.txt" }), 400, "BAD_USER_INPUT"],
    ["with a mark of no width in its name", () => upload(notice(), { name: "通\u200b知.txt" }), 400, "BAD_USER_INPUT"],
    ["of nothing", () => upload(""), 400, "BAD_USER_INPUT"],
    ["as what is no form", () => upload(notice(), { type: "multipart/form-data; boundary=x" }), 400, "BAD_USER_INPUT"],
    ["as a form without a boundary", () => upload(notice(), { type: "multipart/form-data" }), 400, "BAD_USER_INPUT"],
    ["of a form without files", () => uploadTogether([]), 400, "BAD_USER_INPUT"],
    ["with an annex of nothing", () => uploadTogether([...parts, ["附件2.txt", ""]]), 400, "BAD_USER_INPUT"],
    [
      "with a mobile number in the name of an annex",
      () => uploadTogether([...parts, ["13800138000.txt", "附件"]]),
      400,
      "BAD_USER_INPUT",
    ],
    [
      "of more than ten files",
      () => uploadTogether(Array.from({ length: 11 }, () => ["附件.txt", "附件"] as const)),
      400,
      "BAD_USER_INPUT",
    ],
    [
      "of more than 10 MB together",
      () =>
        uploadTogether([
          ["通知.txt", "x".repeat(limits.noticeBytes)],
          ["附件.txt", "x"],
        ]),
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    ["together by a unit", () => uploadTogether(parts, region.bearer("unit", "区财政局")), 403, "FORBIDDEN"],
    ["by a unit", () => upload(notice(), { as: region.bearer("unit", "区财政局") }), 403, "FORBIDDEN"],
    ["by an auditor", () => upload(notice(), { as: region.bearer("auditor") }), 403, "FORBIDDEN"],
    ["of more than 10 MB", () => upload(new Uint8Array(limits.noticeBytes + 1)), 413, "PAYLOAD_TOO_LARGE"],
  ])("%s is refused", async (_what, send, status, code) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      error: { code, messageZh: expect.any(String), requestId: expect.any(String) },
    });
  });

  test("that is too large is told the limit", async () => {
    const answer = await upload(new Uint8Array(limits.noticeBytes + 1));
    expect(await answer.json()).toMatchObject({
      error: {
        message: expect.stringMatching(/limit is 10 MB\.$/),
        messageZh: expect.stringMatching(/上限为 10 MB。$/),
      },
    });
  });

  test("of exactly 10 MB is read", async () => {
    expect((await upload(new Uint8Array(limits.noticeBytes))).status).toBe(422);
  });
});

test("a notice becomes a plan, and the plan's tasks are opened when it is issued", async () => {
  const { regionId } = region;
  const sourceSha256 = await kept(notice());
  const imported = await give(
    "importPlan",
    { commandId: "i-1", regionId, sourceSha256 },
    "receipt { outcome } plan { id status taskCount warnings { code severity subject } }",
  );
  expect(imported).toMatchObject({
    receipt: { outcome: "DONE" },
    plan: {
      status: "DRAFT",
      taskCount: 2,
      warnings: expect.arrayContaining([{ code: "UNIT_UNKNOWN", severity: "BLOCKING", subject: "区发改局" }]),
    },
  });
  const { plan } = z.object({ plan: z.object({ id: z.string() }) }).parse(imported);
  const again = await give(
    "importPlan",
    { commandId: "i-2", regionId, sourceSha256 },
    "receipt { outcome } plan { id }",
  );
  expect(again).toEqual({ receipt: { outcome: "UNCHANGED" }, plan: { id: plan.id } });

  const refused = await give("confirmPlan", { commandId: "c-1", planId: plan.id }, "rejection { code detail }");
  expect(refused).toEqual({ rejection: { code: "UNIT_NAMES_UNKNOWN", detail: "区发改局（2）" } });
  await give(
    "registerUnit",
    { commandId: "u-1", regionId, name: "区发改局", validFrom: "2021-01-01" },
    "receipt { outcome }",
  );
  await give("confirmPlan", { commandId: "c-2", planId: plan.id }, "receipt { outcome } plan { status }");
  const issued = await give(
    "issuePlan",
    { commandId: "s-1", planId: plan.id },
    "receipt { outcome } plan { status issuedOn }",
  );
  expect(issued).toEqual({ receipt: { outcome: "DONE" }, plan: { status: "ISSUED", issuedOn: "2021-05-06" } });
  await expect
    .poll(() =>
      serving.ask(
        "query ($id: ID!) { plan(id: $id) { tasks { edges { node { row { row } dueOn } } } } }",
        { id: plan.id },
        region.bearer("unit", "区财政局"),
      ),
    )
    .toMatchObject({
      data: {
        plan: {
          tasks: {
            edges: [
              { node: { row: { row: 1 }, dueOn: "2021-06-30" } },
              { node: { row: { row: 2 }, dueOn: "2021-09-30" } },
            ],
          },
        },
      },
    });

  const other = await kept(notice("请遵照执行。"));
  const duplicate = await give(
    "importPlan",
    { commandId: "i-3", regionId, sourceSha256: other },
    "plan { id warnings { code severity subject } sameNumber { id sameNumber { id } } }",
  );
  const { id: duplicateId } = z.object({ plan: z.object({ id: z.string() }) }).parse(duplicate).plan;
  expect(duplicate).toMatchObject({
    plan: {
      sameNumber: [{ id: plan.id, sameNumber: [{ id: duplicateId }] }],
      warnings: expect.arrayContaining([{ code: "POSSIBLE_DUPLICATE", severity: "BLOCKING", subject: plan.id }]),
    },
  });
});

describe("the bytes of a notice", () => {
  const read = (sha256: string, as: Parameters<Serving["send"]>[2]) => serving.send(`/sources/${sha256}`, {}, as);
  let sha256: string;
  beforeAll(async () => {
    sha256 = await kept(notice("请妥善保管。"));
    const input = { commandId: "k-1", regionId: region.regionId, sourceSha256: sha256 };
    await give("importPlan", input, "receipt { outcome }");
  });

  test.each(["office", "auditor"] as const)("are given to the %s, to be kept and not shown", async (role) => {
    const answer = await read(sha256, region.bearer(role));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(notice("请妥善保管。"));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/plain",
      "x-content-type-options": "nosniff",
      "content-disposition": `attachment; filename="__.txt"; filename*=UTF-8''${encodeURIComponent("通知")}.txt`,
    });
  });

  test("are told of by HEAD, and are not sent again to whoever has them", async () => {
    const as = region.bearer("office");
    const etag = `"${sha256}"`;
    const head = await serving.send(`/sources/${sha256}`, { method: "HEAD" }, as);
    expect(head.status).toBe(200);
    expect(Object.fromEntries(head.headers)).toMatchObject({
      etag,
      "content-length": String(Buffer.byteLength(notice("请妥善保管。"))),
      "content-disposition": expect.stringMatching(/^attachment;/),
    });
    expect(await head.text()).toBe("");
    const asked = (tag: string, reader = as) =>
      serving.send(`/sources/${sha256}`, { headers: { "if-none-match": tag } }, reader);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await asked(tag);
      expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
    }
    expect((await asked(`"${"0".repeat(64)}"`)).status).toBe(200);
    expect((await asked(etag, region.bearer("analyst"))).status).toBe(404);
    expect((await serving.send(`/sources/${sha256}`, { method: "HEAD" }, region.bearer("analyst"))).status).toBe(404);
  });

  test("are never a page of ours, whatever the file is called and holds", async () => {
    const cells = ["公开财政预算决算。", "按规定时限公开。", "区财政局", "2021年6月底前"];
    const row = (of: readonly string[]) => `<tr>${of.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    const page = `<html><body><script>alert(1)</script><p>2021年任务分解表</p><table>${row(["工作任务", "工作要求", "责任单位", "完成时限"])}${row(cells)}</table></body></html>`;
    const answer: unknown = await (await upload(page, { name: '"通知<b>.html', type: "text/html" })).json();
    const { sourceSha256 } = z.object({ sourceSha256: z.string() }).parse(answer);
    await give("importPlan", { commandId: "k-2", regionId: region.regionId, sourceSha256 }, "receipt { outcome }");
    const sent = await read(sourceSha256, region.bearer("auditor"));
    expect(await sent.text()).toBe(page);
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "content-disposition": expect.stringMatching(/^attachment; filename="____b_.html"; filename\*=UTF-8''[\w%.-]+$/),
    });
  });

  test("are not there for others, other regions, and before a plan is made of them", async () => {
    const stranger = { ...region.bearer("office"), regionId: "500155" };
    const readers = [region.bearer("unit", "区财政局"), region.bearer("analyst"), region.bearer("admin"), stranger];
    const others = await Promise.all(readers.map((each) => read(sha256, each)));
    const unknown = [
      await read("0".repeat(64), region.bearer("office")),
      await read("..%2Fx", region.bearer("office")),
    ];
    const unused = await read(await kept(notice("尚未导入。")), region.bearer("office"));
    for (const answer of [...others, ...unknown, unused]) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: "NOT_FOUND" } });
    }
    expect((await read(sha256, null)).status).toBe(401);
  });
});

describe("a notice in several files", () => {
  const list = (...texts: readonly string[]) => texts.map((text) => `${sha256Of(text)}\n`).join("");

  test("is known by the hash of the list of their hashes, and is one plan", async () => {
    const told: unknown = await (await uploadTogether(parts)).json();
    const sourceSha256 = sha256Of(list(letter, table));
    expect(told).toMatchObject({
      sourceSha256,
      sources: [
        { name: "通知.txt", sha256: sha256Of(letter) },
        { name: "附件.txt", sha256: sha256Of(table) },
      ],
      draft: { plan: { docNumber: "某政办发〔2021〕7号" }, tasks: [{ row: 1 }, { row: 2 }] },
    });
    const input = { regionId: region.regionId, sourceSha256 };
    const asked = `receipt { outcome } plan {
      id source { sha256 name byteCount files { name sha256 byteCount } readingSha256 lines(from: 1, to: 500) { no place { file } } }
    }`;
    const imported = await give("importPlan", { commandId: "t-1", ...input }, asked);
    const size = (text: string) => Buffer.byteLength(text);
    const files = [letter, table].flatMap((text, at) => text.split("\n").map(() => ({ file: at + 1 })));
    const lines = files.map((place, at) => ({ no: at + 1, place }));
    expect(imported).toMatchObject({
      receipt: { outcome: "DONE" },
      plan: {
        source: {
          sha256: sourceSha256,
          name: "通知.txt等2个文件.txt",
          byteCount: size(letter) + size(table),
          files: [
            { name: "通知.txt", sha256: sha256Of(letter), byteCount: size(letter) },
            { name: "附件.txt", sha256: sha256Of(table), byteCount: size(table) },
          ],
          lines,
        },
      },
    });
    const readings = known.length;
    const again = await give("importPlan", { commandId: "t-2", ...input }, "receipt { outcome }");
    expect(again).toEqual({ receipt: { outcome: "UNCHANGED" } });
    expect(known).toHaveLength(readings);

    const { plan } = z.object({ plan: z.object({ source: z.object({ readingSha256: z.string() }) }) }).parse(imported);
    const read = async (sha256: string, as = region.bearer("auditor")) => {
      const answer = await serving.send(`/sources/${sha256}`, {}, as);
      return answer.ok ? answer.text() : answer.status;
    };
    expect(await read(sourceSha256)).toBe(list(letter, table));
    expect(await read(sha256Of(table))).toBe(table);
    expect(JSON.parse(String(await read(plan.source.readingSha256)))).toMatchObject({ version: 1 });
    expect(await read(sha256Of(table), region.bearer("analyst"))).toBe(404);
    expect(await read(sha256Of(table), { ...region.bearer("office"), regionId: "500155" })).toBe(404);
  });

  test("is another one in another order, which may be the same document", async () => {
    const [first, second] = parts;
    const note = ["附件2.txt", "附件2\n报送方式另行通知。"] as const;
    const importOf = async (...files: readonly (readonly [string, string])[]) => {
      const told: unknown = await (await uploadTogether(files)).json();
      const { sourceSha256 } = z.object({ sourceSha256: z.string() }).parse(told);
      expect(sourceSha256).toBe(sha256Of(list(...files.map(([, text]) => text))));
      const input = { commandId: sourceSha256, regionId: region.regionId, sourceSha256 };
      return give("importPlan", input, "plan { id warnings { code subject } }");
    };
    const { plan } = z.object({ plan: z.object({ id: z.string() }) }).parse(await importOf(first, second, note));
    expect(await importOf(first, note, second)).toMatchObject({
      plan: { warnings: expect.arrayContaining([{ code: "POSSIBLE_DUPLICATE", subject: plan.id }]) },
    });
  });

  test("is not kept where it is refused, and none of its files is", async () => {
    const answer = await uploadTogether([
      ["通知.txt", "今天天气很好。"],
      ["附件.txt", "明天也好。"],
    ]);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("通知.txt、附件.txt") } });
    for (const text of ["今天天气很好。", "明天也好。", list("今天天气很好。", "明天也好。")])
      expect(await serving.parts.sources.find(sha256Of(text))).toBeNull();
  });

  test("of one file in a form is that file", async () => {
    expect(await (await uploadTogether([["通知.txt", notice()]])).json()).toMatchObject({
      sourceSha256: sha256Of(notice()),
    });
  });
});

test("a notice is read with the names of the region's roster, when it is sent and when it is imported", async () => {
  const sourceSha256 = await kept(notice("请对照名录。"));
  await give("importPlan", { commandId: "r-1", regionId: region.regionId, sourceSha256 }, "receipt { outcome }");
  const names = expect.arrayContaining(["区财政局"]);
  expect(known.slice(-2)).toEqual([names, names]);
});

test("bytes that were never received cannot be imported", async () => {
  const input = { commandId: "n-1", regionId: region.regionId, sourceSha256: "0".repeat(64) };
  expect(await give("importPlan", input, "receipt { outcome } rejection { code }")).toEqual({
    receipt: null,
    rejection: { code: "NOTICE_NOT_FOUND" },
  });
});
