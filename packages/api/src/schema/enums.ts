// The enums of the schema. Each is written out by hand, so that every word has its explanation.
import type {
  AssignmentState,
  ReopenCause as Cause,
  CompletionReportState,
  DisputeState,
  ExtensionState,
  HandOverCause,
  ImportDecision,
  ItemState,
  PlanSettings,
  PlanStatus,
  PublicationCheck,
  Relation,
  Review,
  Role,
  Sight,
  Standing,
  UnitStatus,
  UrgingState,
  WarningState,
} from "@taizhang/domain";
import type { Receipt } from "@taizhang/log";
import type { DirectoryEntry, Lamp, LedgerCall, LedgerKind, StopReason, WaitingKind } from "@taizhang/projections";
import { registerEnumType } from "type-graphql";
import type { HistoryOrder } from "../history/candidates.ts";
import type { EventStoreKind } from "../system/server-facts.ts";

/** Registers an enum: `lookBack` here is `LOOK_BACK` in the schema. The result is a type for `@Field`. */
export function words<Word extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Word, string>>,
): Readonly<Record<string, string>> {
  const told = Object.entries<string>(meanings).map(([word, meaning]) => ({ word, meaning, shown: shout(word) }));
  const list = Object.fromEntries(told.map(({ word, shown }) => [shown, word]));
  const valuesConfig = Object.fromEntries(told.map(({ shown, meaning }) => [shown, { description: meaning }]));
  registerEnumType(list, { name, description, valuesConfig });
  return list;
}

const shout = (word: string) => word.replace(/(?<=[a-z])[A-Z]/g, "_$&").toUpperCase();

export const RelationWord = words<Relation>("Relation", "What a unit is to a task 分工关系.", {
  lead: "It answers for the task 牵头.",
  responsible: "It carries the task out 责任.",
  supervising: "It supervises 监管.",
  guiding: "It guides 指导.",
});

export const GroupKind = words<"list" | "predicate">(
  "GroupKind",
  "What kind of group the words stand for 单位组类别.",
  {
    list: "Its members are listed as of a day, such as 区政府各部门.",
    predicate: "It is filled task by task by a person, such as 有关部门.",
  },
);

export const Regularly = words<PlanSettings["regularly"]>("Regularly", "What 定期 means in a plan, set at issue.", {
  monthly: "Once a month 每月.",
  quarterly: "Once a quarter 每季度.",
  halfYearly: "Twice a year 每半年.",
  yearly: "Once a year 每年.",
});

export const ReceiptOutcome = words<Receipt["outcome"]>("ReceiptOutcome", "What a command did 办理结果.", {
  done: "It took effect 已办理.",
  unchanged: "It was so already; nothing was stored 无需变更.",
});

export const ReopenCause = words<Cause>(
  "ReopenCause",
  "What brought to light that a signed-off part is not done 撤回原因.",
  {
    inspection: "An inspection 检查.",
    lookBack: "A look-back 回头看.",
    complaint: "A complaint 投诉.",
    slip: "A slip in the ledger 差错.",
    other: "Something else 其他.",
  },
);

export const WarningDecisionKind = words<ImportDecision["kind"]>(
  "WarningDecisionKind",
  "How a warning of the import is settled 提示处理方式.",
  {
    keep: "The reading stays as it is 维持原文.",
    readAs: "A printed name is read as another 改读名称.",
    external: "A printed name is a body outside the region 区域外单位.",
    asAbove: "The blank unit cell is merged with that of the row above 与上一行合并.",
  },
);

export const DecisionScope = words<"row" | "everywhere">(
  "DecisionScope",
  "Where a decision on a printed name holds 适用范围.",
  {
    row: "In the row of its warning, and where a merged cell of that row goes on 本行.",
    everywhere: "In every row of the plan that prints the name and has no decision of its own 全计划.",
  },
);

export const WarningStateWord = words<WarningState>("WarningState", "How a warning stands 提示状态.", {
  open: "Nobody has settled it 未处理.",
  settled: "A person settled it 已处理.",
  overtaken:
    "Nothing is left to settle 已不需处理: the name is in the roster by now, or decided elsewhere, or the plan is no longer a draft.",
});

