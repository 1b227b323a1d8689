// Decision tests of supplementing a plan by a later notice.
import { describe, expect, test } from "vitest";
import { confirmed, draft, imported, issued, named, row, words } from "../../testing/facts.ts";
import { financeBureau, office, roster, uuid } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { TaskAdded } from "./add-task.ts";
import { PlanClosed } from "./close-plan.ts";
import { DraftDiscarded } from "./discard-draft.ts";
import { plan } from "./index.ts";
import type { RowEffect, RowUse } from "./row-use.ts";
import { PlanSupplemented } from "./supplement-plan.ts";

const given = specification(plan);
const { supplementPlan } = plan.actions;
const sourceSha256 = "b".repeat(64);
const supplementId = uuid(101);
const play = (...facts: readonly Fact[]) => facts.reduce(plan.evolve, plan.initial);

const sections = [
  { no: "一", title: "加强解读", children: [{ no: "（一）", title: "政策" }] },
  {
    ...{ no: "二", title: "深化重点领域信息公开" },
    children: [
      { no: "（一）", title: "教育" },
      { no: "（二）", title: "财政" },
    ],
  },
];
// Its notice numbers its rows otherwise than they stand.
const rows = [1, 2, 3].map((at) => row({ row: at, no: `甲${at}`, text: `任务${at}`, units: [named("区财政局")] }));
const begun = [imported(draft({ tasks: rows, sections })), confirmed, issued];

// The later notice has the heading 财政 under another numeral, and rows of its own numbers.
const later = draft({
  plan: { ...draft().plan, title: "补充任务表", noticeTitle: "补充通知", docNumber: "区政办发〔2021〕9号" },
  sections: [{ no: "三", title: "深化重点领域信息公开", children: [{ no: "1", title: "财政" }] }],
  tasks: [
    row({ row: 1, text: "任务一改", requirement: "按季", deadline: { kind: "date", date: "2021-10-31" } }),
    row({
      ...{ row: 2, no: "5", section: "三", subsection: "1", text: "新任务", units: [named("区财政局", "lead")] },
      ...{ items: [{ no: "1", text: "新任务的一项", children: [], deadlines: [] }], part: 2, lines: [[9, 9]] },
      ...{ place: { table: 1, row: 3 }, deadline: { kind: "none", date: null }, deadlineText: "按上级要求" },
    }),
    row({ row: 3, text: "任务二撤销" }),
    row({ row: 4, text: "任务三" }),
  ],
});
later.sections.push({ no: "三", title: "深化重点领域信息公开", children: [{ no: "1", title: "财政" }], part: 2 });
const supplement = play(imported(later), confirmed);
const known = { supplementId, supplement, roster, withdrawn: [] };
const map: RowUse[] = [
  { row: 1, kind: "amends", of: 1 },
  { row: 2, kind: "adds" },
  { row: 3, kind: "withdraws", of: 2 },
  { row: 4, kind: "ignored", reason: words("与原表相同") },
];
const citation = "《补充通知》（区政办发〔2021〕9号）";
const effects: RowEffect[] = [
  { ...map[0], kind: "amends", of: 1, row: 1, changes: { text: "任务一改", requirement: "按季", dueOn: "2021-10-31" } },
  { row: 2, kind: "adds", of: 4 },
  { row: 3, kind: "withdraws", of: 2 },
  { row: 4, kind: "ignored", reason: words("与原表相同") },
];
const supplemented = (on = "2021-06-30") =>
  PlanSupplemented({ sourceSha256, supplementId, citation, on, map: effects });
const added = (on = "2021-06-30") =>
  TaskAdded({
    row: {
      ...row({ row: 4, no: "5", section: "二", subsection: "（二）", text: "新任务" }),
      ...{ items: [{ no: "1", text: "新任务的一项", children: [], deadlines: [] }], deadlineText: "按上级要求" },
      ...{ deadline: { kind: "none", date: null }, printed: {}, lines: [] },
      added: { on, from: { sourceSha256, row: 2 } },
    },
    assigning: {
      assignments: [{ unitId: financeBureau, relations: ["lead"], via: null, inheritedFromRow: null }],
      groups: [],
      external: [],
    },
    reason: words(`按${citation}办理。`),
    authority: words(citation),
  });

