// Decision tests of the import and of discarding a draft.
import { describe, expect, test } from "vitest";
import { confirmed, draft, imported, issued, named, notice, row, sourceSha256, words } from "../../testing/facts.ts";
import { office, planId, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { PlanClosed } from "./close-plan.ts";
import { DraftDiscarded } from "./discard-draft.ts";
import { PlanImported, PlanRowsImported } from "./import-plan.ts";
import { plan } from "./index.ts";

const given = specification(plan);
const { importPlan, discardDraft } = plan.actions;
const command = { regionId: region, sourceSha256 };
const discarded = DraftDiscarded({ reason: words("文件有误") });

describe("importing", () => {
  test("the notice behind the hash becomes a draft, with its rows", () => {
    given().when(importPlan, command, office, notice()).yields(imported());
  });

  test("importing the same bytes twice changes nothing, whatever has become of the plan", () => {
    const histories: Fact[][] = [
      [imported()],
      [imported(), confirmed],
      [imported(), confirmed, issued],
      [imported(), confirmed, issued, PlanClosed({ closedOn: "2022-01-05", reason: words("年度结束") })],
    ];
    for (const facts of histories)
      given(...facts)
        .when(importPlan, command, office, notice())
        .changesNothing();
  });

  test("a discarded draft can be imported anew, and nothing of the old one is left", () => {
    given(imported(), confirmed, discarded).when(importPlan, command, office, notice()).yields(imported());
    const again = [imported(), confirmed, discarded, imported()].reduce(plan.evolve, plan.initial);
    expect(again).toEqual([imported()].reduce(plan.evolve, plan.initial));
  });

  test("a notice in several files is kept with their names and hashes, and with the place of its reading", () => {
    const files = [
      { name: "通知.txt", sha256: "b".repeat(64), byteCount: 1000 },
      { name: "附件.txt", sha256: "c".repeat(64), byteCount: 24 },
    ];
    const kept = { files, readingSha256: "d".repeat(64) };
    given()
      .when(importPlan, command, office, notice(kept))
      .yields(PlanImported({ ...imported().data, ...kept }));
    given()
      .when(
        importPlan,
        command,
        office,
        notice({ files: [...files, { name: "13800138000.txt", sha256: "e".repeat(64), byteCount: 1 }] }),
      )
      .rejects("PERSONAL_DATA_IN_TEXT");
  });

  test("bytes that were never received cannot be imported", () => {
    given().when(importPlan, command, office, null).rejects("NOTICE_NOT_FOUND");
  });

  test("a name that the roster does not know is a blocking warning, once, at the row that prints it first", () => {
    const tasks = [
      row({ units: [named("区财政局")] }),
      row({ row: 2, units: [named("区新设局"), named("区财政局")], lines: [[9, 10]] }),
      row({ row: 3, units: [named("区新设局", "lead"), named("市气象局", "responsible", { kind: "external" })] }),
    ];
    const outcome = importPlan.decide(
      plan.initial,
      command,
      office,
      notice({ draft: draft({ tasks }), knows: (name) => name === "区财政局" }),
    );
    expect(isRejection(outcome) ? outcome : outcome[0]?.data).toMatchObject({
      warnings: [{ code: "UNIT_UNKNOWN", severity: "blocking", row: 2, lines: [9, 10], subject: "区新设局" }],
    });
  });

  test("a warning is kept in each language; one of version 1 keeps both in each", () => {
    const sentence = { zh: "单位名单未列尽。", en: "The list of units is open." };
    const warning = { code: "OPEN_LIST", severity: "notice" as const, row: 1, lines: null };
    const warnings = [{ ...warning, message: "单位名单未列尽。 / The list of units is open.", sentence }];
    const outcome = importPlan.decide(plan.initial, command, office, notice({ draft: draft({ warnings }) }));
    const kept = { ...warning, sentence, subject: null };
    expect(isRejection(outcome) ? outcome : outcome[0]?.data).toMatchObject({ warnings: [kept] });
    const { message } = warnings[0] ?? {};
    const old = { ...imported().data, warnings: [{ ...warning, subject: null, message }] };
    const both = { zh: message, en: message };
    expect(PlanImported.decode(1, old).warnings).toEqual([{ ...warning, subject: null, sentence: both }]);
  });

  test("another plan with the same document number is a blocking warning that names it", () => {
    const outcome = importPlan.decide(plan.initial, command, office, notice({ sameNumber: [planId] }));
    expect(isRejection(outcome) ? outcome : outcome[0]?.data).toMatchObject({
      warnings: [{ code: "POSSIBLE_DUPLICATE", severity: "blocking", subject: planId }],
    });
  });

  test("a notice that prints a mobile number is refused with the place, before it reaches the log", () => {
    const tasks = [row(), row({ row: 2, printed: { 联系方式: "张三 138 1234 5678" } })];
    given()
      .when(importPlan, command, office, notice({ draft: draft({ tasks }) }))
      .rejects(
        "PERSONAL_DATA_IN_TEXT",
        "draft.tasks.1.printed.联系方式：第4字起似为手机号 / draft.tasks.1.printed.联系方式: what looks like a mobile number begins at character 4",
      );
  });

  test.each([
    ["half of a character", { text: "公开\ud842" }, "draft.tasks.1.text"],
    ["NUL, in the heading of a column", { printed: { "任务\0": "公开" } }, "draft.tasks.1.printed.任务\0"],
    ["a bidi override", { requirement: "按时\u202e公开" }, "draft.tasks.1.requirement"],
    [
      "an address with a password",
      { publicationPaths: ["http://a:b@example.org/"] },
      "draft.tasks.1.publicationPaths.0",
    ],
  ])("a notice that prints %s is refused with the place", (_what, over, field) => {
    const outcome = importPlan.decide(
      plan.initial,
      command,
      office,
      notice({ draft: draft({ tasks: [row(), row({ row: 2, ...over })] }) }),
    );
    expect(outcome).toMatchObject({ rejected: "TEXT_NOT_KEPT", detail: expect.stringContaining(`${field}：`) });
  });

  test("line breaks, tabs and page breaks are printed in many cells and are kept", () => {
    const tasks = [row({ printed: { 任务: "一\r\n二\t三\f四\u200b五" } })];
    const outcome = importPlan.decide(plan.initial, command, office, notice({ draft: draft({ tasks }) }));
    expect(isRejection(outcome) ? outcome.rejected : outcome[0]?.data).toMatchObject({ tasks });
  });

  test("TEXT_NOT_KEPT names the first fault", () => {
    const tasks = [row({ text: "\u2066公开" }), row({ row: 2, text: "\ud842" })];
    given()
      .when(importPlan, command, office, notice({ draft: draft({ tasks }) }))
      .rejects("TEXT_NOT_KEPT");
  });

  test("a large draft is split into several events that hold every row once and in order", () => {
    const tasks = Array.from({ length: 1200 }, (_, at) => row({ row: at + 1, text: "公开".repeat(200) }));
    const outcome = importPlan.decide(plan.initial, command, office, notice({ draft: draft({ tasks }) }));
    const facts = isRejection(outcome) ? expect.fail(outcome.rejected) : outcome;
    expect(facts.length).toBeGreaterThan(2);
    for (const fact of facts) expect(Buffer.byteLength(JSON.stringify(fact.data))).toBeLessThan(300 * 1024);
    expect(facts.map((fact) => fact.type)).toEqual([
      "PlanImported",
      ...facts.slice(1).map(() => "PlanRowsImported" as const),
    ]);
    const state = facts.reduce<typeof plan.initial>(plan.evolve, plan.initial);
    expect(state.rows.map((each) => each.row)).toEqual(tasks.map((each) => each.row));
    expect(facts[0]?.data).toMatchObject({ taskCount: 1200 });
  });

  test("a row that is larger than a chunk gets an event of its own", () => {
    const tasks = [row(), row({ row: 2, text: "长".repeat(200_000) }), row({ row: 3 })];
    const outcome = importPlan.decide(plan.initial, command, office, notice({ draft: draft({ tasks }) }));
    const facts = isRejection(outcome) ? expect.fail(outcome.rejected) : outcome;
    const rows = facts.map((fact) => ("tasks" in fact.data ? fact.data.tasks.map((each) => each.row) : []));
    expect(rows).toEqual([[1], [2], [3]]);
  });

  test("a draft without rows is imported as it is", () => {
    given()
      .when(importPlan, command, office, notice({ draft: draft({ tasks: [] }) }))
      .yields(imported(draft({ tasks: [] })));
  });

  test("the sentence counts tasks and warnings", () => {
    expect(PlanImported.tell(imported().data, String).zh).toBe("导入《政务公开工作任务分解表》：任务1项，提示0条");
    expect(PlanRowsImported.tell({ tasks: [row({ row: 7 }), row({ row: 8 })] }, String).zh).toBe("导入任务2项");
  });
});

describe("discarding", () => {
  test("a draft is discarded, also once confirmed", () => {
    given(imported()).when(discardDraft, discarded.data, office).yields(discarded);
    given(imported(), confirmed).when(discardDraft, discarded.data, office).yields(discarded);
  });

  test("discarding twice changes nothing", () => {
    given(imported(), discarded).when(discardDraft, discarded.data, office).changesNothing();
  });

  test("a plan that is issued, or was never imported, is not discarded", () => {
    given(imported(), confirmed, issued).when(discardDraft, discarded.data, office).rejects("NOT_A_DRAFT");
    given().when(discardDraft, discarded.data, office).rejects("PLAN_NOT_FOUND");
  });
});
