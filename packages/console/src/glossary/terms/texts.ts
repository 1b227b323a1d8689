// The terms of the glossary 名词: what each is called, as GLOSSARY.md has it, and what it means; and what the states, lamps and relations mean.
import type { Sentence } from "../../texts/sentence.ts";
import type { words } from "../../words.ts";

/** What the values of an enumeration of the schema mean: one that is left out does not compile. Their words are those of `words.ts`. */
type Meanings<Name extends keyof typeof words> = { readonly [Value in keyof (typeof words)[Name]]: Sentence };

/** Where an assignment stands. */
export const states: Meanings<"AssignmentState"> = {
  ASSIGNED: {
    zh: "分工已经下达，单位还没有签收。",
    en: "The unit has been given its part and has not accepted it yet.",
  },
  ACCEPTED: {
    zh: "单位已签收或已填报，正在办理。办结被退回、销号被撤回的，也回到这里。",
    en: "The unit has accepted it or reported on it and is at work. A claim that is returned and a sign-off that is undone lead back here.",
  },
  CLAIMED: {
    zh: "单位已申报办结，等牵头单位审定；不需要审定的，等下一步。",
    en: "The unit has claimed completion. It waits for the lead's endorsement, or where none is needed for the next step.",
  },
  ENDORSED: {
    zh: "牵头单位已确认办结，等办公室销号。",
    en: "The lead has confirmed the claim. It waits for the office to sign it off.",
  },
  SIGNED_OFF: {
    zh: "办结已确认，这项分工了结；计划印发时设为不需要销号的，前一步即销号。以后发现没有办好的，可以撤回销号。",
    en:
      "Completion is confirmed, and the part is over; in a plan that was issued without sign-off, the step before it does so. If it " +
      "turns out not to be done, that can be undone.",
  },
  EXEMPTED: {
    zh: "办公室免去了这个单位的分工，不再计入办结份额；可以恢复。",
    en: "The office has freed the unit of its part, which counts in no share any more. It can be restored.",
  },
  HANDED_OVER: {
    zh: "这项分工已转给另一个单位，在原单位到此为止。",
    en: "Another unit has the work now; here the part has ended.",
  },
  DROPPED: {
    zh: "任务撤销或计划关闭，没有办完的分工到此为止。任务或计划恢复，它也回到原来的状态。",
    en: "The task was withdrawn or the plan closed before it was done. If that is undone, it stands again as it stood.",
  },
};

/** Whether something is due. The rules are those of the rule set that is named beside the lamps. */
export const lamps: Meanings<"Lamp"> = {
  OVERDUE: {
    zh: "完成时限已过，还没有申报办结。完成时限当天仍算按期。",
    en: "The due day is over and completion is not claimed. The due day itself still counts.",
  },
  DUE_SOON: {
    zh: "今天到期，或者离完成时限不超过临期天数。临期天数由办公室在印发计划时设定。",
    en: "It is due today, or within the number of days that the office set when it issued the plan.",
  },
  AHEAD: {
    zh: "离完成时限还远，超过临期天数。",
    en: "The due day is further off than that number of days.",
  },
  CLAIMED: {
    zh: "已申报办结或已报送，等待审核。等待期间不算逾期；被退回的，重新判断。",
    en: "It is claimed or handed in and waits to be checked. Meanwhile it is not overdue; if it is returned, it is judged again.",
  },
  NONE: {
    zh: "没有完成时限，要持续推进。",
    en: "There is no due day: the work goes on.",
  },
  FLAGGED: {
    zh: "完成时限不晚于印发之日，印发时就已经到期，不计逾期。",
    en: "The due day was on or before the day of issue. It is never held against anybody.",
  },
  DONE: {
    zh: "没有未了结的分工，凡计入的都已办结；免除、移交的不计。",
    en: "No part is open, and all that count are done; what was exempted or handed over does not count.",
  },
  TERMINATED: {
    zh: "没有未了结的分工，但有的没有办结就已终止，或没有一项计入。",
    en: "No part is open, and some was ended without being done, or none counts.",
  },
};

