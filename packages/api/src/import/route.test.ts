import { createHash } from "node:crypto";
import { readNotice } from "@taizhang/documents";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { limits } from "../limits/limits.ts";

let serving: Serving;
let region: TestRegion;

beforeAll(async () => {
  const ledger = testLedger("2021-05-06");
  region = testRegion(ledger);
  await region.register("区财政局");
  serving = await serve({ ledger, parts: { readNotice: async (files, how) => readNotice(files, how?.known) } });
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

const upload = (
  body: string | Uint8Array<ArrayBuffer>,
  { name = "通知.txt", type = "application/octet-stream", as = region.bearer("office") } = {},
) =>
  serving.send(
    `/import?name=${encodeURIComponent(name)}`,
    { method: "POST", headers: { "content-type": type }, body },
    as,
  );

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
    const draft: unknown = await answer.json();
    expect(draft).toMatchObject({
      sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      draft: {
        plan: { title: "2021年政务公开工作任务分解表", docNumber: "某政办发〔2021〕7号" },
        tasks: [
          { row: 1, responsibleUnits: ["区财政局"] },
          { row: 2, responsibleUnits: ["区发改局"] },
        ],
      },
    });
    expect(await (await upload(notice(), { name: "副本.txt", type: "text/plain" })).json()).toEqual(draft);
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
    const sha256 = createHash("sha256").update("今天天气很好。").digest("hex");
    expect(await serving.parts.sources.find(sha256)).toBeNull();
  });

  test.each([
    ["without a name", () => upload(notice(), { name: "" }), 400, "BAD_USER_INPUT"],
    ["with a mobile number in its name", () => upload(notice(), { name: "13800138000.txt" }), 400, "BAD_USER_INPUT"],
    ["with a mark of no width in its name", () => upload(notice(), { name: "通\u200b知.txt" }), 400, "BAD_USER_INPUT"],
    ["of nothing", () => upload(""), 400, "BAD_USER_INPUT"],
    ["as a form", () => upload(notice(), { type: "multipart/form-data; boundary=x" }), 415, "UNSUPPORTED_MEDIA_TYPE"],
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
    "plan { warnings { code severity subject } }",
  );
  expect(duplicate).toMatchObject({
    plan: {
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

test("bytes that were never received cannot be imported", async () => {
  const input = { commandId: "n-1", regionId: region.regionId, sourceSha256: "0".repeat(64) };
  expect(await give("importPlan", input, "receipt { outcome } rejection { code }")).toEqual({
    receipt: null,
    rejection: { code: "NOTICE_NOT_FOUND" },
  });
});
