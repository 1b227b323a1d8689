// The fields of a task 任务字段 whose old and new values its events hold: its own, those of the parts of its units, and those of its
// items. A field of the state that is not named here does not compile.
import {
  changedEntries,
  changedFields,
  type FieldsOfAggregate,
  fieldSet,
  type StateChange,
} from "../kernel/changed-fields.ts";
import type { FieldsOf } from "../kernel/labelled.ts";
import type { ExtensionRequest } from "./extension-request.ts";
import { type ItemFulfilment, noFulfilment } from "./fulfilment.ts";
import type { TaskItem } from "./item.ts";
import type { Noted, Notes } from "./notes.ts";
import { type Assignment, type PublicationCheck, type Review, reviewOf, type TaskState } from "./state.ts";
import type { Urging } from "./urged.ts";
import type { Wording } from "./wording.ts";

const ofTheirOwn = { unshown: "their fields are told one by one" };

/** What days' ends have noted, of whatever is due. */
const noted: FieldsOf<Noted> = {
  dueOn: { zh: "所记时限", en: "of the due day" },
  on: { zh: "记录日", en: "on" },
};
export const notesFields = {
  zh: "日终记录",
  en: "noted",
  within: {
    dueSoon: { zh: "临期", en: "due soon", within: noted },
    overdue: { zh: "逾期", en: "overdue", within: noted },
  },
} as const satisfies { within: FieldsOf<Notes> } & Record<"zh" | "en", string>;

/** The steps of completion, as a plan sets them. */
export const stepsFields = {
  zh: "办结步骤",
  en: "steps",
  within: { endorsement: { zh: "审定", en: "endorsement" }, signOff: { zh: "销号", en: "sign-off" } },
} as const;

/** The last request for an extension, of whatever is due. */
export const extensionFields = {
  zh: "延期申请",
  en: "request for an extension",
  to: "whole",
  within: {
    no: { zh: "序号", en: "number" },
    dueOn: { zh: "申请或批准时限", en: "day asked for or granted" },
    state: { zh: "状态", en: "state" },
    planRevision: { unshown: "for decisions about the plan's end" },
  },
} as const satisfies { within: FieldsOf<ExtensionRequest> } & Record<"zh" | "en" | "to", string>;

/** The words of a task. Where they are replaced, the amendment holds the old and the new ones. */
export const wordsFields: FieldsOf<Wording> = {
  text: { zh: "任务内容", en: "text", inData: true },
  requirement: { zh: "工作要求", en: "requirement", inData: true },
  section: { zh: "一级目标", en: "section", inData: true },
  subsection: { zh: "二级目标", en: "subsection", inData: true },
};

const taskFields: FieldsOf<TaskState> = {
  about: {
    inline: {
      regionId: { unshown: "never changes" },
      planId: { unshown: "never changes" },
      issuedOn: { zh: "印发或增列日", en: "day of issue" },
    },
  },
  words: { inline: wordsFields },
  steps: stepsFields,
  dueSoonDays: { zh: "临期天数", en: "days that count as due soon" },
  dueOn: { zh: "完成时限", en: "due day" },
  assignments: ofTheirOwn,
  groups: ofTheirOwn,
  external: {
    zh: "区域外单位",
    en: "external bodies",
    as: (bodies) => bodies.map(({ name }) => name),
  },
  urgingCount: { unshown: "numbers what is to come" },
  items: ofTheirOwn,
  adoptedCount: { unshown: "numbers what is to come" },
  closed: { zh: "已终止", en: "over" },
  endings: { zh: "终止原因", en: "why it is over" },
};

/** The fields of a part that are told alike where its events are and where its states are compared. */
export const partLabels = {
  relations: { zh: "分工关系", en: "relations" },
  state: { zh: "办理状态", en: "state" },
  dueOn: { zh: "完成时限", en: "due day" },
  noted: notesFields,
  ownerlessSince: { zh: "无主自", en: "ownerless since" },
  persons: { zh: "专人", en: "persons in charge", to: "persons" },
} as const satisfies Partial<FieldsOf<Assignment>>;