/** What a unit is to a task. */
export const relations: Meanings<"Relation"> = {
  LEAD: {
    zh: "对整项任务负责：审核责任单位的填报，审定它们的办结申报。",
    en: "Answers for the whole task: reviews the reports of the other units and endorses their claims.",
  },
  RESPONSIBLE: {
    zh: "具体办理：签收，填报进展，办完后申报办结。",
    en: "Carries it out: accepts, reports, and claims completion.",
  },
  SUPERVISING: {
    zh: "来文写明由它监管这项任务的办理。",
    en: "The notice names it as the one that supervises the work.",
  },
  GUIDING: {
    zh: "来文写明由它指导这项任务的办理。",
    en: "The notice names it as the one that guides the work.",
  },
};

/** A term as it is written here. */
export interface Written {
  readonly word: Sentence;
  readonly means: Sentence;
  /** The acts of the schema that it is about. */
  readonly acts?: readonly string[];
}

/** Makes a group of terms, so that each is known by its id. */
const terms = <Id extends string>(of: Readonly<Record<Id, Written>>) => of;

export const work = terms({
  assignment: {
    word: { zh: "分工", en: "Assignment" },
    means: {
      zh: "一个单位在一项任务里承担的那一份，有自己的分工关系和办理状态。",
      en: "One unit's part in one task, with its own relations and its own state.",
    },
    acts: ["assignUnits"],
  },
  item: {
    word: { zh: "条目", en: "Item" },
    means: {
      zh: "任务里可以逐条计数的一件事，来文印有，或由单位细化；承担它的每个单位各自完成。",
      en: "A countable piece of a task, printed in the notice or adopted by a unit. Each unit that owes it fulfils it.",
    },
    acts: ["adoptItems", "completeItem"],
  },
  acceptance: {
    word: { zh: "签收", en: "Acceptance" },
    means: {
      zh: "单位认领自己的分工。没有签收就填报的，填报即签收。",
      en: "A unit takes its part on. A report on a part that is not accepted yet accepts it.",
    },
    acts: ["acceptAssignment"],
  },
  report: {
    word: { zh: "进展填报", en: "Progress report" },
    means: {
      zh: "单位写明做了什么，可附佐证材料；由审核人通过或退回。简称填报。",
      en: "A unit says what it has done, with evidence where there is any. The reviewer accepts or returns it.",
    },
    acts: ["reportProgress"],
  },
  evidence: {
    word: { zh: "佐证材料", en: "Evidence" },
    means: {
      zh: "能证明所报内容的公开网页，用网址或公开路径指明；台账不存它的内容。",
      en: "A published page that shows what is reported, named by its address or its path. The ledger keeps no copy of it.",
    },
  },
  correction: {
    word: { zh: "更正", en: "Correction" },
    means: {
      zh: "单位改正自己的填报，原来的文字仍然留着，看得到它的人都看得出改了什么。",
      en: "A unit replaces what it reported. The old words are kept, so that whoever sees the report sees what was changed.",
    },
    acts: ["correctReport", "correctClaim"],
  },
  claim: {
    word: { zh: "申报办结", en: "Claim" },
    means: {
      zh: "单位说自己的分工已经办完，写明办了什么、在哪里看得到。之后按计划的设置审定、销号。",
      en: "A unit says that its part is done, with what was done and where it can be seen. Endorsement and sign-off follow, where the plan has them.",
    },
    acts: ["claimCompletion"],
  },
  claimWithdrawal: {
    word: { zh: "撤回申报", en: "Withdrawn claim" },
    means: {
      zh: "单位收回还没有审定的办结申报，回到办理中；撤回也有留痕。",
      en: "A unit takes its claim back before it is endorsed and is at work again. That stays on the record, too.",
    },
    acts: ["withdrawClaim"],
  },
  urging: {
    word: { zh: "催办", en: "Urging" },
    means: {
      zh: "办公室或牵头单位要求单位在期限前答复；答复以前，一直列在该单位的台账上。",
      en: "The office or the lead asks a unit for an answer by a day. It stands in the unit's ledger until it is answered.",
    },
    acts: ["urge", "answerUrging", "urgeReporting"],
  },
  dispute: {
    word: { zh: "退单", en: "Dispute" },
    means: {
      zh: "单位认为这项分工不该由自己承担，写明理由；由办公室维持分工或改派。",
      en: "A unit says, with its reason, that a part is not its own. The office upholds it or gives it to another unit.",
    },
    acts: ["disputeAssignment", "upholdAssignment", "reassign"],
  },
  handOver: {
    word: { zh: "移交", en: "Hand-over" },
    means: {
      zh: "一项分工在原单位结束，由另一个单位接着办；因为改派，或因为原单位撤并。",
      en: "A part ends and another unit goes on with its work: it was reassigned, or its unit has ended.",
    },
    acts: ["handOver", "reassign"],
  },
  ownerless: {
    word: { zh: "无主", en: "Ownerless" },
    means: {
      zh: "单位已撤并，它没有办完的分工还没有单位承接，等办公室移交。",
      en: "The unit of an open part has ended and nobody has taken it over. The office is to hand it over.",
    },
    acts: ["handOver"],
  },
  completionReport: {
    word: { zh: "办结情况报告", en: "Completion report" },
    means: {
      zh: "单位在计划的报送期限前，报送它在该计划里全部事项的情况；内容以报送时为准，不再变动。",
      en: "What a unit hands in by the plan's reporting day: all it owes there, frozen as it stands then.",
    },
    acts: ["submitCompletionReport"],
  },
});

