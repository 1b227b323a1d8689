// Exports over HTTP: what is in a file, of which moment, for whom, and what is refused.
import { readNotice } from "@taizhang/documents";
import { partsOf } from "@taizhang/documents/testing/exported";
import { roster, task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { keepingLogger, patient, type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-03-01");
let serving: Serving;
let region: TestRegion;
let plan: { planId: string; taskIds: readonly string[] };

const UNITS = ["区财政局", "区教育局", "区司法局"] as const;
const REPORT = "已完成初稿，3月底前印发。";
const SECRET = '=HYPERLINK("http://example.invalid")';

beforeAll(async () => {
  region = testRegion(ledger);
  plan = await region.issue("2021年重点任务分解表", [
    {
      text: "公开财政预算决算。",
      due: "2021-11-30",
      units: [
        ["区财政局", "lead"],
        ["区教育局", "responsible"],
      ],
    },
    { text: "公布招生政策。", due: "2021-06-30", units: [["区教育局", "lead"]] },
    { text: "清理规范性文件。", units: [["区司法局", "lead"]] },
  ]);
  await region.report("区教育局", plan.taskIds[1] ?? "", REPORT);
  await region.report("区财政局", plan.taskIds[0] ?? "", SECRET);
  ledger.clock.setDay("2021-07-05");
  await region.claim("区教育局", plan.taskIds[1] ?? "", "已公布。");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

/** The answer to an export that includes everything done so far. */
async function exported(path: string, as = region.office, query = ""): Promise<Response> {
  const answer = await serving.send(`${path}?atLeast=${await ledger.log.head()}${query}`, {}, as);
  return answer;
}

/** The rows of a csv, each by its heads. */
async function rowsOf(path: string, as = region.office, query = ""): Promise<Record<string, string>[]> {
  const answer = await exported(path, as, query);
  expect([answer.status, path]).toEqual([200, path]);
  const [heads = [], ...rows] = fieldsOf(await answer.text());
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ""])));
}

/** The fields of a csv (RFC 4180). */
function fieldsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\ufeff/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** Everything that the parts of an office file hold. */
const inflated = async (answer: Response): Promise<string> => partsOf(new Uint8Array(await answer.arrayBuffer()));

const planFile = (format = "csv") => `/export/plan/${plan.planId}.${format}`;
const ledgerFile = (unit: string, format = "csv") => `/export/ledger/${region.unitId(unit)}.${format}`;