export const RoleWord = words<Role>("Role", "What a token lets its bearer do 角色.", {
  office: "The office that issues and signs off 办公室.",
  unit: "A unit that carries out or leads 单位.",
  auditor: "Reads everything of the region, denied attempts included 审计.",
  analyst: "Reads everything of the region except who acted 分析.",
  admin: "Keeps the roster 管理员.",
  developer: "Reads the schema 开发.",
});

export const PlanStatusWord = words<Exclude<PlanStatus, "none">>("PlanStatus", "How far a plan is 计划状态.", {
  draft: "Imported, its reading still open 草稿.",
  discarded: "The draft was discarded 已作废.",
  confirmed: "A person vouched for the reading 已确认.",
  issued: "In force 已印发.",
  closed: "Over 已关闭.",
});

export const AssignmentStateWord = words<AssignmentState>("AssignmentState", "Where an assignment stands 办理状态.", {
  assigned: "Not yet accepted 待签收.",
  accepted: "Being carried out 办理中.",
  claimed: "The unit claims completion 已申报办结.",
  endorsed: "The lead endorses the claim 已审定.",
  signedOff: "Struck off by the office 已销号.",
  dropped: "Ended with its plan 已终止.",
  exempted: "The unit was exempted 已免除.",
  handedOver: "Another unit has it now 已移交.",
});

export const LedgerCallWord = words<LedgerCall>("LedgerCall", "How a line of a ledger calls for its unit 提醒类别.", {
  toAccept: "A part to accept 待签收.",
  returned: "Something it handed in was sent back 已退回.",
  overdue: "Its due day is over, and it is the unit's turn 已逾期.",
  dueSoon: "It is due today or soon, and it is the unit's turn 临近.",
  toAnswer: "An urging to answer 待答复.",
});

export const StandingWord = words<Standing>("Standing", "Whether something is still owed 了结情况.", {
  open: "Somebody still owes it 未了结.",
  done: "It is done 办结.",
  terminated: "It ended without being done 终止.",
});

export const PublicationVerdictWord = words<PublicationCheck["verdict"]>(
  "PublicationVerdict",
  "What was found under a piece of evidence 核查结果.",
  {
    found: "What it is said to show 属实.",
    broken: "Nothing: the link or path does not lead there 链接失效.",
    wrongContent: "Something else 内容不符.",
  },
);

export const CompletionReportStateWord = words<CompletionReportState>(
  "CompletionReportState",
  "Where a completion report stands 报送状态.",
  {
    owed: "The unit has not reported yet 待报送.",
    submitted: "Handed in, not judged yet 已报送.",
    returned: "Returned, to be handed in again 已退回.",
    accepted: "Accepted by the office 已接收.",
    dropped: "Ended with its plan, with its unit, or with the reporting day 已终止.",
  },
);

export const UrgingStateWord = words<UrgingState>("UrgingState", "How an urging stands for a unit 催办状态.", {
  open: "The unit owes an answer 待答复.",
  answered: "Answered 已答复.",
  terminated: "The unit's part ended without an answer 已终止.",
});

export const ExtensionStateWord = words<ExtensionState>("ExtensionState", "How an extension stands 延期状态.", {
  pending: "Asked for, not answered yet 待答复.",
  granted: "Granted 已同意.",
  refused: "Refused 未同意.",
  withdrawn: "Taken back by the unit 已撤回.",
  lapsed: "Ended without an answer, because nothing is left to answer 已失效.",
});

export const DisputeStateWord = words<DisputeState>("DisputeState", "How a dispute stands 退单状态.", {
  pending: "Raised, not answered yet 待答复.",
  upheld: "The part stays 维持分工.",
  reassigned: "Another unit got the part 已改派.",
  lapsed: "Ended without an answer, because nothing is left to answer 已失效.",
});

export const HandOverCauseWord = words<HandOverCause>("HandOverCause", "Why a part was handed over 移交原因.", {
  reassigned: "The office gave it to another unit 改派.",
  unitEnded: "Its unit was merged, split or retired 单位撤并.",
});

