import { rejections, role } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inputs, mutationOf, mutations } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let taskId: string;
let planId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const issued = await region.issue("政务公开任务分解表", [
    { text: "公开财政预算决算", due: "2021-11-30", units: [["区财政局", "responsible"]] },
    {
      text: "优化营商环境",
      units: [
        ["区发改局", "lead"],
        ["区财政局", "responsible"],
      ],
    },
  ]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const give = (name: string, input: object, as: Parameters<Serving["ask"]>[2]) =>
  serving.ask(mutationOf(name), { input }, as);

const report = (over: object = {}) => ({
  commandId: "report-1",
  taskId,
  unitId: region.unitId("区财政局"),
  reportedOn: "2021-06-30",
  progress: "预算已公开。",
  evidence: [{ title: "区政府网站", path: ["首页", "财政资金"], url: null }],
  ...over,
});

describe("who may give which command", () => {
  // The actions say it; docs/actions.md shows the whole table, so that a change of it is seen.
  const table = [...mutations].map(
    ([name, { by }]) => [name, role.options.filter((each) => by.includes(each))] as const,
  );

  test.each(table)("%s is open to %j only", async (name, openTo) => {
    for (const each of role.options) {
      const answer = await give(name, { ...inputs[name], commandId: `${name}-${each}` }, region.bearer(each));
      if (openTo.includes(each)) {
        expect(answer.errors, each).toBeUndefined();
        expect(answer.status).toBe(200);
      } else expect(answer, each).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
    }
    const anonymous = await give(name, { ...inputs[name], commandId: name }, null);
    expect(anonymous).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });
});

describe("a command over HTTP", () => {
  test("is answered with a receipt, and the task shows its effect", async () => {
    const document = `mutation ($input: ReportProgressInput!) {
      reportProgress(input: $input) {
        receipt { outcome commandId position eventIds }
        rejection { code }
        task { id assignments { state reportCount } }
      }
    }`;
    const answer = await serving.ask(document, { input: report() }, region.bearer("unit", "区财政局"));
    expect(answer).toMatchObject({
      status: 200,
      data: {
        reportProgress: {
          receipt: { outcome: "DONE", commandId: "report-1", position: expect.stringMatching(/^\d+$/) },
          rejection: null,
          task: { id: taskId, assignments: [{ state: "ACCEPTED", reportCount: 1 }] },
        },
      },
    });
  });

  test("that corrects a report leaves alone what it does not say, and takes away what it says is empty", async () => {
    const document = `mutation ($input: CorrectReportInput!) {
      correctReport(input: $input) {
        receipt { outcome }
        task { assignments { reports { edges { node { no progress evidence { title } } } } } }
      }
    }`;
    const correct = async (commandId: string, said: object) => {
      const input = { commandId, taskId, unitId: region.unitId("区财政局"), reportNo: 1, reason: "更正", ...said };
      return (await serving.ask(document, { input }, region.bearer("unit", "区财政局"))).data;
    };
    const reads = (progress: string, ...titles: string[]) => ({
      correctReport: {
        receipt: { outcome: "DONE" },
        task: {
          assignments: [
            { reports: { edges: [{ node: { no: 1, progress, evidence: titles.map((title) => ({ title })) } }] } },
          ],
        },
      },
    });
    expect(await correct("correct-1", { progress: "预算、决算已公开。" })).toEqual(
      reads("预算、决算已公开。", "区政府网站"),
    );
    expect(await correct("correct-2", { evidence: [] })).toEqual(reads("预算、决算已公开。"));
  });

  test("that is sent twice has one effect and one receipt", async () => {
    const reporter = region.bearer("unit", "区财政局");
    const input = report({ commandId: "report-2" });
    const once = await give("reportProgress", input, reporter);
    expect(await give("reportProgress", input, reporter)).toEqual(once);
    expect(once).toMatchObject({ data: { reportProgress: { receipt: { outcome: "DONE" } } } });
  });

  test("is refused under an id that was used for something else, in both languages", async () => {
    const reporter = region.bearer("unit", "区财政局");
    await give("reportProgress", report({ commandId: "report-3" }), reporter);
    const other = await give("reportProgress", report({ commandId: "report-3", progress: "另一内容" }), reporter);
    const { zh, en } = rejections.COMMAND_ID_REUSED;
    expect(other.data).toEqual({
      reportProgress: { receipt: null, rejection: { code: "COMMAND_ID_REUSED", message: { zh, en }, detail: null } },
    });
  });

  test("on another unit's part is refused, and a task of another region is not found", async () => {
    const others = await give("reportProgress", report({ commandId: "x-1" }), region.bearer("unit", "区发改局"));
    expect(others.data).toMatchObject({ reportProgress: { rejection: { code: "NOT_YOUR_ASSIGNMENT" } } });
    const foreign = testRegion(ledger, "500155").bearer("office");
    const closed = await give("closePlan", { commandId: "x-2", planId, reason: "年度终了" }, foreign);
    expect(closed.data).toMatchObject({ closePlan: { receipt: null, rejection: { code: "PLAN_NOT_FOUND" } } });
  });

  test("that would change nothing says so", async () => {
    const input = { commandId: "r-1", regionId: region.regionId, name: "区财政局", validFrom: "2021-01-01" };
    const answer = await give("registerUnit", input, region.bearer("admin"));
    expect(answer.data).toMatchObject({ registerUnit: { receipt: { outcome: "UNCHANGED", eventIds: [] } } });
  });

  test("keeps a mobile number out of the log", async () => {
    const input = report({ commandId: "p-1", progress: "请联系 138 0013 8000" });
    const answer = await give("reportProgress", input, region.bearer("unit", "区财政局"));
    expect(answer.data).toMatchObject({
      reportProgress: {
        rejection: {
          code: "PERSONAL_DATA_IN_TEXT",
          detail:
            "progress.text：第5字起似为手机号 / progress.text: what looks like a mobile number begins at character 5",
        },
      },
    });
  });
});

describe("an invalid input is refused with its field", () => {
  const faults: [what: string, name: string, over: object, field: string | RegExp][] = [
    ["an empty text", "reportProgress", { progress: "  " }, "progress"],
    ["a text that is too long", "reportProgress", { progress: "长".repeat(4001) }, "progress"],
    ["evidence that leads nowhere", "reportProgress", { evidence: [{ title: "网站" }] }, "evidence.0.url"],
    [
      "an address that is not a web page",
      "reportProgress",
      { evidence: [{ title: "a", url: "file:///etc" }] },
      "evidence.0.url",
    ],
    ["a command id that is too long", "reportProgress", { commandId: "x".repeat(101) }, "commandId"],
    ["a command id of words", "reportProgress", { commandId: "填报-1" }, "commandId"],
    ["a command id with a mobile number", "reportProgress", { commandId: "report-13912345678" }, "commandId"],
    ["a name with a mark of no width", "registerUnit", { name: "市财政\u200b局" }, "name"],
    ["a text with NUL", "reportProgress", { progress: "已公开\0" }, "progress"],
    ["half of a character", "registerUnit", { name: "市财政局\ud842" }, "name"],
    [
      "an address with a password",
      "reportProgress",
      { evidence: [{ title: "a", url: "https://user:pass@example.org/" }] },
      "evidence.0.url",
    ],
    ["an empty command id", "reportProgress", { commandId: "" }, "commandId"],
    ["an id that is none", "reportProgress", { unitId: "区财政局" }, "unitId"],
    ["a report number below one", "acceptReport", { reportNo: 0 }, "reportNo"],
    ["a claim without evidence", "claimCompletion", { evidence: [] }, "evidence"],
    ["a hash that is none", "importPlan", { sourceSha256: "abc" }, "sourceSha256"],
    ["too many days before the due day", "issuePlan", { settings: { dueSoonDays: 91 } }, "settings.dueSoonDays"],
    [
      "a name that is missing",
      "resolveImportWarning",
      { decision: { kind: "READ_AS", as: "区财政局" } },
      "decision.name",
    ],
    ["an owner that is missing", "addAlias", { unitId: null }, "unitId"],
    ["two owners", "addAlias", { groupId: inputs["addAlias"] && "g" }, "groupId"],
    ["a unit that joins and leaves", "changeMembership", { left: ["00000000-0000-4000-8000-000000000001"] }, "left"],
  ];

  test.each(faults)("%s", async (_what, name, over, field) => {
    const openTo = ["reportProgress", "claimCompletion"].includes(name) ? "unit" : "office";
    const input = { ...inputs[name], commandId: "fault", ...over };
    const answer = await give(name, input, region.bearer(openTo, openTo === "unit" ? "区财政局" : null));
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT", field } }] });
    expect(answer.errors?.[0]?.message).toContain(String(field));
    // What follows the last colon is the fault itself, which is in Chinese too.
    expect(answer.errors?.[0]?.extensions["messageZh"]).toMatch(/\p{Script=Han}[^：]*$/u);
  });

  test.each([
    ["a day that is in no calendar", { reportedOn: "2021-02-30" }, "reportedOn"],
    ["a field that is not there", { mood: "good" }, "mood"],
  ])("%s, which the schema refuses", async (_what, over, field) => {
    const answer = await give("reportProgress", report(over), region.bearer("unit", "区财政局"));
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT", field } }] });
    expect(answer.errors?.[0]?.message).toContain(field);
  });
});