describe("a plan", () => {
  test("has its printed columns, and beside them where each task stands", async () => {
    const [first, second] = await rowsOf(planFile());
    expect(first).toMatchObject({
      一级目标: "一、重点任务",
      序号: "1",
      工作任务: "公开财政预算决算。",
      牵头单位: "区财政局",
      责任单位: "区教育局",
      完成时限: "2021-11-30",
      任务状态: "办理中",
      到期日: "2021-11-30",
      时限灯: "未到期",
      各单位办理状态: "办理中：区财政局\n待签收：区教育局",
    });
    expect(second).toMatchObject({ 时限灯: "已申报待审", 各单位办理状态: "已申报办结：区教育局" });
    expect(second?.["最近填报"]).toBe(`区教育局 第1份 2021-03-01 待审核：${REPORT}`);
  });

  test.each(["2021-03-31", "2021-03-31T10:00:00%2B08:00"])("is of the moment %s that is asked for", async (asOf) => {
    const [, second] = await rowsOf(planFile(), region.office, `&asOf=${asOf}`);
    expect(second).toMatchObject({ 时限灯: "未到期", 各单位办理状态: "办理中：区教育局" });
  });

  test("is of a position of the log", async () => {
    const first = await ledger.log.head();
    await region.report("区司法局", plan.taskIds[2] ?? "", "正在清理。");
    const past = await rowsOf(planFile(), region.office, `&asOf=${first}`);
    expect(past[2]).toMatchObject({ 各单位办理状态: "待签收：区司法局", 最近填报: "" });
    expect((await rowsOf(planFile()))[2]).toMatchObject({ 各单位办理状态: "办理中：区司法局" });
  });

  test.each([
    ["", /takes a day/],
    ["%E6%98%A8%E5%A4%A9", /takes a day/],
    ["2021-03-31T10:00:00+08:00", /write \+ as %2B/],
  ])("is not of “%s”, which names no moment", async (asOf, sentence) => {
    const answer = await exported(planFile(), region.office, `&asOf=${asOf}`);
    expect(answer.status).toBe(400);
    expect(JSON.parse(await answer.text()).error).toMatchObject({
      field: "asOf",
      messageEn: expect.stringMatching(sentence),
    });
  });

  test("is not of a position that the log has not come to", async () => {
    const head = (await ledger.log.head()) ?? 0n;
    const answer = await exported(planFile(), region.office, `&asOf=${head + 1n}`);
    expect(answer.status).toBe(400);
    // The address says a position as `?asOf=` alone.
    expect(JSON.parse(await answer.text()).error).toMatchObject({
      field: "asOf",
      messageZh: expect.stringMatching(new RegExp(`^asOf：事件日志目前只到位置 ${head}，`)),
    });
  });

  test("does not wait for a position that the log has not come to", async () => {
    const head = (await ledger.log.head()) ?? 0n;
    expect((await exported(planFile())).status).toBe(200);
    for (const position of [head + 1n, 2n ** 63n - 1n]) {
      const answer = await serving.send(`${planFile()}?atLeast=${position}`, {}, region.office);
      expect(answer.status).toBe(400);
      const { error } = JSON.parse(await answer.text());
      expect(error).toMatchObject({ code: "BAD_USER_INPUT", field: "atLeast", position: String(head) });
    }
  });

  test("before it was imported is none", async () => {
    expect((await exported(planFile(), region.office, "&asOf=2021-02-01")).status).toBe(404);
  });

  test.each(["xlsx", "docx"])(
    "as %s has its history, which is no part of it when it is imported again",
    async (format) => {
      const answer = await exported(planFile(format));
      expect(answer.headers.get("content-disposition")).toContain(
        encodeURIComponent("2021年重点任务分解表 2021-07-05"),
      );
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const result = readNotice([{ bytes, name: "export" }]);
      if ("error" in result) throw new Error(result.error.message);
      expect(
        result.draft.tasks.map(({ no, text, section, deadline, units }) => [
          no,
          text,
          section,
          deadline.date,
          units.map(({ name, relation }) => `${name} ${relation}`),
        ]),
      ).toEqual([
        ["1", "公开财政预算决算。", "一", "2021-11-30", ["区财政局 lead", "区教育局 responsible"]],
        ["2", "公布招生政策。", "一", "2021-06-30", ["区教育局 lead"]],
        ["3", "清理规范性文件。", "一", null, ["区司法局 lead"]],
      ]);
      expect(result.draft.tasks.every(({ requirement }) => requirement === null)).toBe(true);
    },
  );
});

