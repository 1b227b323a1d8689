// The fields of a plan 计划 as they are compared: its head, its issue, what its notice leaves open, and how far it is.
import { type FieldsOf, type ShownField, seesAll, shownFields, stepsFields } from "@taizhang/domain";
import type { CardWarning, PlanCard } from "../models/plan-card.ts";

const inHistory = { unshown: "who did it, and when, is told by the history" };
const asImported = { unshown: "never changes after the import" };
const settings = {
  steps: stepsFields,
  dueSoonDays: { zh: "临期天数", en: "days that count as due soon" },
  regularly: { zh: "“定期”的含义", en: "what regularly means" },
  reportingOn: { zh: "报送日", en: "reporting day" },
} as const satisfies FieldsOf<NonNullable<PlanCard["settings"]>>;

const warningFields: FieldsOf<CardWarning> = {
  code: asImported,
  severity: asImported,
  sentence: asImported,
  row: asImported,
  lines: asImported,
  subject: asImported,
  settled: {
    zh: "处理",
    en: "decision",
    within: {
      decision: { zh: "决定", en: "decision" },
      note: { zh: "说明", en: "note" },
      revision: { unshown: "its place in the history" },
      by: inHistory,
      at: inHistory,
    },
  },
};

const planFields: FieldsOf<PlanCard> = {
  planId: { unshown: "names the plan" },
  regionId: { unshown: "never changes" },
  status: { zh: "状态", en: "status" },
  head: {
    inline: {
      title: { zh: "标题", en: "title" },
      noticeTitle: { zh: "通知标题", en: "title of the notice" },
      issuer: { zh: "发布机构", en: "issuer" },
      docNumber: { zh: "文号", en: "document number" },
      // The plan has a day of issue of its own.
      issuedOn: { unshown: "the day signed under the notice never changes" },
      year: { zh: "年度", en: "year" },
    },
  },
  sections: asImported,
  warnings: { zh: "导入提示", en: "import warning", each: warningFields },
  unread: asImported,
  coverage: asImported,
  source: asImported,
  taskCount: { zh: "任务数", en: "tasks" },
  importedAt: inHistory,
  importedPosition: inHistory,
  settings: { zh: "办公室设定", en: "settings", within: settings },
  issuedOn: { zh: "印发日", en: "day of issue" },
  issueCorrections: { unshown: "what they changed is compared itself; why is in the history" },
  closedOn: { zh: "关闭日", en: "closed on" },
  endReason: { zh: "终止理由", en: "why it ended" },
  tasksOpened: { zh: "任务全部开立", en: "all tasks opened" },
  turns: {
    zh: "关闭与恢复",
    en: "closing or reopening",
    each: {
      to: { zh: "方向", en: "to" },
      revision: { unshown: "its place in the history" },
      taskCount: { zh: "任务数", en: "tasks" },
      isDone: { zh: "是否完成", en: "done" },
    },
  },
  reopenings: {
    zh: "恢复计划",
    en: "reopening",
    each: {
      reason: { zh: "理由", en: "reason" },
      authority: { zh: "依据", en: "authority" },
      closedOn: { zh: "此前关闭日", en: "had been closed on" },
      closeReason: { zh: "此前关闭理由", en: "why it had been closed" },
      by: inHistory,
      at: inHistory,
    },
  },
  supplements: {
    zh: "补充通知",
    en: "supplement",
    each: {
      sourceSha256: { unshown: "the id of the notice it was says it" },
      supplementId: { zh: "计划编号", en: "plan" },
      citation: { zh: "引称", en: "citation" },
      on: { zh: "起算日", en: "from" },
      map: { zh: "逐行处理", en: "rows" },
      made: inHistory,
    },
  },
  supplementOf: { zh: "用于补充", en: "supplements" },
  parked: {
    zh: "搁置",
    en: "parked",
    as: ({ parkedAt: _at, ...parked }) => parked,
  },
};

/** A plan, without its tasks, as the fields that are seen of it by all who read plans. */
export function fieldsOfPlan(card: PlanCard): ShownField[] {
  const of = { planId: card.planId, taskId: null, unitId: null, partNo: null, itemId: null };
  return shownFields(card, planFields, of, seesAll);
}