export const time = terms({
  dueDay: {
    word: { zh: "完成时限", en: "Due day" },
    means: {
      zh: "应当办完的最后一天，当天仍算按期，到北京时间24:00为止。准予延期的，按延期后的日子，原来的时限仍然留着。",
      en: "The last day, which still counts, until 24:00 in Beijing. A granted extension moves it, and the first one is kept.",
    },
  },
  judgedDay: {
    word: { zh: "判定日", en: "Judged day" },
    means: {
      zh: "时限灯按哪一天判断。选过去的一天，看到的是那天日终的状态和灯；不选就是今天。",
      en: "The day that the lamps are lit for. On a day of the past, states and lamps are those of its end; today if none is chosen.",
    },
  },
  lamp: {
    word: { zh: "时限灯", en: "Lamp" },
    means: {
      zh: "到期没有、还剩多久的记号。规则是本台账自定的，名称写在列表下面（如 due-day/5）；来文没有印，也不存进台账。",
      en: "A mark of whether something is due. Its rules are this ledger's own and named below each list (such as due-day/5); no notice prints it, and it is never stored.",
    },
  },
  extension: {
    word: { zh: "延期", en: "Extension" },
    means: {
      zh: "把完成时限往后延：单位为自己的分工或条目申请，由办公室答复；办公室也可以给整项任务延期。",
      en: "A later due day. A unit asks for it for its part or an item and the office answers; the office can also extend a whole task.",
    },
    acts: ["requestExtension", "grantExtension", "refuseExtension", "extendTask"],
  },
});

export const review = terms({
  queue: {
    word: { zh: "待办", en: "Review queue" },
    means: {
      zh: "等办公室或牵头单位决定的事，等得最久的在前。",
      en: "What waits for the office or for a lead, the longest first.",
    },
  },
  reviewer: {
    word: { zh: "审核人", en: "Reviewer" },
    means: {
      zh: "审核填报的一方：任务的牵头单位；没有牵头单位，或者填报的就是牵头单位，则是办公室。",
      en: "Whoever reviews a report: the task's lead, or the office where there is no lead or the lead itself reports.",
    },
    acts: ["acceptReport"],
  },
  returning: {
    word: { zh: "退回", en: "Return" },
    means: {
      zh: "审核人不通过，写明理由；单位照理由更正后再报。退回过的仍有留痕。",
      en: "The reviewer does not accept it and says why. The unit corrects it, and what was returned stays on the record.",
    },
    acts: ["returnReport", "returnCompletion", "returnCompletionReport"],
  },
  endorsement: {
    word: { zh: "审定", en: "Endorsement" },
    means: {
      zh: "牵头单位确认责任单位的办结申报；牵头单位自己的申报、没有牵头单位的任务、计划印发时设为不需要的，没有这一步。",
      en: "The lead confirms a claim. There is no such step for the lead's own claim, without a lead, or where the plan was issued without it.",
    },
    acts: ["endorseCompletion"],
  },
  signOff: {
    word: { zh: "销号", en: "Sign-off" },
    means: {
      zh: "办公室确认办结，把这项分工从待办中划去，之后不能再填报。计划印发时设为不需要的，前一步即销号。",
      en: "The office strikes a finished assignment off, and nothing can be reported on it any more. In a plan without it, the step before it does so.",
    },
    acts: ["signOff"],
  },
  reopening: {
    word: { zh: "销号撤回", en: "Reopening" },
    means: {
      zh: "销号以后发现没有办好，办公室写明原因撤回，分工回到办理中。",
      en: "After a sign-off the part turns out not to be done. The office undoes it with the cause, and the unit is at work again.",
    },
    acts: ["reopenAssignment"],
  },
  check: {
    word: { zh: "核查公开", en: "Check" },
    means: {
      zh: "有人打开佐证材料，记下那里有没有、内容对不对；有问题的由单位改正材料。",
      en: "Somebody opens a piece of evidence and notes what is there. What is broken is to be mended by the unit.",
    },
    acts: ["verifyPublication"],
  },
});

