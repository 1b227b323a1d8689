// The fields of a unit 单位 as they are compared: its entry in the roster, and the lines of its ledger 台账条目.
import type { Sentence } from "@taizhang/domain";
import { type FieldsOf, type SeenBy, type Sees, type ShownField, seesAll, shownFields } from "@taizhang/domain";
import type { LedgerKind } from "../models/owed.ts";
import type { DirectoryEntry } from "../models/unit-directory.ts";
import type { LedgerEntry } from "../models/unit-ledger.ts";

const entryFields: FieldsOf<DirectoryEntry> = {
  id: { unshown: "names the unit" },
  regionId: { unshown: "never changes" },
  kind: { unshown: "never changes" },
  name: { zh: "名称", en: "name" },
  validFrom: { zh: "名称起始日", en: "valid from" },
  aliases: { zh: "别名", en: "aliases" },
  members: { zh: "成员", en: "members" },
  formerNames: { zh: "曾用名", en: "former names" },
  end: {
    zh: "撤并",
    en: "end",
    within: {
      kind: { zh: "方式", en: "kind" },
      on: { zh: "日期", en: "on" },
      into: { zh: "并入或分设", en: "into" },
      heir: { zh: "承接单位", en: "successor" },
    },
  },
  creditCode: { zh: "统一社会信用代码", en: "credit code" },
};

/**
 * What is said of a line of a ledger. Those who see only the state of a part do not see what its unit handed in and asked for.
 * `to`: who sees the words of its item.
 */
const lineFieldsFor = (to: SeenBy): FieldsOf<LedgerEntry> => ({
  kind: { unshown: "stands before the names of the fields" },
  unitId: { unshown: "names the unit" },
  planId: { unshown: "names the plan" },
  regionId: { unshown: "never changes" },
  taskId: { unshown: "names the task" },
  row: { unshown: "never changes" },
  no: { unshown: "never changes" },
  text: { zh: "任务内容", en: "text of the task" },
  standing: { zh: "了结情况", en: "standing" },
  item: {
    zh: "条目",
    en: "item",
    within: {
      itemId: { unshown: "names the item" },
      no: { zh: "序号", en: "number", to },
      text: { zh: "内容", en: "text", to },
      state: { zh: "状态", en: "state" },
      amount: { zh: "累计数量", en: "amount", to: "whole" },
      target: { zh: "数量目标", en: "target", to },
      unitOfMeasure: { zh: "计量单位", en: "unit of measure", to },
      ownerIds: { unshown: "says who reads it" },
    },
  },
  relations: { zh: "分工关系", en: "relations" },
  state: { zh: "办理状态", en: "state" },
  partNo: { unshown: "names the part" },
  handedTo: { zh: "移交给", en: "handed to" },
  ownerlessSince: { zh: "无主自", en: "ownerless since" },
  reportState: { zh: "报送状态", en: "state of the report" },
  dueOn: { zh: "完成时限", en: "due day" },
  dueBeforeIssue: { unshown: "follows from the due day and the day of issue" },
  dueSoonDays: { unshown: "a setting of the plan" },
  firstDueOn: { zh: "原定时限", en: "first due day" },
  since: { unshown: "when it came to be so is told by the history" },
  extension: { zh: "延期申请", en: "extension", to: "whole" },
  dispute: { zh: "退单状态", en: "state of the dispute", to: "whole" },
  from: { zh: "承接自", en: "taken over from" },
  persons: { zh: "专人", en: "persons in charge", to: "persons" },
  urgingNo: { unshown: "stands before the names of the fields" },
  answeredOn: { zh: "答复或报送日", en: "answered on" },
  reportCount: { zh: "填报份数", en: "reports", to: "whole" },
  toMendCount: { zh: "待改正件数", en: "evidence to mend", to: "whole" },
  returned: { zh: "已退回", en: "returned", to: "whole" },
  lastReport: {
    zh: "最近填报",
    en: "last report",
    to: "whole",
    within: {
      no: { zh: "序号", en: "number" },
      reportedOn: { zh: "填报日期", en: "reported on" },
      review: { zh: "审核结果", en: "review" },
      reviewed: { unshown: "who did it, and when, is told by the history" },
      returnReason: { unshown: "why it was returned is told by the history" },
    },
  },
  claimReturnReason: { unshown: "why it was returned is told by the history" },
});
const lineFields = lineFieldsFor("all");
const ownItemFields = lineFieldsFor("whole");

/** What stands before the names of the fields of a line: nothing for a part or an item, which its subject names. */
const kinds: Readonly<Record<LedgerKind, { readonly path: string; readonly label: Sentence | null }>> = {
  part: { path: "", label: null },
  item: { path: "", label: null },
  urging: { path: "urging", label: { zh: "催办", en: "urging" } },
  completionReport: { path: "completionReport", label: { zh: "办结情况报告", en: "completion report" } },
};

/** A unit as the roster has it, as fields, which all who read the roster see. */
export function fieldsOfUnit(entry: DirectoryEntry): ShownField[] {
  const of = { planId: null, taskId: null, unitId: entry.id, partNo: null, itemId: null };
  return shownFields(entry, entryFields, of, seesAll);
}

/** A line of a ledger as the fields that somebody sees of it. */
export function fieldsOfLine(line: LedgerEntry, sees: Sees): ShownField[] {
  const { planId, taskId, unitId, partNo, item, urgingNo } = line;
  const of = { planId, taskId, unitId, partNo, itemId: item?.itemId ?? null };
  const { path, label } = kinds[line.kind];
  const fields = item && item.ownerIds.length > 0 ? ownItemFields : lineFields;
  if (urgingNo === null || label === null) return shownFields(line, fields, of, sees, { path, label });
  const numbered = { zh: `${label.zh}${urgingNo}`, en: `${label.en} ${urgingNo}` };
  // What is said of the item that an urging asks about stands with the item's own line.
  return shownFields({ ...line, item: null }, lineFields, of, sees, { path: `${path}.${urgingNo}`, label: numbered });
}
