// The fields of a task 任务 as they are compared: its own, those of the parts of its units, and those of its items.
import {
  type FieldsOf,
  leadUnitIdsOf,
  notesFields,
  ownersOf,
  partLabels,
  type SeenBy,
  type Sees,
  type ShownField,
  type Subject,
  shownFields,
  stepsFields,
  type TaskItem,
  wordsFields,
} from "@taizhang/domain";
import type { CardExtension } from "../models/card-extensions.ts";
import type { CardFulfilment, CardItem } from "../models/card-items.ts";
import type { HandOver } from "../models/card-moves.ts";
import { allPartsOf, type Part, type TaskCard } from "../models/task-card.ts";

/** Who did something stands in the history, with when. */
const inHistory = { unshown: "who did it, and when, is told by the history" };
const counted = { unshown: "numbers what is to come" };
const bySubject = { unshown: "its fields are those of subjects of their own" };

const grounded = {
  reason: { zh: "理由", en: "reason" },
  authority: { zh: "依据", en: "authority" },
  made: inHistory,
} as const;

const evidence = { zh: "佐证材料", en: "evidence" } as const;

const extensionFields: FieldsOf<CardExtension> = {
  no: { zh: "申请序号", en: "number of the request" },
  before: { zh: "原时限", en: "due day before" },
  asked: { zh: "申请时限", en: "day asked for" },
  granted: { zh: "批准时限", en: "day granted" },
  state: { zh: "状态", en: "state" },
  reason: { zh: "理由", en: "reason" },
  authority: { zh: "依据", en: "authority" },
  evidence,
  made: inHistory,
  answer: { zh: "答复", en: "answer", within: { text: { zh: "意见", en: "opinion" }, by: inHistory, at: inHistory } },
};

/** What is said of a task as a whole. */
const taskFields: FieldsOf<TaskCard> = {
  opened: {
    inline: {
      regionId: { unshown: "never changes" },
      planId: { unshown: "never changes" },
      taskId: { unshown: "never changes" },
      row: { unshown: "what is printed never changes; how it was amended is in its words" },
      issuedOn: { zh: "印发或增列日", en: "day of issue" },
      dueOn: { zh: "原定时限", en: "first due day" },
      dueBeforeIssue: { unshown: "follows from the due day and the day of issue" },
      dueSoonDays: { unshown: "as the life of the task says it" },
      steps: { unshown: "as the life of the task says it" },
    },
  },
  life: {
    inline: {
      about: { unshown: "as it was opened" },
      words: { inline: wordsFields },
      steps: stepsFields,
      dueSoonDays: { zh: "临期天数", en: "days that count as due soon" },
      dueOn: { zh: "完成时限", en: "due day" },
      assignments: bySubject,
      groups: { unshown: "the groups of the card say more" },
      external: { zh: "区域外单位", en: "external bodies" },
      urgingCount: counted,
      items: bySubject,
      adoptedCount: counted,
      closed: { unshown: "follows from why it is over" },
      endings: { zh: "终止原因", en: "why it is over" },
    },
  },
  parts: bySubject,
  earlier: bySubject,
  groups: {
    zh: "单位组",
    en: "group",
    each: {
      groupId: { unshown: "its name says it" },
      name: { zh: "名称", en: "name" },
      kind: { zh: "类别", en: "kind" },
      relation: { zh: "分工关系", en: "relation" },
      members: { zh: "成员", en: "members" },
      membersOn: { zh: "成员所据日", en: "members as of" },
      since: inHistory,
      named: {
        zh: "确定成员",
        en: "named members",
        each: {
          unitIds: { zh: "单位", en: "units" },
          reason: { zh: "理由", en: "reason" },
          namedAt: inHistory,
        },
      },
    },
  },
  touchedOn: { unshown: "the day of its last event, which the history has" },
  amendments: { unshown: "what they changed is compared itself; why is in the history" },
  withdrawals: {
    zh: "撤销",
    en: "withdrawal",
    each: { ...grounded, restored: { zh: "恢复", en: "restoration", within: grounded } },
  },
  items: bySubject,
  closed: { unshown: "why it is over says it" },
};

const handOver = {
  unitId: { zh: "单位", en: "unit" },
  partNo: { zh: "第几次分工", en: "part number" },
  cause: { zh: "原因", en: "cause" },
  reason: { zh: "理由", en: "reason", to: "whole" },
  made: inHistory,
} as const satisfies FieldsOf<HandOver>;