describe("a task that was amended", () => {
  const amended = "工作任务：公布义务教育招生政策。\n工作要求：每学期一次\n一级目标：无\n完成时限：2021-12-31";
  let file: (kind: "plan" | "ledger" | "form", format?: string) => string;
  beforeAll(async () => {
    const { planId, taskIds } = await region.issue("教育任务表", [
      { text: "公布招生政策。", due: "2021-11-30", units: [["区文旅局", "lead"]] },
      { text: "公布学区。", due: "2021-11-30", units: [["区体育局", "lead"]] },
    ]);
    const why = { reason: { text: "上级要求调整。" }, authority: { text: "补充通知。" } };
    // An extension changes no words.
    await region.give(region.office, task, "extendTask", taskIds[1] ?? "", { dueOn: "2021-12-15", ...why });
    const changes = { text: "公布义务教育招生政策。", requirement: "每学期一次", section: null, dueOn: "2021-12-31" };
    const sections = [{ no: "一", title: "重点任务", children: [] }];
    await region.give(region.office, task, "amendTask", taskIds[0] ?? "", { changes, ...why }, { sections });
    file = (kind, format = "csv") => {
      if (kind === "form") return `/export/form/${planId}/${region.unitId("区文旅局")}.${format}`;
      return kind === "plan" ? `/export/plan/${planId}.${format}` : ledgerFile("区文旅局", format);
    };
  });

  test("has the words that hold now beside the printed ones, in its plan and in the ledgers of its units", async () => {
    const shown = { 工作任务: "公布招生政策。", 变更后内容: amended, 完成时限: "2021-11-30", 到期日: "2021-12-31" };
    const [first, second] = await rowsOf(file("plan"));
    expect(first).toMatchObject({ ...shown, 一级目标: "一、重点任务" });
    expect(second).toMatchObject({ 工作任务: "公布学区。", 变更后内容: "", 到期日: "2021-12-15" });
    const lines = await rowsOf(file("ledger"));
    expect(lines.filter((line) => line["计划"] === "教育任务表")).toMatchObject([shown]);
    expect(lines.filter((line) => line["变更后内容"] !== "")).toHaveLength(1);
  });

  test("shows the day that holds, where the amended one was extended since", async () => {
    const { planId, taskIds } = await region.issue("宣传任务表", [
      {
        text: "公布宣传计划。",
        due: "2021-11-30",
        units: [
          ["区新闻办", "responsible"],
          ["区网信办", "responsible"],
        ],
      },
    ]);
    const [taskId = ""] = taskIds;
    const why = { reason: { text: "上级要求调整。" }, authority: { text: "补充通知。" } };
    await region.give(
      region.office,
      task,
      "amendTask",
      taskId,
      { changes: { dueOn: "2021-12-10" }, ...why },
      { sections: [] },
    );
    const of = async (unit: string) =>
      (await rowsOf(ledgerFile(unit))).map((line) => [line["变更后内容"], line["到期日"]]).filter(([words]) => words);
    const ofPlan = async () => (await rowsOf(`/export/plan/${planId}.csv`)).map((line) => line["变更后内容"]);
    expect(await of("区新闻办")).toEqual([["完成时限：2021-12-10", "2021-12-10"]]);
    await region.give(region.office, task, "extendTask", taskId, { dueOn: "2021-12-20", ...why });
    expect(await ofPlan()).toEqual(["完成时限：2021-12-20"]);
    // One of its units has more time than the other.
    const unitId = region.unitId("区新闻办");
    const asked = { unitId, dueOn: "2022-01-10", reason: why.reason, evidence: [] };
    await region.give(region.bearer("unit", "区新闻办"), task, "requestExtension", taskId, asked, openPlan);
    const granted = { unitId, extensionNo: 1, dueOn: "2022-01-10", opinion: { text: "同意" } };
    await region.give(region.office, task, "grantExtension", taskId, granted);
    expect(await ofPlan()).toEqual(["完成时限：2021-12-20"]);
    expect(await of("区新闻办")).toEqual([["完成时限：2022-01-10", "2022-01-10"]]);
    expect(await of("区网信办")).toEqual([["完成时限：2021-12-20", "2021-12-20"]]);
    const form = `/export/form/${planId}/${unitId}.csv`;
    expect(await rowsOf(form)).toMatchObject([{ 变更后内容: "完成时限：2022-01-10" }]);
  });

  test("is in the form of the unit that has it, and no longer of the one that it was taken from", async () => {
    const { planId, taskIds } = await region.issue("文化任务表", [
      { text: "公布演出安排。", due: "2021-11-30", units: [["区新闻办", "responsible"]] },
    ]);
    const formOf = (unit: string) => rowsOf(`/export/form/${planId}/${region.unitId(unit)}.csv`);
    expect(await formOf("区新闻办")).toHaveLength(1);
    const { state } = await ledger.executor.load(roster, region.regionId);
    const parts = {
      unitId: region.unitId("区新闻办"),
      toUnitId: region.unitId("区网信办"),
      reason: { text: "职责调整。" },
    };
    await region.give(region.office, task, "reassign", taskIds[0] ?? "", parts, state);
    expect(await formOf("区新闻办")).toEqual([]);
    expect(await formOf("区网信办")).toMatchObject([{ 具体工作事项: "公布演出安排。" }]);
  });

  test("has them in the form that its unit fills in, too", async () => {
    expect(await rowsOf(file("form"))).toMatchObject([
      { 具体工作事项: "公布招生政策。", 完成时限: "2021-11-30", 变更后内容: amended },
    ]);
  });

  test.each(["xlsx", "docx"])(
    "is imported again from %s as it is printed, and without another warning",
    async (format) => {
      const bytes = new Uint8Array(await (await exported(file("plan", format))).arrayBuffer());
      expect(await partsOf(bytes)).toContain("公布义务教育招生政策");
      const result = readNotice([{ bytes, name: "export" }]);
      if ("error" in result) throw new Error(result.error.message);
      const { tasks, warnings, unread } = result.draft;
      expect(
        tasks.map(({ text, requirement, section, deadline }) => [text, requirement, section, deadline.date]),
      ).toEqual([
        ["公布招生政策。", null, "一", "2021-11-30"],
        ["公布学区。", null, "一", "2021-11-30"],
      ]);
      expect(warnings.map(({ code }) => code)).toEqual(["OWN_EXPORT"]);
      expect(unread).toEqual([]);
    },
  );
});

