// The words of an exported file: states, lamps and kinds as the office says them.
import type {
  AssignmentState,
  CompletionReportState,
  ExtensionState,
  ItemState,
  Relation,
  Review,
  Standing,
} from "@taizhang/domain";
import type { Lamp, LedgerKind, WaitingKind } from "@taizhang/projections";

export const stateWords: Readonly<Record<AssignmentState, string>> = {
  assigned: "待签收",
  accepted: "办理中",
  claimed: "已申报办结",
  endorsed: "已审定",
  signedOff: "已销号",
  dropped: "已终止",
  exempted: "已免除",
  handedOver: "已移交",
};

/** Of what is open although its unit has ended. */
export const nobodysWords = "无主（原单位已撤并）";

/** Of evidence that was found broken or wrong, and that the unit has to mend. */
export const toMendWords = (count: number): string => `待改正公开材料${count}件`;

export const standingWords: Readonly<Record<Standing, string>> = {
  open: "办理中",
  done: "已办结",
  terminated: "已终止",
};

export const itemStateWords: Readonly<Record<ItemState, string>> = {
  open: "待完成",
  done: "已完成",
  ended: "已终止",
};

export const answerWords: Readonly<Record<Standing, string>> = {
  open: "待答复",
  done: "已答复",
  terminated: "已终止",
};

export const reportStateWords: Readonly<Record<CompletionReportState, string>> = {
  owed: "待报送",
  submitted: "已报送",
  returned: "已退回",
  accepted: "已接收",
  dropped: "已终止",
};

export const lampWords: Readonly<Record<Lamp, string>> = {
  done: "已办结",
  terminated: "已终止",
  none: "无时限",
  flagged: "印发时已到期",
  overdue: "已逾期",
  dueSoon: "临近",
  ahead: "未到期",
  claimed: "已申报待审",
};

export const reviewWords: Readonly<Record<Review, string>> = {
  open: "待审核",
  accepted: "审核通过",
  returned: "已退回",
};

export const extensionWords: Readonly<Record<ExtensionState, string>> = {
  pending: "延期待答复",
  granted: "延期已同意",
  refused: "延期未同意",
  withdrawn: "延期申请已撤回",
  lapsed: "延期申请已失效",
};

export const relationWords: Readonly<Record<Relation, string>> = {
  lead: "牵头",
  responsible: "责任",
  supervising: "监管",
  guiding: "指导",
};

export const ledgerKindWords: Readonly<Record<LedgerKind, string>> = {
  part: "分工",
  item: "条目",
  urging: "催办",
  completionReport: "办结情况报告",
};

export const waitingWords: Readonly<Record<WaitingKind, string>> = {
  report: "待审核填报",
  endorsement: "待审定",
  signOff: "待销号",
  extension: "待答复延期申请",
  dispute: "待答复退单",
  ownerless: "无主待移交",
  group: "待确定成员",
  completionReport: "待审核办结情况报告",
};