describe("supplementing", () => {
  const command = { sourceSha256, map };

  test("one act says what every row does; the row that is new is added at once, under the plan's own headings", () => {
    given(...begun)
      .when(supplementPlan, command, office, known)
      .yields(supplemented(), added());
    given(...begun)
      .when(supplementPlan, { ...command, on: "2021-06-10" }, office, known)
      .yields(supplemented("2021-06-10"), added("2021-06-10"));
  });

  test("a deadline that counts from the issue of the later notice is due so long after the day of the supplement", () => {
    const [first, ...others] = later.tasks;
    if (!first) throw new Error("the later notice has rows");
    const deadline = { kind: "none" as const, date: null, fromIssue: { count: 1, unit: "month" as const } };
    const counting = play(imported({ ...later, tasks: [{ ...first, deadline }, ...others] }), confirmed);
    const [amends, ...rest] = effects;
    if (amends?.kind !== "amends") throw new Error("its first row amends");
    const changes = { ...amends.changes, dueOn: "2021-07-30" };
    given(...begun)
      .when(supplementPlan, command, office, { ...known, supplement: counting })
      .yields(PlanSupplemented({ ...supplemented().data, map: [{ ...amends, changes }, ...rest] }), added());
  });

  test("twice, in whatever order of rows, changes nothing; another map or another day is refused", () => {
    const facts = [...begun, supplemented(), added()];
    given(...facts)
      .when(supplementPlan, { ...command, map: map.toReversed() }, office, known)
      .changesNothing();
    const other: RowUse[] = [...map.slice(0, 3), { row: 4, kind: "amends", of: 3 }];
    given(...facts)
      .when(supplementPlan, { ...command, map: other }, office, known)
      .rejects("SUPPLEMENT_USED");
    given(...facts)
      .when(supplementPlan, { ...command, on: supplemented().data.on }, office, known)
      .changesNothing();
    given(...facts)
      .when(supplementPlan, { ...command, on: "2021-06-10" }, office, known)
      .rejects("SUPPLEMENT_USED");
  });

  test("no row of the later notice is left out, named twice, or invented", () => {
    const say = (uses: RowUse[]) => given(...begun).when(supplementPlan, { ...command, map: uses }, office, known);
    say(map.slice(0, 2)).rejects("SUPPLEMENT_ROWS_LEFT_OUT", "1「任务二撤销」、1「任务三」");
    say([...map, { row: 5, kind: "adds" }, { row: 2, kind: "adds" }]).rejects(
      "SUPPLEMENT_ROWS_UNKNOWN",
      "5、5「新任务」",
    );
  });

  test("what is amended or withdrawn is a row of the plan, each once", () => {
    const say = (use: RowUse) =>
      given(...begun).when(supplementPlan, { ...command, map: [...map.slice(0, 3), use] }, office, known);
    say({ row: 4, kind: "amends", of: 9 }).rejects("PLAN_ROWS_UNFIT", "9");
    say({ row: 4, kind: "withdraws", of: 1 }).rejects("PLAN_ROWS_UNFIT", "甲1「任务1」");
  });

  test("the later notice is imported and confirmed, and no plan of its own", () => {
    const as = (state: typeof supplement) =>
      given(...begun).when(supplementPlan, command, office, { ...known, supplement: state });
    as(plan.initial).rejects("SUPPLEMENT_NOT_CONFIRMED");
    as(play(imported(later))).rejects("SUPPLEMENT_NOT_CONFIRMED");
    as(play(imported(later), confirmed, issued)).rejects("NOT_A_DRAFT");
  });

  test("nothing follows that could not be carried out", () => {
    const nobody = { ...known, roster: { ...roster, units: new Map() } };
    given(...begun)
      .when(supplementPlan, command, office, nobody)
      .rejects("UNIT_NOT_FOUND", `5「新任务」：${financeBureau}`);
    given(...begun)
      .when(supplementPlan, command, office, { ...known, withdrawn: [1] })
      .rejects("TASK_WITHDRAWN", "甲1「任务1」");
    const long = play(imported({ ...later, tasks: [row({ text: "长".repeat(20_001) })] }), confirmed);
    given(...begun)
      .when(supplementPlan, { ...command, map: map.slice(0, 1) }, office, { ...known, supplement: long })
      .rejects("TOO_LARGE_TO_STORE", "1「长长长长长长长长长长长长…」");
  });

  test("only an issued plan is supplemented, from its issue on", () => {
    given().when(supplementPlan, command, office, known).rejects("PLAN_NOT_FOUND");
    given(...begun.slice(0, 2))
      .when(supplementPlan, command, office, known)
      .rejects("PLAN_NOT_ISSUED");
    given(...begun, PlanClosed({ closedOn: "2021-06-30", reason: words("年度结束") }))
      .when(supplementPlan, command, office, known)
      .rejects("PLAN_CLOSED");
    given(...begun)
      .when(supplementPlan, { ...command, on: "2021-05-31" }, office, known)
      .rejects("DAY_BEFORE_ISSUE");
  });

  test("what a row leaves blank stays; 长期坚持 takes the due day away", () => {
    const changesOf = (over: Parameters<typeof row>[0]) => {
      const state = play(imported({ ...later, tasks: [row({ requirement: null, ...over })] }), confirmed);
      const looked = { ...known, supplement: state };
      const outcome = supplementPlan.decide(play(...begun), { ...command, map: map.slice(0, 1) }, office, looked);
      return "rejected" in outcome ? outcome : outcome[0]?.data;
    };
    const text = "公开财政预算决算";
    expect(changesOf({ deadline: { kind: "none", date: null } })).toMatchObject({ map: [{ changes: { text } }] });
    expect(changesOf({ deadline: { kind: "none", date: null } })).not.toHaveProperty("map.0.changes.dueOn");
    expect(changesOf({ deadline: { kind: "ongoing", date: null } })).toMatchObject({
      map: [{ changes: { text, dueOn: null } }],
    });
  });
});

test("a policy discards the later notice's draft as used", () => {
  const used = { reason: words(`按${citation}办理。`), supplementOf: uuid(100) };
  given(imported(later), confirmed).when(plan.actions.discardDraft, used, office).yields(DraftDiscarded(used));
});