describe("a unit's ledger", () => {
  test("has what the unit owes, with its words", async () => {
    const rows = await rowsOf(ledgerFile("区教育局"));
    expect(rows.map((row) => [row["计划"], row["序号"], row["分工"], row["办理状态"], row["时限灯"]])).toEqual([
      ["2021年重点任务分解表", "1", "责任", "待签收", "未到期"],
      ["2021年重点任务分解表", "2", "牵头", "已申报办结", "已申报待审"],
    ]);
    expect(rows[0]).toMatchObject({ 单位: "牵头单位：区财政局\n责任单位：区教育局", 完成时限: "2021-11-30" });
    expect(rows[1]?.["最近填报"]).toContain(REPORT);
  });

  test("shows another unit its states and not its reports, nor in the history", async () => {
    const other = region.bearer("unit", "区司法局");
    const rows = await rowsOf(ledgerFile("区教育局"), other);
    expect(rows.map((row) => row["办理状态"])).toEqual(["待签收", "已申报办结"]);
    expect(rows.every((row) => row["最近填报"] === "")).toBe(true);
    for (const path of [planFile("docx"), planFile("xlsx")]) {
      const text = await inflated(await exported(path, other));
      expect(text).toContain("已申报办结：区教育局");
      expect(text).not.toContain(REPORT);
      expect(await inflated(await exported(path))).toContain(REPORT);
    }
  });

  test("of a lead has the reports on its tasks", async () => {
    const rows = await rowsOf(ledgerFile("区财政局"), region.bearer("unit", "区财政局"));
    expect(rows[0]?.["最近填报"]).toBe(`第1份 2021-03-01 待审核：${SECRET}`);
  });

  test("has with each part of the unit in a task the reports of that part", async () => {
    const { taskIds } = await region.issue("水利任务表", [{ text: "公布河长名单。", units: [["区水利局", "lead"]] }]);
    const [taskId = ""] = taskIds;
    await region.report("区水利局", taskId, "名单已拟定。");
    await region.register("区河长办");
    const { state } = await ledger.executor.load(roster, region.regionId);
    for (const [from, to] of [
      ["区水利局", "区河长办"],
      ["区河长办", "区水利局"],
    ] as const) {
      const parts = { unitId: region.unitId(from), toUnitId: region.unitId(to), reason: { text: "职责调整。" } };
      await region.give(region.office, task, "reassign", taskId, parts, state);
    }
    const said = async () =>
      (await rowsOf(ledgerFile("区水利局"))).map((row) => [row["办理状态"], row["最近填报"]]).toSorted();
    const first = "第1份 2021-07-05 待审核：名单已拟定。";
    expect(await said()).toEqual([
      ["已移交", first],
      ["待签收", ""],
    ]);
    await region.report("区水利局", taskId, "名单已公布。");
    expect(await said()).toEqual([
      ["办理中", "第2份 2021-07-05 待审核：名单已公布。"],
      ["已移交", first],
    ]);
  });

  test("before it was registered is none", async () => {
    expect((await exported(ledgerFile("区教育局"), region.office, "&asOf=2021-02-01")).status).toBe(404);
  });

  test("as of a past day is as it was", async () => {
    const rows = await rowsOf(ledgerFile("区教育局"), region.office, "&asOf=2021-03-31");
    expect(rows.map((row) => row["办理状态"])).toEqual(["待签收", "办理中"]);
  });
});