export const importing = terms({
  notice: {
    word: { zh: "来文", en: "Notice" },
    means: {
      zh: "计划是从它读出来的那份文件。原件按 SHA-256 留存；同一份文件再导入，还是原来的计划。",
      en: "The document that a plan is read from, kept with the SHA-256 of its bytes. The same file leads to the same plan.",
    },
    acts: ["importPlan"],
  },
  warning: {
    word: { zh: "导入提示", en: "Warning" },
    means: {
      zh: "来文没有说清、要人看一看的地方。“须处理”的不处理完，计划不能确认。",
      en: "Something that the notice leaves open. Those to be settled keep the plan from being confirmed.",
    },
    acts: ["resolveImportWarning"],
  },
  decision: {
    word: { zh: "处理决定", en: "Import decision" },
    means: {
      zh: "对一处提示怎么处理：只管本行，或者这个名称在全计划都这样读；后作的决定代替先前的，都有留痕。",
      en: "How a warning is settled: in its row, or for a name everywhere in the plan. A later one replaces it on the record.",
    },
    acts: ["resolveImportWarning"],
  },
  reading: {
    word: { zh: "认读", en: "Reading" },
    means: {
      zh: "单位栏里的名称读成了名录里的哪个单位或单位组：照原文，或照处理决定。页面上写作“读成”。",
      en: "What the names in a unit cell are read as in the roster: as printed, or as decided.",
    },
  },
  unknownName: {
    word: { zh: "名录外名称", en: "Unknown name" },
    means: {
      zh: "来文印有而名录里没有的名称。登记为单位、记为别名、定为单位组，或改读以后，计划才能确认。",
      en: "A name that the roster does not have. The plan is confirmed once it is registered, made an alias or a group, or read otherwise.",
    },
    acts: ["registerUnit", "addAlias", "defineGroup"],
  },
  issue: {
    word: { zh: "印发", en: "Issue" },
    means: {
      zh: "计划从纸面上的日子起生效，开立任务、下达分工。不能撤回，只能更正并留痕。",
      en: "The plan takes effect as of the day on its paper: tasks are opened and units assigned. It can only be corrected on the record.",
    },
    acts: ["confirmPlan", "issuePlan", "correctIssue"],
  },
  supplement: {
    word: { zh: "补充通知", en: "Supplement" },
    means: {
      zh: "后来的通知，用来改动已印发的计划；每一行写明是增列、修改、撤销，还是不采用。",
      en: "A later notice that changes an issued plan. Each of its rows is said to add, amend or withdraw a task, or to be ignored.",
    },
    acts: ["supplementPlan"],
  },
});

export const roster = terms({
  roster: {
    word: { zh: "单位名录", en: "Roster" },
    means: {
      zh: "本行政区划的单位和单位组，连同它们各时期的名称、别名和成员。",
      en: "The units and groups of the region, with their names, other spellings and members over time.",
    },
    acts: ["registerUnit", "loadRoster"],
  },
  alias: {
    word: { zh: "别名", en: "Alias" },
    means: {
      zh: "同一单位或单位组的另一种写法，从某日起算；来文印了它，也认得出来。",
      en: "Another spelling of a name, from a day on. A notice that prints it is read all the same.",
    },
    acts: ["addAlias", "endAlias"],
  },
  listGroup: {
    word: { zh: "列举组", en: "List group" },
    means: {
      zh: "代表若干单位的说法，如“区政府各部门”，成员按日列明；印发时按当天的成员下达分工。",
      en: "Words that stand for several units, with members as of a day. Those of the day of issue get the work.",
    },
    acts: ["defineGroup", "changeMembership"],
  },
  predicateGroup: {
    word: { zh: "条件组", en: "Predicate group" },
    means: {
      zh: "成员要看任务而定的说法，如“有关部门”；由人逐项任务确定成员，确定以前没有单位承担。",
      en: "Words whose members a person names, task by task. Until then no unit owes it.",
    },
    acts: ["expandGroup"],
  },
  endOfUnit: {
    word: { zh: "撤并", en: "End of a unit" },
    means: {
      zh: "单位从某日起合并（并入另一单位）、分设或撤销；它的编号和留痕都保留，没有办完的由承接单位接着办。",
      en: "From a day on a unit is merged, split or retired. Its id and its history stay, and its successor goes on with its work.",
    },
    acts: ["mergeUnits", "splitUnit", "retireUnit", "nameSuccessor"],
  },
});