const partFields: FieldsOf<Assignment> = {
  ...partLabels,
  partNo: { zh: "第几次分工", en: "part number", as: (no) => (no === 1 ? null : no) },
  before: { unshown: "what earlier parts left stays as it was" },
  completedOn: { at: "claim.completedOn", zh: "办结申报·办结日期", en: "claim: completed on", to: "whole" },
  dropped: { unshown: "its state, and why the task is over, say it" },
  taskDueOn: { unshown: "the due day of the task at that time, for decisions" },
  extension: extensionFields,
  dispute: { zh: "退单状态", en: "state of the dispute", to: "whole", as: ({ state }) => state },
  exemptedFrom: { unshown: "what a restoration goes back to" },
  handedTo: { zh: "移交给", en: "handed over to" },
  urgings: ofTheirOwn,
  checks: ofTheirOwn,
  reportCount: { unshown: "each report has a state of its own" },
  unsettled: ofTheirOwn,
  items: ofTheirOwn,
};

const urgingFields: FieldsOf<Urging> = {
  no: { unshown: "stands in the path" },
  itemId: { unshown: "never changes" },
  urgedOn: { zh: "催办日", en: "urged on", to: "whole" },
  answerBy: { zh: "答复时限", en: "answer by", to: "whole" },
  answered: { zh: "已答复", en: "answered", to: "whole" },
  noted: { ...notesFields, to: "whole" },
};

const checkFields: FieldsOf<PublicationCheck> = {
  reportNo: { unshown: "stands in the path" },
  place: { unshown: "stands in the path" },
  verdict: { zh: "结果", en: "verdict", to: "whole" },
  checkedOn: { zh: "核查日", en: "checked on", to: "whole" },
};

/** How a report stands, with those that are accepted, which the state no longer keeps. */
const reportFields: FieldsOf<{ readonly review: Review }> = {
  review: { zh: "审核结果", en: "review", to: "whole" },
};

const groupFields: FieldsOf<{ readonly relations: TaskState["groups"][string] }> = {
  relations: { zh: "分工关系", en: "relations" },
};

const itemFields: FieldsOf<TaskItem> = {
  no: { zh: "序号", en: "number", inData: true, to: "whole" },
  text: { zh: "内容", en: "text", inData: true, to: "whole" },
  measure: { zh: "计量内容", en: "measure", inData: true, to: "whole" },
  target: { zh: "数量目标", en: "target", inData: true, to: "whole" },
  unitOfMeasure: { zh: "计量单位", en: "unit of measure", inData: true, to: "whole" },
  dueOn: { zh: "完成时限", en: "due day", inData: true },
  publicationPath: { zh: "公开路径", en: "publication path", inData: true, to: "whole" },
  unitId: { zh: "专属单位", en: "of the unit" },
  adoptedBy: { unshown: "never changes" },
  handedOnBy: { unshown: "whose it is says it" },
  // The extension says the day until then, also where that is the printed one.
  extendedTo: { at: "dueOn", zh: "完成时限", en: "due day", inData: true },
  splits: { unshown: "never changes" },
};

const fulfilmentFields: FieldsOf<ItemFulfilment> = {
  isCompleted: { unshown: "whether the item is done depends on its target, too: the events about it say that" },
  amount: { zh: "累计数量", en: "amount", to: "whole" },
  dueOn: {
    unshown: "the extension says it, and the day until then, which is the item's own where nothing was granted before",
  },
  extension: extensionFields,
  noted: notesFields,
};

/** What the data of events say besides, which no state has. */
const saidInData: FieldsOf<Record<"progress" | "evidence" | "from" | "dueBeforeIssue", unknown>> = {
  progress: { zh: "具体工作事项进度", en: "progress", inData: true, to: "whole" },
  evidence: { zh: "佐证材料", en: "evidence", inData: true, to: "whole" },
  from: { zh: "专人起始日", en: "in charge from", inData: true, to: "whole" },
  dueBeforeIssue: { zh: "印发时已到期", en: "due before issue", inData: true },
};
const saidOfClaim: FieldsOf<Record<"evidence", unknown>> = {
  evidence: { zh: "佐证材料", en: "evidence", inData: true, to: "whole" },
};
const saidOfItems: FieldsOf<Record<"done", unknown>> = {
  done: { zh: "是否完成", en: "done", inData: true },
};