describe("the review queue", () => {
  test("of the office has what waits for it, now and on a past day", async () => {
    const now = await rowsOf("/export/queue.csv");
    expect(now.map((row) => [row["序号"], row["类别"], row["单位"]])).toEqual(
      expect.arrayContaining([
        ["1", "待审核填报", "区财政局"],
        ["2", "待销号", "区教育局"],
      ]),
    );
    const past = await rowsOf("/export/queue.csv", region.office, "&asOf=2021-03-31");
    expect(past.map((row) => [row["序号"], row["类别"]])).toEqual([
      ["1", "待审核填报"],
      ["2", "待审核填报"],
    ]);
  });

  test("of the office is closed to a unit, which has its own", async () => {
    const unit = region.bearer("unit", "区财政局");
    expect((await exported("/export/queue.csv", unit, "&of=office")).status).toBe(403);
    expect(await rowsOf("/export/queue.csv", unit)).toEqual([]);
  });

  test("is narrowed to a kind, a plan and a unit, as the list is, and says so", async () => {
    const other = await region.issue("区级减负清单", [{ text: "清理报表。", units: [["区财政局", "lead"]] }]);
    await region.report("区财政局", other.taskIds[0] ?? "", "已清理。");
    const asked = `query ($kind: WaitingKind, $planId: ID, $unitId: ID, $on: Day, $atLeast: Position) {
      reviewQueue(of: OFFICE, kind: $kind, planId: $planId, unitId: $unitId, on: $on, first: 100, atLeast: $atLeast) {
        edges { node { row since unit { name } } } } }`;
    const listed = z.object({
      reviewQueue: z.object({
        edges: z.array(
          z.object({ node: z.object({ row: z.number(), unit: z.object({ name: z.string() }), since: z.string() }) }),
        ),
      }),
    });
    const unitId = region.unitId("区财政局");
    for (const on of [undefined, "2021-03-31"])
      for (const where of [
        { kind: "report" },
        { kind: "signOff" },
        { planId: other.planId },
        { unitId },
        { kind: "report", planId: plan.planId, unitId },
        { kind: "group", unitId },
      ]) {
        const query = Object.entries({ ...where, ...(on ? { asOf: on } : {}) }).map(
          ([name, value]) => `&${name}=${value}`,
        );
        const rows = await rowsOf("/export/queue.csv", region.office, query.join(""));
        const kind = where.kind?.replace("O", "_O").toUpperCase();
        const variables = { ...where, on, atLeast: String(await ledger.log.head()), ...(kind ? { kind } : {}) };
        const { edges } = listed.parse((await serving.ask(asked, variables, region.office)).data).reviewQueue;
        const shown = rows.map((row) => [row["序号"], row["单位"]].join()).sort();
        expect([where, on, shown]).toEqual([
          where,
          on,
          edges.map(({ node }) => `${node.row},${node.unit.name}`).sort(),
        ]);
      }
    const file = await exported(
      "/export/queue.docx",
      region.office,
      `&kind=report&planId=${other.planId}&unitId=${unitId}`,
    );
    expect(file.headers.get("content-disposition")).toContain(encodeURIComponent("办公室待办清单（部分）"));
    const text = await inflated(file);
    expect(text).toContain("只列：待审核填报、区级减负清单、区财政局");
    expect(text).toContain("已清理。");
    // Its history is that of what it lists.
    expect(text).not.toContain(REPORT);
  });
});