export const ItemStateWord = words<ItemState>("ItemState", "How an item of a unit stands 条目状态.", {
  open: "To be done 待完成.",
  done: "Done 已完成.",
  ended: "Its part is signed off, dropped, exempted or handed over, and it was not done 未完成而了结.",
});

export const ReviewWord = words<Review>("ReportReview", "What became of a report 审核结果.", {
  open: "Nobody has judged it yet 待审核.",
  accepted: "Accepted 审核通过.",
  returned: "Returned, with the reason 已退回.",
});

/** The sights in which something is shown: what is out of sight is not. */
export type ShownSight = Exclude<Sight, "none">;

export const SightWord = words<ShownSight>("Sight", "How much of it the reader sees 可见范围.", {
  whole: "Everything 全部.",
  state: "Where it stands, without reports, reasons and evidence 仅状态.",
});

export const LampWord = words<Lamp>(
  "Lamp",
  "Whether something is due 时限灯, by the rule set named beside it; no notice prints this.",
  {
    done: "Every part that counts is signed off 已办结.",
    terminated: "It ended without being done 已终止.",
    none: "There is no due day 无时限.",
    flagged: "The due day was on or before the day of issue 印发时已到期; never held against anybody.",
    overdue: "The due day is over 已逾期.",
    dueSoon: "The due day is today or near 临近.",
    ahead: "The due day is further off 未到期.",
    claimed: "What was owed is claimed or handed in, and waits to be checked 已申报待审; not overdue unless returned.",
  },
);

export const SeverityWord = words<"blocking" | "notice">("WarningSeverity", "How much a warning weighs 提示级别.", {
  blocking: "A person must settle it before the plan is confirmed 须处理.",
  notice: "For information 供参考.",
});

export const LedgerKindWord = words<LedgerKind>("LedgerKind", "What a unit owes 事项类别.", {
  part: "Its part in a task 分工.",
  item: "An item of a task 条目.",
  urging: "An answer to an urging 催办.",
  completionReport: "Its completion report on a plan 办结情况报告.",
});

export const WaitingKindWord = words<WaitingKind>("WaitingKind", "What waits for a decision 待办类别.", {
  report: "A report to be judged 待审核填报.",
  endorsement: "A claim to be endorsed by the lead 待审定.",
  signOff: "A claim to be signed off by the office 待销号.",
  extension: "A request for an extension to be answered by the office 待答复延期申请.",
  dispute: "A part that its unit disputes 待答复退单.",
  ownerless: "An open part whose unit has ended, to be handed over 无主待移交.",
  group: "A group to be filled 待确定成员.",
  completionReport: "A completion report to be accepted by the office 待接收办结情况.",
});

export const UnitStatusWord = words<UnitStatus>("UnitStatus", "How a unit stands on a day 单位状态.", {
  active: "It is there, or will be 存续.",
  merged: "It was merged into another 已合并.",
  split: "It was split into several 已分设.",
  retired: "It was retired 已撤销.",
});

export const DirectoryKind = words<DirectoryEntry["kind"]>(
  "UnitKind",
  "A unit, or words that stand for several 单位类别.",
  {
    unit: "One unit 单位.",
    list: "A group whose members are listed 列举组.",
    predicate: "A group that is filled task by task 条件组.",
  },
);

export const StopReasonWord = words<StopReason>("StopReason", "Why a read model has stopped 停止原因.", {
  undigested: "It cannot process an event; its next version will 无法处理事件.",
  unreadable: "The log holds an event that this build cannot read 读不出事件.",
  unkept: "The store of the read models refuses what it has made 存储拒收.",
});

export const EventStoreKindWord = words<EventStoreKind>(
  "EventStoreKind",
  "Which event store a ledger is kept in 事件库种类.",
  {
    embedded: "The one that the server has started itself 内置.",
    named: "One that a setting names, on this machine or elsewhere 另行指定.",
  },
);

export const HistoryOrderWord = words<HistoryOrder>("HistoryOrder", "In which order a history is told 留痕顺序.", {
  oldestFirst: "In the order of the log 从旧到新.",
  newestFirst: "The latest first 从新到旧.",
});