/** What is said of a unit's part. Those who see only its state do not see what was reported, claimed and decided in words. */
const partFields: FieldsOf<Part> = {
  unitId: { unshown: "names the part" },
  partNo: { unshown: "names the part" },
  before: { unshown: "earlier parts are compared as such" },
  ...partLabels,
  completedOn: { unshown: "the claim says it" },
  dropped: {
    zh: "终止",
    en: "dropped",
    within: { by: { zh: "原因", en: "cause" }, before: { zh: "此前状态", en: "state before" } },
  },
  taskDueOn: { unshown: "the due day of the task at that time, for decisions" },
  extension: { unshown: "the series of extensions says it" },
  dispute: { zh: "退单状态", en: "state of the dispute", to: "whole" },
  exemptedFrom: { unshown: "what a restoration goes back to" },
  handedTo: { unshown: "the hand-over says it" },
  urgings: { unshown: "the urgings with their words say it" },
  checks: { unshown: "what is to be mended says what follows" },
  reportCount: { zh: "填报份数", en: "reports", to: "whole" },
  unsettled: {
    zh: "未通过的填报",
    en: "reports not accepted",
    to: "whole",
    as: (reports) => Object.entries(reports).map(([no, { review }]) => ({ no: Number(no), review })),
  },
  items: bySubject,
  via: { zh: "经由单位组", en: "through the group" },
  inheritedFromRow: { zh: "合并单元格所在行", en: "inherited from row" },
  since: inHistory,
  lastReport: {
    zh: "最近填报",
    en: "last report",
    to: "whole",
    within: {
      no: { zh: "序号", en: "number" },
      reportedOn: { zh: "填报日期", en: "reported on" },
      reviewed: inHistory,
      returnReason: inHistory,
    },
  },
  unreviewed: { unshown: "the reports not accepted say it" },
  claim: {
    zh: "办结申报",
    en: "claim",
    to: "whole",
    within: {
      completedOn: { zh: "办结日期", en: "completed on" },
      done: { zh: "办结说明", en: "what was done" },
      evidence,
      waived: { zh: "未完成条目及理由", en: "items left open" },
      dueOn: { zh: "当时时限", en: "due day then" },
      claimedAt: inHistory,
      by: inHistory,
    },
  },
  endorsement: {
    zh: "审定",
    en: "endorsement",
    to: "whole",
    within: { opinion: { zh: "意见", en: "opinion" }, endorsedAt: { zh: "时刻", en: "at" }, by: inHistory },
  },
  signOff: {
    zh: "销号",
    en: "sign-off",
    within: {
      opinion: { zh: "意见", en: "opinion", to: "whole" },
      signedOffAt: { zh: "时刻", en: "at", to: "whole" },
      by: inHistory,
      lateDays: { zh: "逾期天数", en: "days late" },
    },
  },
  completionReturn: {
    zh: "退回办结",
    en: "return of the claim",
    to: "whole",
    within: { reason: { zh: "理由", en: "reason" }, returnedAt: { zh: "时刻", en: "at" }, by: inHistory },
  },
  extensions: { zh: "延期", en: "extension", to: "whole", each: extensionFields },
  urgingsSaid: {
    zh: "催办",
    en: "urging",
    to: "whole",
    each: {
      no: { zh: "序号", en: "number" },
      itemId: { zh: "条目", en: "item" },
      text: { zh: "内容", en: "text" },
      whyAgain: { zh: "再次催办理由", en: "why again" },
      answerBy: { zh: "答复时限", en: "answer by" },
      made: inHistory,
      answer: {
        zh: "答复",
        en: "answer",
        within: {
          text: { zh: "内容", en: "text" },
          answeredOn: { zh: "答复日", en: "answered on" },
          evidence,
          by: inHistory,
          at: inHistory,
        },
      },
    },
  },
  toMend: {
    zh: "待改正的公开材料",
    en: "evidence to mend",
    to: "whole",
    as: (pieces) => pieces.map(({ by: _by, at: _at, ...piece }) => piece),
  },
  fulfilments: bySubject,
  reopening: {
    zh: "销号撤回",
    en: "reopening",
    to: "whole",
    within: {
      reason: { zh: "理由", en: "reason" },
      cause: { zh: "原因", en: "cause" },
      reopenedAt: { zh: "时刻", en: "at" },
      by: inHistory,
    },
  },
  from: { zh: "承接", en: "taken over", each: handOver },
  to: { zh: "移交", en: "handed over", within: handOver },
  exemption: { zh: "免除", en: "exemption", to: "whole", within: grounded },
  restoration: { zh: "恢复", en: "restoration", to: "whole", within: grounded },
  ownerlessNotedAt: inHistory,
  disputed: {
    zh: "退单",
    en: "dispute",
    to: "whole",
    within: {
      reason: { zh: "理由", en: "reason" },
      suggestedUnitId: { zh: "建议单位", en: "suggested unit" },
      made: inHistory,
      answer: { zh: "答复", en: "answer", within: { text: { zh: "意见", en: "opinion" }, made: inHistory } },
    },
  },
};