describe("the reporting form of a unit for a plan", () => {
  test("has the columns that 韶关 prints, what was changed since beside them, and blanks for what is written by hand", async () => {
    const path = `/export/form/${plan.planId}/${region.unitId("区教育局")}`;
    const rows = await rowsOf(`${path}.csv`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["1", "公开财政预算决算。", "区教育局", "", "2021-11-30", ""],
      ["2", "公布招生政策。", "区教育局", REPORT, "2021-06-30", ""],
    ]);
    const printed = ["序号", "具体工作事项", "落实单位", "具体工作事项进度", "完成时限"];
    expect(Object.keys(rows[0] ?? {})).toEqual([...printed, "变更后内容"]);
    const text = await inflated(await exported(`${path}.docx`));
    for (const blank of ["填报单位（盖章）：", "填报日期：", "填报人：", "联系方式（手机）："])
      expect(text).toMatch(new RegExp(`${blank}[　年月日]*(?:<|填报|联系)`));
  });
});

describe("a file is of one moment", () => {
  test("whatever happens while it is taken", async () => {
    const before = await rowsOf(planFile());
    // The views go on after the moment was taken and before the first row is read.
    const views = serving.parts.views;
    const { getMany } = views;
    let isFirst = true;
    const during = await serveOver({
      async getMany(of, keys) {
        if (isFirst && of.model.name === "task") {
          isFirst = false;
          const { position } = await region.report("区教育局", plan.taskIds[0] ?? "", "晚到的填报。");
          await expect.poll(async () => (await views.checkpoint(of.model)).position).toBe(position);
        }
        return getMany(of, keys);
      },
    });
    expect(during).toEqual(before);
    expect((await rowsOf(planFile()))[0]?.["最近填报"]).toContain("晚到的填报。");
  });

  test("also of a list of which something leaves while its pages are read", async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({
      text: `推进第${at + 1}项工作。`,
      units: [["区司法局", "responsible"]] as const,
    }));
    const { taskIds } = await region.issue("2021年百项任务分解表", many);
    for (const taskId of taskIds) await region.report("区司法局", taskId, "已完成。");
    const before = await rowsOf("/export/queue.csv");
    const views = serving.parts.views;
    let isFirst = true;
    const during = await serveOver(
      {
        async list(of, index, page) {
          const answer = await views.list(of, index, page);
          if (isFirst && index.startsWith("office/")) {
            isFirst = false;
            const reviewed = { unitId: region.unitId("区司法局"), reportNo: 1 };
            const { position } = await region.give(region.office, task, "acceptReport", taskIds[119] ?? "", reviewed);
            await expect.poll(async () => (await views.checkpoint(of.model)).position).toBe(position);
          }
          return answer;
        },
      },
      "/export/queue.csv",
    );
    expect(before.filter((row) => row["工作任务"] === "推进第120项工作。")).toHaveLength(1);
    expect(during).toEqual(before);
    expect((await rowsOf("/export/queue.csv")).length).toBe(before.length - 1);
  });

  async function serveOver(over: Partial<Serving["parts"]["views"]>, path = planFile()) {
    const own = await serve({ ledger, kept: [], parts: { views: { ...serving.parts.views, ...over } } });
    try {
      const answer = await own.send(path, {}, region.office);
      const [heads = [], ...rows] = fieldsOf(await answer.text());
      return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ""])));
    } finally {
      await own.close();
    }
  }
});

