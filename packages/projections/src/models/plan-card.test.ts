// The plan card and the rows of a plan, event by event.
import { type DomainFact, defaultSettings, foldName, plan } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  at,
  PlanImported,
  PlanRowsImported,
  planId,
  positionOf,
  regionId,
  stored,
  uuid,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { planCard, plansFrom } from "./plan-card.ts";
import { planRows } from "./plan-rows.ts";

const [DraftDiscarded] = plan.actions.discardDraft.events;
const [ImportWarningResolved] = plan.actions.resolveImportWarning.events;
const [PlanConfirmed] = plan.actions.confirmPlan.events;
const [PlanIssued] = plan.actions.issuePlan.events;
const [TaskAdded] = plan.actions.addTask.events;
const [PlanClosed] = plan.actions.closePlan.events;
const [TasksClosed] = plan.actions.noteTasksClosed.events;
const [PlanReopened] = plan.actions.reopenPlan.events;
const [TasksReopened] = plan.actions.noteTasksReopened.events;

const docNumber = "区政办发〔2021〕1号";
const row = (nth: number) => ({
  row: nth,
  no: String(nth),
  section: "一",
  subsection: null,
  text: `任务${nth}`,
  items: [],
  requirement: null,
  leadUnits: [],
  responsibleUnits: ["区财政局"],
  units: [],
  deadline: { kind: "none" as const, date: null },
  deadlineText: null,
  deadlinesInText: [],
  publicationPaths: [],
  cadence: [],
  printed: { 任务: `任务${nth}` },
  continuesRow: null,
  lines: [],
});
const warning = { severity: "blocking" as const, row: 1, lines: null, subject: null };
const imported = PlanImported({
  regionId,
  sourceSha256: "a".repeat(64),
  sourceName: "通知.txt",
  byteCount: 1024,
  plan: { title: "任务分解表", noticeTitle: null, issuer: "区政府办", docNumber, issuedOn: "2021-05-28", year: 2021 },
  sections: [],
  warnings: [
    { ...warning, code: "UNIT_UNKNOWN", sentence: { zh: "名录中没有", en: "not in the roster" } },
    { ...warning, code: "GROUP_FOREIGN", sentence: { zh: "市政府各部门", en: "departments" } },
  ],
  unread: [],
  coverage: { characters: 8, attributed: 8 },
  taskCount: 3,
  tasks: [row(1), row(2)],
});
const rest = PlanRowsImported({ tasks: [row(3)] });
const discarded = DraftDiscarded({ reason: words("文件有误") });
const card = (...facts: DomainFact[]) => documentsAfter(planCard, stored(facts)).get(planId);

test("an imported plan is a draft, with what its notice leaves open", () => {
  expect(card(imported, rest)).toMatchObject({
    planId,
    regionId,
    status: "draft",
    head: { title: "任务分解表", docNumber },
    taskCount: 3,
    source: { name: "通知.txt", byteCount: 1024 },
    warnings: [{ code: "UNIT_UNKNOWN", settled: null }, { settled: null }],
    importedAt: at(0),
    importedPosition: positionOf(0).toString(),
    settings: null,
    issuedOn: null,
  });
});

test("a plan is found by its notice, by each of its files and by its reading; an old one is a single file", async () => {
  expect(card(imported)?.source).toEqual({
    ...{ sha256: "a".repeat(64), name: "通知.txt", byteCount: 1024 },
    files: [{ sha256: "a".repeat(64), name: "通知.txt", byteCount: 1024 }],
    readingSha256: null,
  });
  const files = ["b", "c"].map((sign) => ({ name: `${sign}.txt`, sha256: sign.repeat(64), byteCount: 512 }));
  const several = PlanImported({ ...imported.data, files, readingSha256: "d".repeat(64) });
  for (const sign of ["a", "b", "c", "d"])
    expect(await listed(planCard, stored([several]), plansFrom(regionId, sign.repeat(64)))).toHaveLength(1);
  expect(await listed(planCard, stored([several]), plansFrom("500155", "b".repeat(64)))).toEqual([]);
});