export const past = terms({
  asOf: {
    word: { zh: "追溯", en: "As of" },
    means: {
      zh: "看过去某一天、某一时刻或某个位置的台账，当时是什么样就是什么样；只能看，不能办。",
      en: "The ledger as it stood at the end of a day, at an instant or at a position. Nothing can be done there.",
    },
  },
  position: {
    word: { zh: "位置", en: "Position" },
    means: {
      zh: "一件事件在整个事件日志里排在哪里：只增不减，中间有空号。页面写明反映到哪个位置，报问题时请一并告知。",
      en: "A place in the whole log: it only grows, with gaps. Each page says up to which one it is; name it when you report a problem.",
    },
  },
  history: {
    word: { zh: "留痕", en: "History" },
    means: {
      zh: "一件事上发生过的全部变更：谁、何时、办了什么、改前改后。只增加，不删改。",
      en: "All that happened to something: who did what and when, with old and new values. It is only ever added to.",
    },
  },
  comparison: {
    word: { zh: "对比", en: "Comparison" },
    means: {
      zh: "把一个计划的两个时点并排看：计数，以及新增、不再和有变的任务。",
      en: "A plan at two moments, side by side: counted, and the tasks that are new, gone or changed.",
    },
  },
  denied: {
    word: { zh: "被拒的操作", en: "Denied attempt" },
    means: {
      zh: "没有权限的人下的命令：没有办成，但记了下来，审计看得到。",
      en: "A command that somebody had no right to give. It did nothing and was noted; auditors see it.",
    },
  },
  sight: {
    word: { zh: "可见范围", en: "Sight" },
    means: {
      zh: "你能看到多少：全部，或仅办理状态（别的单位的分工），或看不到。",
      en: "How much of something you see: all of it, only its state (another unit's part), or nothing.",
    },
  },
  checkpoint: {
    word: { zh: "检查点", en: "Checkpoint" },
    means: {
      zh: "某一刻日志有多少件事件、根哈希是什么，由台账签名。留存一份，以后有任何改动都查得出来。",
      en: "How long the log was at some time, and its root, signed. Whoever keeps one can find any later change.",
    },
  },
  inclusion: {
    word: { zh: "存在证明", en: "Inclusion proof" },
    means: {
      zh: "几个哈希，用来算出一件事件确实在检查点之内，一个字节都没有变。",
      en: "Hashes that show an event to be in a log, to the byte, as its checkpoint covers it.",
    },
  },
  consistency: {
    word: { zh: "一致性证明", en: "Consistency proof" },
    means: {
      zh: "几个哈希，用来算出旧检查点是现在日志的开头：其后只有增加，没有改动。",
      en: "Hashes that show an older log to be the beginning of a longer one: nothing was changed, only added.",
    },
  },
});

export const system = terms({
  readModel: {
    word: { zh: "读模型", en: "Read model" },
    means: {
      zh: "由事件日志算出、供页面查看的内容。停了或丢了都可以重建，日志本身不受影响。",
      en: "What is made of the log for the pages to show. If it stops or is lost it is built anew; the log is not touched.",
    },
  },
  stale: {
    word: { zh: "可能陈旧", en: "Stale" },
    means: {
      zh: "读模型停住了，看到的停在某个位置，后来的变更还没有算进去。请告知管理员。",
      en: "A read model has stopped, and what happened since is not in what you see. Tell the operator.",
    },
  },
  parking: {
    word: { zh: "搁置", en: "Parking" },
    means: {
      zh: "系统按规则自动办理时被拒，这个计划后面的自动办理都先等着，消除原因后“恢复办理”。",
      en: "What the system had to do by a rule was refused. What follows in that plan waits until the plan is resumed.",
    },
    acts: ["resumePlan"],
  },
});