describe("what is refused", () => {
  const nobody = "00000000-0000-4000-8000-000000000000";

  const refusal = z.object({
    error: z.object({ code: z.string(), messageZh: z.string(), messageEn: z.string() }),
  });

  test.each<readonly [what: string, path: () => string, status: number, code: string, words: string]>([
    ["an unknown plan", () => `/export/plan/${nobody}.xlsx`, 404, "NOT_FOUND", "没有这个计划"],
    ["an unknown unit", () => `/export/ledger/${nobody}.xlsx`, 404, "NOT_FOUND", "没有这个单位"],
    ["a form of an unknown unit", () => `/export/form/${plan.planId}/${nobody}.xlsx`, 404, "NOT_FOUND", "没有这个单位"],
    [
      "a form for an unknown plan",
      () => `/export/form/${nobody}/${region.unitId(UNITS[0])}.csv`,
      404,
      "NOT_FOUND",
      "没有这个计划",
    ],
    ["an unknown format", () => `/export/plan/${plan.planId}.pdf`, 400, "BAD_USER_INPUT", "xlsx、docx 或 csv"],
    ["no format", () => `/export/plan/${plan.planId}`, 400, "BAD_USER_INPUT", "xlsx、docx 或 csv"],
    ["an unknown export", () => "/export/board.csv", 404, "NOT_FOUND", "plan、ledger、queue、form"],
    [
      "a moment that is none",
      () => `/export/plan/${plan.planId}.csv?asOf=yesterday`,
      400,
      "BAD_USER_INPUT",
      "asOf 应为",
    ],
    [
      "a part of what has no parts",
      () => `${ledgerFile("区财政局")}?planId=${plan.planId}`,
      400,
      "BAD_USER_INPUT",
      "planId",
    ],
    [
      "a parameter that there is not",
      () => `${planFile()}?day=2021-06-01`,
      400,
      "BAD_USER_INPUT",
      "day：此地址没有这个参数，可用的有asOf、atLeast。",
    ],
    [
      "a parameter that is said twice",
      () => `${planFile()}?asOf=2021-06-01&asOf=2021-06-02`,
      400,
      "BAD_USER_INPUT",
      "asOf：写了不止一次，请只写一次。",
    ],
    ...["x", "", "-1", "99999999999999999999"].map(
      (position) =>
        [
          `a position that is none (${position})`,
          () => `${planFile()}?atLeast=${position}`,
          400,
          "BAD_USER_INPUT",
          "atLeast：应为回执所载的位置，如4180。",
        ] as const,
    ),
    [
      "a queue of an unknown plan and an unknown unit",
      () => `/export/queue.csv?planId=${nobody}&unitId=${nobody}`,
      400,
      "BAD_USER_INPUT",
      "planId：本行政区划没有这个编号的计划，请核对编号；unitId：本行政区划没有这个编号的单位，请核对编号。",
    ],
    [
      "a queue of a plan that is not named",
      () => "/export/queue.csv?planId=",
      400,
      "BAD_USER_INPUT",
      "planId：本行政区划没有这个编号的计划",
    ],
    [
      "a queue of nobody",
      () => "/export/queue.csv?of=everybody&kind=",
      400,
      "BAD_USER_INPUT",
      "of：应为office、lead之一；kind：应为",
    ],
  ])("%s, in both languages", async (_what, path, status, code, words) => {
    const answer = await serving.send(path(), {}, region.office);
    const { error } = refusal.parse(await answer.json());
    expect([answer.status, error.code]).toEqual([status, code]);
    expect(error.messageZh).toContain(words);
    expect(error.messageEn).not.toBe(error.messageZh);
  });

  test("a reader without a token, of another region, or without a role for it", async () => {
    expect((await serving.send(planFile(), {}, null)).status).toBe(401);
    const elsewhere = testRegion(ledger, "500155").office;
    expect((await serving.send(planFile(), {}, elsewhere)).status).toBe(404);
    expect((await serving.send(ledgerFile("区财政局"), {}, elsewhere)).status).toBe(404);
    expect((await serving.send(planFile(), {}, region.bearer("admin"))).status).toBe(403);
  });
});