test("a warning shows what a person decided about it; the others stay open", () => {
  const decision = { kind: "readAs" as const, name: "市政府各部门", as: "区政府各部门", scope: "row" as const };
  const settled = ImportWarningResolved({ warningNo: 2, code: "GROUP_FOREIGN", decision, note: words("笔误") });
  expect(card(imported, settled)?.warnings.map((each) => each.settled)).toEqual([
    null,
    { decision, note: words("笔误"), revision: 1, by: { subjectId: expect.any(String), unitId: null }, at: at(1) },
  ]);
});

test("a plan is confirmed, issued with its settings, and closed with the reason", () => {
  const confirmed = PlanConfirmed({ by: "read", names: [] });
  const issued = PlanIssued({ issuedOn: "2021-06-01", settings: defaultSettings, taskCount: 3 });
  const closed = PlanClosed({ closedOn: "2022-01-10", reason: words("年度结束") });
  expect(card(imported, confirmed)?.status).toBe("confirmed");
  expect(card(imported, confirmed, issued)).toMatchObject({
    status: "issued",
    issuedOn: "2021-06-01",
    settings: defaultSettings,
    closedOn: null,
  });
  expect(card(imported, confirmed, issued, closed)).toMatchObject({
    status: "closed",
    closedOn: "2022-01-10",
    endReason: words("年度结束"),
  });
});

test("a task that is added counts, and its row stands behind the others", () => {
  const added = TaskAdded({ ...TaskAdded.sample, row: { ...row(4), added: { on: "2021-06-30" } } });
  expect(card(imported, rest, added)?.taskCount).toBe((card(imported, rest)?.taskCount ?? 0) + 1);
  const rows = documentsAfter(planRows, stored([imported, rest, added])).get(planId)?.rows;
  expect(rows?.at(-1)).toEqual(added.data.row);
});

test("a reopened plan is issued again, says when and why it had been closed, and that its tasks are being reopened", () => {
  const closed = PlanClosed({ closedOn: "2022-01-10", reason: words("年度结束") });
  const why = { reason: words("继续推进"), authority: words("会议纪要") };
  const facts = [imported, closed, TasksClosed({ taskCount: 3 }), PlanReopened(why)];
  const shown = { status: "issued", closedOn: null, endReason: null };
  const reopening = { ...why, closedOn: "2022-01-10", closeReason: words("年度结束"), at: at(3) };
  const turns = (...isDone: boolean[]) => isDone.map((each) => ({ taskCount: 3, isDone: each }));
  expect(card(...facts)).toMatchObject({ ...shown, turns: turns(true, false), reopenings: [reopening] });
  expect(card(...facts, TasksReopened({ taskCount: 3 }))).toMatchObject({ ...shown, turns: turns(true, true) });
  // Closed again before its tasks were reopened: that comes first.
  expect(card(...facts, closed)).toMatchObject({ status: "closed", turns: turns(true, false, false) });
});

test("a discarded draft is in the region's list, but its number is free for the corrected notice", async () => {
  const number = `number/${regionId}/${foldName(docNumber)}`;
  expect(await listed(planCard, stored([imported]), number)).toHaveLength(1);
  expect(await listed(planCard, stored([imported, discarded]), number)).toEqual([]);
  const [entry] = await listed(planCard, stored([imported, discarded]), `region/${regionId}`);
  expect(entry?.doc).toMatchObject({ status: "discarded", endReason: words("文件有误") });
});

test("the plan imported last comes last, whatever its id", async () => {
  const older = stored([imported], { planId: uuid(199) });
  const newer = stored([rest, imported], { planId: uuid(101) });
  const plans = await listed(planCard, [...older, ...newer.slice(1)], `region/${regionId}`);
  expect(plans.map(({ key }) => key)).toEqual([uuid(199), uuid(101)]);
});

test("the rows are those of all events of the import, and of the last import only", () => {
  const rows = (...facts: DomainFact[]) =>
    documentsAfter(planRows, stored(facts))
      .get(planId)
      ?.rows.map(({ row }) => row);
  expect(rows(imported, rest)).toEqual([1, 2, 3]);
  expect(rows(imported, rest, discarded, imported, rest)).toEqual([1, 2, 3]);
});