function changesOfPart(unitId: string, was: Assignment | undefined, is: Assignment | undefined): StateChange[] {
  const [old, now] = [was, is].map((part) => ({
    urgings: byKey(part?.urgings, ({ no }) => `${no}`),
    checks: byKey(part?.checks, ({ reportNo, place }) => `${reportNo ?? "claim"}.${place}`),
  }));
  const isSamePart = was?.partNo === is?.partNo;
  return [
    ...changedFields(was, is, partFields, { unitId }),
    ...changedEntries(old?.urgings ?? {}, now?.urgings ?? {}, (no, before, after) =>
      changedFields(before, after, urgingFields, { unitId, path: `urgings.${no}` }),
    ),
    ...changedEntries(old?.checks ?? {}, now?.checks ?? {}, (piece, before, after) =>
      changedFields(before, after, checkFields, { unitId, path: `checks.${piece}` }),
    ),
    // Reports of an earlier part stay as they were.
    ...changedEntries(isSamePart ? (was?.unsettled ?? {}) : {}, is?.unsettled ?? {}, (no) =>
      changedFields(reviewIn(was, no), reviewIn(is, no), reportFields, { unitId, path: `reports.${no}` }),
    ),
    ...changedEntries(was?.items ?? {}, is?.items ?? {}, (itemId, before, after) =>
      changedFields(before ?? noFulfilment, after ?? noFulfilment, fulfilmentFields, {
        unitId,
        path: `items.${itemId}`,
      }),
    ),
  ];
}

const byKey = <Thing>(things: readonly Thing[] | undefined, key: (thing: Thing) => string): Record<string, Thing> =>
  Object.fromEntries((things ?? []).map((thing) => [key(thing), thing]));

function reviewIn(part: Assignment | undefined, reportNo: string): { readonly review: Review } | null {
  const review = part ? reviewOf(part, Number(reportNo)) : null;
  return review && { review };
}

/** A task once there is one; null before. */
const opened = (task: TaskState): TaskState | null => (task.about === null ? null : task);

/** What the events of a task change, field by field. */
export const fieldsOfTask: FieldsOfAggregate<TaskState> = {
  sets: [
    fieldSet(taskFields),
    fieldSet(partFields),
    fieldSet(urgingFields, ["urgings", "*"], { zh: "催办", en: "urging" }),
    fieldSet(checkFields, ["checks", "*", "*"], { zh: "公开核查", en: "publication" }),
    fieldSet(reportFields, ["reports", "*"], { zh: "填报", en: "report" }),
    fieldSet(groupFields, ["groups", "*"], { zh: "单位组", en: "group" }),
    fieldSet(itemFields, ["items", "*"], { zh: "条目", en: "item" }),
    fieldSet(fulfilmentFields, ["items", "*"], { zh: "条目", en: "item" }),
    fieldSet(saidOfItems, ["items", "*"], { zh: "条目", en: "item" }),
    fieldSet(saidOfClaim, ["claim"], { zh: "办结申报", en: "claim" }),
    fieldSet(saidInData),
  ],
  changes: (before, after) => [
    ...changedFields(opened(before), opened(after), taskFields, { unitId: null }),
    ...changedEntries(before.groups, after.groups, (groupId, was, is) =>
      changedFields(was && { relations: was }, is && { relations: is }, groupFields, {
        unitId: null,
        path: `groups.${groupId}`,
      }),
    ),
    ...changedEntries(before.assignments, after.assignments, changesOfPart),
    ...changedEntries(before.items, after.items, (itemId, was, is) =>
      changedFields(was, is, itemFields, { unitId: (is ?? was)?.unitId ?? null, path: `items.${itemId}` }),
    ),
  ],
};
