// Every refusal 不予受理, with the sentence a person reads.
import type { Sentence } from "./kernel/event.ts";

/** The refusals by code. The same table makes the GraphQL enum and the generated page. */
export const rejections = {
  // Any command.
  COMMAND_ID_REUSED: {
    zh: "这个命令编号已用于另一项操作；请换一个新的编号再提交。",
    en: "This command id was used for another act; send the command again under a new id.",
  },
  PERSONAL_DATA_IN_TEXT: {
    zh: "文字里有电话、身份证或银行卡号；台账不留存个人信息，请删去后再提交。",
    en: "The text holds a telephone, identity or bank card number; the ledger keeps no personal data. Take it out and submit again.",
  },
  TEXT_NOT_KEPT: {
    zh: "来文里有台账不能留存的文字：控制字符、半个字符，或带密码的网址；请改正文件后再导入。",
    en: "The notice holds text that the ledger cannot keep: a control character, half of a character, or an address with a password. Correct the file and import it again.",
  },
  TOO_LARGE_TO_STORE: {
    zh: "内容超过事件日志一次可存的上限：请把来文按任务拆成几份分别导入，或请管理员提高上限。",
    en: "This is more than the event log takes at once: import the notice in parts, or ask the operator to raise the limit.",
  },
  // Plans.
  PLAN_NOT_FOUND: { zh: "没有这个计划。", en: "There is no such plan." },
  NOT_A_DRAFT: { zh: "计划已不是草稿，不能再这样处理。", en: "The plan is no longer a draft." },
  WARNING_NOT_FOUND: { zh: "草稿中没有这一条提示。", en: "The draft has no such warning." },
  NAME_NOT_PRINTED: {
    zh: "提示所在行（对全计划处理时为整个计划）的单位栏中没有这个名称；请按印出的名称填写。",
    en: "No unit cell of the warning's row (or of the plan, if it is to hold everywhere) prints this name; give it as printed.",
  },
  WARNING_OF_NO_ROW: {
    zh: "这条提示不针对某一行：请指明对全计划有效（EVERYWHERE），或在该名称所在行的提示中处理。",
    en: "This warning is about no row: say that the decision holds EVERYWHERE, or settle a warning of the row in question.",
  },
  NOT_A_BLANK_CELL: {
    zh: "这条提示说的不是空白的单位栏，不能按与上一行合并处理。",
    en: "This warning is not about a blank unit cell, so it cannot be merged with the row above.",
  },
  NOTHING_ABOVE: {
    zh: "上一行的同一栏也没有单位，无从沿用。",
    en: "The row above names no unit in that column, so there is nothing to take over.",
  },
  WARNINGS_OPEN: {
    zh: "还有未处理的提示，须先逐条处理再确认。",
    en: "Blocking warnings are still open; settle each before you confirm the plan.",
  },
  UNIT_NAMES_UNKNOWN: {
    zh: "名录中没有这些单位或单位组（括号内为任务序号）：先登记、设别名或设单位组。",
    en: "The roster does not know these names (the numbers of their tasks in brackets): register them, make them aliases, or define them as groups.",
  },
  PLAN_NOT_CONFIRMED: { zh: "计划尚未确认，不能印发。", en: "The plan is not confirmed and cannot be issued." },
  PLAN_NOT_ISSUED: { zh: "计划尚未印发。", en: "The plan is not issued." },
  ISSUED_OTHERWISE: {
    zh: "计划已按另外的设置或日期印发；要更改请用“更正印发”。",
    en: "The plan is already issued with other settings, or as of another day; change them with correctIssue.",
  },
  ISSUED_TOO_EARLY: {
    zh: "印发之日早于来文落款之日，或早于计划年度的上一年；落款有误的，先印发，再用“更正印发”说明理由。",
    en: "The day of issue is before the notice was signed, or before the year that precedes the plan's; if the signature is wrong, issue the plan first and then say why with correctIssue.",
  },
  REPORTING_DAY_UNLIKELY: {
    zh: "报送日期应在印发之日至计划年度的次年年底之间。",
    en: "The reporting day is between the day of issue and the end of the year after the plan's.",
  },
  HEADING_NOT_IN_PLAN: {
    zh: "计划里没有这个目标序号，或其下没有这个二级目标。",
    en: "The plan has no heading with this numeral, or not under that first-level heading.",
  },
  TASK_ADDED_ALREADY: {
    zh: "同一目标下已增列过内容相同的任务（见括号）。",
    en: "A task with these words was added under this heading already (in brackets).",
  },
  SUPPLEMENT_NOT_CONFIRMED: {
    zh: "补充通知须先导入、处理提示并确认，再用来补充计划。",
    en: "Import the later notice first, settle its warnings and confirm it; then it can supplement the plan.",
  },
  SUPPLEMENT_USED: {
    zh: "这份补充通知已按另外的对应关系或日期办理；个别改动请用“修改任务”等逐项办理。",
    en: "This notice supplemented the plan already, with another map, or as of another day; make further changes task by task.",
  },
  SUPPLEMENT_ROWS_LEFT_OUT: {
    zh: "补充通知的这些行没有说明如何处理；不采用的也须写明理由。",
    en: "The map leaves out these rows of the later notice; those that are ignored are named with the reason.",
  },
  SUPPLEMENT_ROWS_UNKNOWN: {
    zh: "补充通知没有这些行，或同一行说了两次。",
    en: "The later notice has no such rows, or the map names them twice.",
  },
  PLAN_ROWS_UNFIT: {
    zh: "计划没有这些行，或同一行被两行同时修改、撤销。",
    en: "The plan has no such rows, or two rows of the later notice change the same one.",
  },
  PLAN_NOT_CLOSED: { zh: "计划尚未关闭。", en: "The plan is not closed." },
  TOO_MANY_UNITS: {
    zh: "这一行涉及的单位或单位组过多，超出一项任务的上限：请核对该行名称及单位组成员。",
    en: "This row names more units or groups than one task takes: check its names, and who belongs to its groups.",
  },
  PLAN_CLOSED: { zh: "计划已经关闭。", en: "The plan is closed." },
  NOTICE_NOT_FOUND: {
    zh: "没有收到过这个文件：请先用 POST /import 上传。",
    en: "This file was never received: upload the notice with POST /import first.",
  },
  // Roster.
  ROSTER_NOT_FOUND: { zh: "没有这个行政区划的名录。", en: "There is no roster of this region." },
  UNIT_NOT_FOUND: { zh: "名录中没有这个单位。", en: "The roster has no such unit." },
  GROUP_NOT_FOUND: { zh: "名录中没有这个单位组。", en: "The roster has no such group." },
  NAME_TAKEN: {
    zh: "这个名称在这些日子里已属于另一个单位或单位组（见括号）。",
    en: "This name belongs to another unit or group on some of these days (whose and when is in brackets).",
  },
  NAME_WITH_SUCCESSOR: {
    zh: "撤并后承接的单位沿用了这个名称（见括号），两个单位不能同名。请先更正承接单位的名称（correctName），再恢复。",
    en: "A unit that came of the end goes by this name (whose and when is in brackets), and two units cannot. Correct that unit's name first (correctName), then restore.",
  },
  UNIT_EXISTS: {
    zh: "这个单位已用另一个名称登记（见括号）；改用“单位更名”。",
    en: "The unit is already entered under another name (in brackets); rename it instead.",
  },
  NO_ALIAS: {
    zh: "这是单位或单位组自己的名称，不是别名；改名请用“单位更名”。",
    en: "This is the unit's or group's own name and no alias; a unit is renamed with renameUnit.",
  },
  NAME_OF_ANOTHER: {
    zh: "这个单位或单位组没有这个名称。",
    en: "The unit or group does not have this name.",
  },
  VALID_FROM_ANOTHER_DAY: {
    zh: "这个名称已登记，启用日期与此不同（见括号）；登记有误的，请用“更正启用日期”；新单位须在原名称停用之后启用。",
    en: "The name is already entered, for other days (in brackets); if that is wrong, correct it with correctValidity; a new unit of this name begins once it is out of use.",
  },
  NOT_VALID_YET: {
    zh: "名称、单位或单位组到这一天尚未启用：请核对日期，登记有误的用“更正启用日期”。",
    en: "A name, unit or group does not count yet on this day: check the day, or correct the one that was entered with correctValidity.",
  },
  GROUP_EXISTS: {
    zh: "这个单位组已经设立，种类或成员与此不同；成员请用“调整成员”更改。",
    en: "The group is already defined with another kind or other members; change its members with changeMembership.",
  },
  GROUP_ENDED: {
    zh: "单位组到这一天已停用（括号内为停用日期）；如再使用这一名称，请自停用之日或以后重新“设单位组”。",
    en: "The group has ended by this day (since when is in brackets); if its words are used again, define a group anew with defineGroup, from that day or later.",
  },
  NO_MEMBERS_HERE: {
    zh: "条件组没有固定成员：印发后在任务中逐项确定。",
    en: "A predicate group has no fixed members: it is filled for each task after the plan is issued.",
  },
  NAME_TWICE: {
    zh: "这个名称在名录文件中同一天属于两个条目（另一条目及其起止日见括号）：前一单位已更名、撤并的，写明各自的起始日和撤并日期。",
    en: "Two entries of the roster file have this name on the same days (the other one and its days are in brackets): if one ended before the other began, give both their days.",
  },
  ROSTER_FAULTY: {
    zh: "名录文件有误，未作任何更改；请逐条改正后再载入。",
    en: "The roster file has faults and nothing was changed; correct each and load it again.",
  },
  // Tasks.
  TASK_NOT_FOUND: { zh: "没有这项任务。", en: "There is no such task." },
  TASK_WITHDRAWN: {
    zh: "任务已经撤销；需继续办理的，请办公室先恢复任务。",
    en: "The task is withdrawn; if it is to go on, the office restores it first.",
  },
  ASSIGNMENT_NOT_FOUND: { zh: "这个单位在本任务中没有分工。", en: "The unit has no part in this task." },
  NOT_YOUR_ASSIGNMENT: { zh: "只能办理本单位的分工。", en: "You can act on your own unit's assignment only." },
  ALREADY_ACCEPTED: {
    zh: "这项分工已在办理中，无需签收。",
    en: "The assignment is already in progress and needs no acceptance.",
  },
  CLAIM_PENDING: {
    zh: "已申报办结、正待审定：先撤回申报再填报或更正。",
    en: "Completion is claimed and awaits a decision: withdraw the claim before you report or correct.",
  },
  ASSIGNMENT_NOT_OPEN: {
    zh: "这项分工已经销号、免除、移交或终止。",
    en: "The assignment is signed off, exempted, handed over or dropped.",
  },
  ASSIGNMENT_OWNERLESS: {
    zh: "单位已撤并，在本任务中不再办理：未办结的分工无主，由办公室移交后由承接单位办理；牵头审核由办公室承担。",
    en: "The unit has ended and acts in this task no more: once the office has handed its open part over, whoever has it goes on, and what it would judge as a lead is the office's.",
  },
  UNIT_NOT_ENDED: {
    zh: "单位没有撤并（或刚撤并、尚未记为无主），分工不作移交；要交给另一个单位，请用“改派”。",
    en: "The unit has not ended (or only just, so that its part is not noted as nobody's yet), and its part is not handed over; give it to another unit with reassign.",
  },
  DAY_IN_FUTURE: {
    zh: "日期不能晚于今天；可填的日期见括号。",
    en: "The day is in the future; the brackets show the days that may be given.",
  },
  DAY_BEFORE_ISSUE: {
    zh: "日期不能早于计划印发之日；可填的日期见括号。印发之日有误的，请办公室用“更正印发”。",
    en: "The day is before the plan was issued; the brackets show the days that may be given. If the day of issue is wrong, the office corrects it with correctIssue.",
  },
  REPORT_NOT_FOUND: { zh: "没有这份填报。", en: "There is no such report." },
  REPORT_ALREADY_REVIEWED: {
    zh: "这份填报已经审核；如需改变请重新填报。",
    en: "The report is already reviewed; file a new one instead.",
  },
  NOT_THE_REVIEWER: {
    zh: "应由牵头单位审核；没有牵头单位（或牵头单位已撤并、无人承接），或牵头单位自己填报的，由办公室审核。",
    en: "The task's lead unit reviews; where there is none, or it has ended with nobody in its place, or a lead itself reports, the office does.",
  },
  NOT_CLAIMED: { zh: "尚未申报办结。", en: "Completion is not claimed." },
  ALREADY_ENDORSED: {
    zh: "办结已经牵头单位审定，不能自行撤回；可请牵头单位或办公室退回。",
    en: "The claim is endorsed, so its unit can no longer withdraw it; ask the lead unit or the office to return it.",
  },
  NOT_THE_LEAD: { zh: "只有本任务的牵头单位可以这样办理。", en: "Only the task's lead unit may do this." },
  NOT_LEAD_NOR_OFFICE: {
    zh: "只有本任务的牵头单位和办公室可以这样办理。",
    en: "Only the task's lead unit and the office may do this.",
  },
  PART_OF_A_LEAD: {
    zh: "牵头单位（包括本单位）的分工，只有办公室可以这样办理。",
    en: "On the part of a lead unit, your own or another's, only the office may do this.",
  },
  NOT_UNIT_LEAD_NOR_OFFICE: {
    zh: "只有承担这项分工的单位、本任务的牵头单位和办公室可以这样办理。",
    en: "Only the unit whose part it is, the task's lead unit and the office may do this.",
  },
  ENDORSEMENT_NOT_NEEDED: {
    zh: "这项分工不需牵头单位审定，由办公室直接销号。",
    en: "No endorsement is needed here: the office signs off directly.",
  },
  ENDORSEMENT_MISSING: {
    zh: "须先经牵头单位审定，再由办公室销号。",
    en: "The lead unit must endorse the claim before the office signs off.",
  },
  NOT_SIGNED_OFF: { zh: "尚未销号，无从撤回。", en: "The assignment is not signed off." },
  NO_DUE_DAY: { zh: "没有完成时限，无从延期。", en: "There is no due day to extend." },
  EXTENSION_PENDING: {
    zh: "已有一次延期申请待答复：等办公室答复，或先撤回再申请。",
    en: "A request for an extension is pending: wait for its answer, or withdraw it first.",
  },
  EXTENSION_NOT_FOUND: { zh: "没有这次延期申请。", en: "There is no such request for an extension." },
  EXTENSION_NOT_PENDING: {
    zh: "这次延期申请已经答复、撤回或失效。",
    en: "This request for an extension is answered, withdrawn or lapsed.",
  },
  EXTENSION_NOT_LATER: {
    zh: "新的时限须晚于现在的时限（先新后旧）。",
    en: "The new due day must be later than the present one (given first).",
  },
  EXTENSION_IN_THE_PAST: {
    zh: "新的时限不能早于今天（先新的时限，后今天）。",
    en: "The new due day is over; it must not be before today (given second).",
  },
  DUE_DAY_IN_THE_PAST: {
    zh: "所定的完成时限不能早于今天（先时限，后今天）。",
    en: "The due day that is set is over; it must not be before today (given second).",
  },
  UNIT_RETIRED: {
    zh: "单位已撤并，到这一天不再计（括号内为撤并日期和承接单位）。",
    en: "The unit has ended by this day; the day of its end and who has its work are in brackets.",
  },
  UNIT_GOES_ON: { zh: "单位没有撤并，无需承接。", en: "The unit has not ended, so nobody takes over from it." },
  SUCCESSION_IN_CIRCLE: {
    zh: "承接关系成环（见括号），事项最终无人承接：请核对各单位的撤并和承接单位。",
    en: "The work would come back to the unit itself (the line is in brackets) and be nobody's: check how these units end, and who takes over.",
  },
  SUCCESSOR_WITHOUT_END: {
    zh: "名录文件写了承接单位，却没有撤并日期。",
    en: "The roster file names a successor without the day on which the unit ended.",
  },
  NOT_AFTER_LAST_NAME: {
    zh: "更名、撤并须晚于现名称的启用日期（括号内先现名称，后所填日期）。",
    en: "A new name or an end must come after the day from which the present name holds (that name first, then the day given).",
  },
  NAME_ENDED: {
    zh: "这个名称到这一天已停用（括号内为停用日期和现名称或承接单位）：按现名称处理，或把它设为别名。",
    en: "The name is out of use by this day (since when, and the present name or who has the work, in brackets): read it as that, or make it an alias.",
  },
  CREDIT_CODE_WRONG: {
    zh: "这不是正确的统一社会信用代码（GB 32100）：应为18位，且末位校验码与前17位相符；请核对后重填。",
    en: "This is no unified social credit code (GB 32100): it has 18 characters, the last of which must check the others; look for a slip and enter it again.",
  },
  CREDIT_CODE_TAKEN: {
    zh: "这个统一社会信用代码已属于另一个单位。",
    en: "This credit code belongs to another unit already.",
  },
  DAY_NOT_OVER: {
    zh: "这一天还没有结束（北京时间），不能日终。",
    en: "This day is not over yet in Beijing; it cannot be closed.",
  },
  ALREADY_DISPUTED: {
    zh: "这项分工已经退过一次单；每项分工只能退单一次。",
    en: "The assignment was disputed before; each may be disputed once.",
  },
  NOT_DISPUTED: { zh: "没有待答复的退单。", en: "No dispute of this assignment awaits an answer." },
  NOT_EXEMPTED: { zh: "这项分工没有免除，无从恢复。", en: "The assignment is not exempted." },
  SAME_UNIT: { zh: "应为另一个单位。", en: "This must be another unit." },
  TOO_MANY_PERSONS: {
    zh: "一项分工的专人已满（人数见括号）：先撤换再明确。",
    en: "One part takes only so many persons in charge (the number is in brackets): release one first.",
  },
  URGES_ITSELF: {
    zh: "牵头单位不能催办自己；请去掉本单位后再催办。",
    en: "A lead unit does not urge itself; leave your own unit out and urge the others.",
  },
  URGED_RECENTLY: {
    zh: "三天内已就此事催办过这个单位；确需再次催办的，请说明理由。",
    en: "The unit was urged about this within the last three days; say why it is urged again.",
  },
  URGED_TOO_OFTEN: {
    zh: "就此事对这个单位的催办已达上限。",
    en: "The unit was urged about this as often as the ledger takes.",
  },
  ANSWER_DAY_IN_THE_PAST: {
    zh: "答复期限不能早于今天（先期限，后今天）。",
    en: "The day for the answer must not be before today (given second).",
  },
  URGING_NOT_FOUND: { zh: "没有对这个单位的这次催办。", en: "The unit was not urged under this number." },
  URGING_NOT_OPEN: {
    zh: "这次催办已经答复，或随所催事项终止。",
    en: "The urging is answered already, or ended with what it was about.",
  },
  // Completion reports.
  COMPLETION_REPORT_NOT_FOUND: {
    zh: "没有这份办结情况报告：计划未设报送日期，或这个单位在计划中没有分工。",
    en: "There is no such completion report: the plan sets no reporting day, or the unit has no part in it.",
  },
  NOT_YOUR_COMPLETION_REPORT: {
    zh: "只能办理本单位的办结情况报告。",
    en: "You can act on your own unit's completion report only.",
  },
  NO_REPORTING_DAY: { zh: "计划已不要求报送办结情况。", en: "The plan asks for no completion reports any more." },
  COMPLETION_REPORT_SUBMITTED: {
    zh: "办结情况已经报送，由办公室审核，无需延期或催办。",
    en: "The completion report is handed in and waits for the office, or is accepted: there is no day to extend and nothing to urge.",
  },
  COMPLETION_REPORT_SUPERSEDED: {
    zh: "这次报送已被后一次取代；请办理最近一次。",
    en: "This completion report is superseded by a later one; judge that.",
  },
  REPORTING_UNIT_ENDED: {
    zh: "单位已撤并，不再报送办结情况；其分工由承接单位报送。",
    en: "The unit has ended and reports no more; whoever has its parts reports on them.",
  },
  COMPLETION_REPORT_JUDGED: {
    zh: "这次报送已经接收或退回；如需改变，请单位重新报送。",
    en: "This completion report is accepted or returned already; the unit hands in a new one instead.",
  },
  EVIDENCE_NOT_FOUND: {
    zh: "填报或申报中没有这一件佐证材料。",
    en: "The report or claim has no such piece of evidence.",
  },
  ONLY_TO_MEND: {
    zh: "填报已审核，或分工已申报、已销号：只能逐件更换核查不符的公开材料，文字和其他材料保持不变。",
    en: "The report is reviewed, or its part claimed or signed off: only the evidence found broken or wrong can be replaced, piece by piece; the words and the other pieces stay.",
  },
  NOTHING_TO_MEND: {
    zh: "办结申报中没有待改正的公开材料。",
    en: "The claim has no evidence to mend.",
  },
  TOO_MUCH_TO_MEND: {
    zh: "这个单位在本任务中待改正的公开材料已达上限。",
    en: "The unit has as much to mend in this task as the ledger takes.",
  },
  ITEM_NOT_FOUND: {
    zh: "这个单位在本任务中没有这个条目。",
    en: "The unit owes no such item in this task.",
  },
  ITEMS_OPEN: {
    zh: "还有条目未完成：先完成，或在申报中逐条说明不完成的理由。",
    en: "Items are still open: complete them, or say in the claim for each why it is not (waived).",
  },
  ITEM_NOT_OPEN: {
    zh: "这个条目不是待完成的条目，不用说明理由。",
    en: "This item is not open, so there is no reason to give for it.",
  },
  ITEM_DONE: {
    zh: "这个条目已经完成；有误的，先撤回完成。",
    en: "The item is done; if that is wrong, reopen it first.",
  },
  ITEM_SPLIT: {
    zh: "这个条目已拆分：请办理拆分后的各条。",
    en: "The item is split into others: act on those.",
  },
  ITEM_PRINTED: {
    zh: "来文印出的条目不能修改或删去。",
    en: "An item that the notice prints is neither revised nor dropped.",
  },
  NOT_YOUR_ITEM: {
    zh: "条目由提出的单位修改或删去；为全任务提出的，提出的单位不再牵头后由现在的牵头单位办理。",
    en: "An item is revised or dropped by the unit that adopted it; one of the whole task by its lead unit now, if that unit leads no more.",
  },
  TOO_MANY_ITEMS: { zh: "一项任务的条目过多（括号内为上限）。", en: "These are more items than one task takes." },
  AMOUNT_MISSING: { zh: "这个条目按数量考核，须填写本次数量。", en: "The item is counted: say how much was done." },
  ITEM_HAS_NO_TARGET: {
    zh: "这个条目没有数量目标，不填数量。",
    en: "The item has no target, so no amount is given.",
  },
  GROUP_NOT_ON_TASK: { zh: "本任务的分工里没有这个单位组。", en: "The task names no such group." },
} as const satisfies Record<string, Sentence>;

/** The code of a refusal. */
export type RejectionCode = keyof typeof rejections;

const known: ReadonlyMap<string, Sentence> = new Map(Object.entries(rejections));
const failure: Sentence = {
  zh: "程序出错，并非被拒：请管理员查看日志。",
  en: "The program failed; this is no refusal: the operator finds it in the log.",
};

/** A stored refusal in words, with its detail; a failure if it has no code; for one this build does not know, its code. */
export function refusalInWords(code: string | null, detail: string | null): Sentence {
  const { zh, en } = code === null ? failure : (known.get(code) ?? { zh: code, en: code });
  return detail === null ? { zh, en } : { zh: `${zh}（${detail}）`, en: `${en} (${detail})` };
}