test("a bearer has two exports at once, and another one as soon as nobody takes one of them any more", async () => {
  const { views } = serving.parts;
  let isHeld = true;
  const getMany: typeof views.getMany = (of, keys) =>
    isHeld && of.model.name === "task" ? new Promise(() => undefined) : views.getMany(of, keys);
  const own = await serve({ ledger, kept: [], parts: { views: { ...views, getMany } } });
  const leaving = new AbortController();
  const ask = (signal?: AbortSignal) => own.send(planFile("xlsx"), { signal: signal ?? null }, region.office);
  const held = await Promise.all([ask(leaving.signal), ask(leaving.signal)]);
  expect(held.map(({ status }) => status)).toEqual([200, 200]);
  const third = await ask();
  expect([third.status, third.headers.get("retry-after")]).toEqual([429, "5"]);
  isHeld = false;
  leaving.abort();
  await expect.poll(async () => (await ask()).status).toBe(200);
  await own.close();
});

test("an export of which nothing is sent for a while is given up", async () => {
  const { views } = serving.parts;
  const getMany: typeof views.getMany = (of, keys) =>
    of.model.name === "task" ? new Promise(() => undefined) : views.getMany(of, keys);
  const parts = { views: { ...views, getMany }, bounds: { ...patient, exportMs: 50 } };
  const own = await serve({ ledger, kept: [], parts });
  const answer = await own.send(planFile("xlsx"), {}, region.office);
  await expect(answer.arrayBuffer()).rejects.toThrow();
  await own.close();
});

describe("a file in whose middle something fails", () => {
  async function failing(format: string): Promise<{ answer: Response; whole: Promise<ArrayBuffer>; lines: string[] }> {
    const { logger, lines } = keepingLogger();
    const { views } = serving.parts;
    const getMany: typeof views.getMany = (of, keys) =>
      of.model.name === "task" ? Promise.reject(new Error("the views have lost a page")) : views.getMany(of, keys);
    const own = await serve({ ledger, kept: [], parts: { views: { ...views, getMany }, logger } });
    const answer = await own.send(planFile(format), {}, region.office);
    const whole = answer.arrayBuffer();
    await whole.catch(() => undefined);
    await own.close();
    return { answer, whole, lines };
  }

  test("is cut off, and not ended as if it were whole; the failure is logged", async () => {
    const { answer, whole, lines } = await failing("xlsx");
    expect(answer.status).toBe(200);
    await expect(whole).rejects.toThrow();
    expect(lines.filter((line) => line.includes("a request failed on a bug"))).toHaveLength(1);
  });

  test("is an error like any other where nothing of it was sent yet", async () => {
    const { answer, whole } = await failing("csv");
    expect(answer.status).toBe(500);
    expect(new TextDecoder().decode(await whole)).toContain("INTERNAL");
  });
});

test("words that look like a formula are none in any file", async () => {
  const form = `/export/form/${plan.planId}/${region.unitId("区财政局")}`;
  expect(await (await exported(`${form}.csv`)).text()).toContain(`"'=HYPERLINK(`);
  const sheet = await inflated(await exported(`${form}.xlsx`));
  expect(sheet).toMatch(/s="5" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK/);
  expect(sheet).not.toContain("<f>");
});