/** What is said of an item, whoever owes it. */
const itemFieldsFor = (to: SeenBy): FieldsOf<TaskItem & CardItem> => ({
  no: { zh: "序号", en: "number", to },
  text: { zh: "内容", en: "text", to },
  measure: { zh: "计量内容", en: "measure", to },
  target: { zh: "数量目标", en: "target", to },
  unitOfMeasure: { zh: "计量单位", en: "unit of measure", to },
  dueOn: { zh: "完成时限", en: "due day" },
  extendedTo: { zh: "统一延至", en: "extended for all to" },
  publicationPath: { zh: "公开路径", en: "publication path", to },
  unitId: { zh: "专属单位", en: "of the unit" },
  adoptedBy: { zh: "提出单位", en: "adopted by" },
  handedOnBy: { unshown: "the hand-over of each part says it" },
  splits: { zh: "拆分自", en: "piece of" },
  deadlines: { zh: "文中时限", en: "printed dates" },
  since: inHistory,
  reason: { zh: "提出理由", en: "reason", to: "whole" },
});
const itemFields = itemFieldsFor("all");
const ownItemFields = itemFieldsFor("whole");

/** What is said of a unit's part of an item. */
const fulfilmentFields: FieldsOf<Part["items"][string] & CardFulfilment> = {
  isCompleted: { zh: "是否完成", en: "completed" },
  amount: { zh: "累计数量", en: "amount", to: "whole" },
  dueOn: { zh: "延期时限", en: "day granted" },
  extension: { unshown: "the series of extensions says it" },
  noted: notesFields,
  completions: {
    zh: "完成记录",
    en: "completions",
    to: "whole",
    as: (completions) => completions.map(({ by: _by, at: _at, ...completion }) => completion),
  },
  completionCount: { zh: "完成次数", en: "number of completions", to: "whole" },
  reopening: {
    zh: "重新办理",
    en: "reopening",
    to: "whole",
    within: { reason: { zh: "理由", en: "reason" }, by: inHistory, at: inHistory },
  },
  extensions: { zh: "延期", en: "extension", to: "whole", each: extensionFields },
};

/** How much somebody sees of the part of a unit in a task that these units lead. */
export type SeesPart = (unitId: string, leadUnitIds: readonly string[]) => Sees;

/**
 * A task as the fields that somebody sees of it. `alsoLed`: units that may read it as its leads besides those of this moment,
 * so that of two moments the same is seen.
 */
export function fieldsOfTask(card: TaskCard, seesPart: SeesPart, alsoLed: readonly string[] = []): ShownField[] {
  const { planId, taskId } = card.opened;
  const of: Subject = { planId, taskId, unitId: null, partNo: null, itemId: null };
  const leads = [...leadUnitIdsOf(card.life), ...alsoLed];
  const sees = (unitId: string): Sees => seesPart(unitId, leads);
  const parts = allPartsOf(card);
  const most = parts.map(({ unitId }) => sees(unitId)).find(({ whole }) => whole);
  const nobody: Sees = { whole: false, persons: false };
  return [
    ...shownFields(card, taskFields, of, most ?? nobody),
    ...Object.entries(card.life.items).flatMap(([itemId, item]) => {
      const source = card.items[itemId] ?? { deadlines: [], since: "", reason: null };
      const owners = ownersOf(item);
      if (owners.length === 0)
        return shownFields({ ...item, ...source }, itemFields, { ...of, itemId }, most ?? nobody);
      const own = owners.map(sees).find(({ whole }) => whole) ?? nobody;
      return shownFields({ ...item, ...source }, ownItemFields, { ...of, itemId }, own);
    }),
    ...parts.flatMap((part) => {
      const { unitId, partNo } = part;
      const ofPart = { ...of, unitId, partNo };
      return [
        ...shownFields(part, partFields, ofPart, sees(unitId)),
        ...Object.entries(part.items).flatMap(([itemId, done]) => {
          const shown = part.fulfilments[itemId] ?? none;
          return shownFields({ ...shown, ...done }, fulfilmentFields, { ...ofPart, itemId }, sees(unitId));
        }),
      ];
    }),
  ];
}

const none: CardFulfilment = { completions: [], completionCount: 0, reopening: null, extensions: [] };
