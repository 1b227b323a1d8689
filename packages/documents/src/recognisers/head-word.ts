// Head words: what the words over the columns of a table mean, each beside the others.
import type { Relation } from "@taizhang/domain";
import { isUnitHead, relationsOfHeads } from "../cells/relation-word.ts";
import { foldWidth } from "../readers/width.ts";

export type ColumnKind =
  | "number"
  | "heading"
  | "task"
  | "requirement"
  | "lead"
  | "responsible"
  | "supervising"
  | "guiding"
  | "deadline"
  | "path"
  | "other";

/** The columns of units, each named by the relation that it gives. */
export const UNIT_KINDS = ["lead", "responsible", "supervising", "guiding"] as const satisfies readonly Relation[];

/** Whether a column names units; its kind is then the relation that it gives. */
export function isUnitKind(kind: ColumnKind | undefined): kind is (typeof UNIT_KINDS)[number] {
  return UNIT_KINDS.some((one) => one === kind);
}

/** A header word; a word for tasks may turn out to be that of the column of headings. */
export type WordKind = ColumnKind | "taskWord";

const NUMBER = /^(?:(?:项目|任务|问题)?(?:序号|编号)|项次|序|NO\.?|No\.?)$/;
const DEADLINE = /时限|时间|期限|节点|(?:完成|办结|竣工)日期|进度(?:安排|要求|计划)|年度进度|计划进度/;
/** A time that is looked back on, at which work begins or is told of: none of them is when it is due. */
const OTHER_TIME =
  /^(?:发现|反馈|交办|实际|收文|登记|更新|填报|实际完成)(?:时间|日期)$|^(?:计划|预计|拟)?(?:启动|开始|开工|动工|起始|开展|上报|报送|汇报)(?:时间|日期|时限|节点)$/;
const PATH = /^公开(?:路径|渠道|平台|载体|方式)/;
const HEADING = /^(?:项目|目标|[一二三]级.{2,4}|.{0,4}(?:类别|类型|分类|领域|板块|方面|目标|指标|类目))$/;
const EXACT_HEADING = /^(?:项目|[一二三]级.{2,4})$/;
const TASK =
  /^.{0,6}(?:任务|举措|措施|事项|内容|工作|要点|项目|任务分解)$|^(?:项目|任务|工作|事项|实事|工程|活动|课题|议题|建议|提案)(?:名称|标题|题目)$|^.{0,4}(?:项目名称|任务名称|实事项目)$/;
/** What has to be put right is the task of a rectification list; the measures are what it requires. */
const PROBLEM =
  /^(?:(?:反馈|存在|发现|主要|突出|具体|整改|巡察|巡视|督察|督查|审计|检查)(?:的)?)*(?:问题|隐患)(?:描述|内容|表现|清单)?$/;
const MEASURE = /举措|措施|整改|做法/;
const PROJECT = /^.{0,4}项目(?:名称)?$|^(?:民生)?实事(?:项目)?(?:名称)?$/;
/** What only the ledger of projects says of each. */
const INVESTED = /投资|建设(?:内容|规模|性质|地点)/;
/** What describes a project that another column names. */
const OF_PROJECT =
  /^(?:.{0,2}建设内容|主要内容|项目内容|建设内容及规模|建设规模及内容|主要建设内容|主要建设内容及规模)$/;
const REQUIREMENT =
  /^.{0,4}(?:要求|标准|成果|成果形式|成效|预期效果)$|^(?:.{0,4}建设规模|建设内容(?:及|和)规模|建设规模(?:及|和)内容|主要建设内容(?:及|和)规模)$/;
/** Aims and figures: a division of the tasks before them, a requirement behind them. */
const AIM = /^.{0,4}(?:目标|指标)$/;
/** A column for each part of a year or for each year, which says what is aimed at in it. */
const PERIOD =
  /^(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9]|[一二三四五六七八九]|十[一二]?)月份?|20\d\d年度?)(?:.{0,4}(?:目标|任务|计划|安排|进度|要求|内容|节点|工作)){0,2}$/;
/** Words for persons and for the ways to reach them. */
const PERSON =
  /^(?:.{0,4}(?:责任人|负责人|联系人|联络人|联络员|经办人|承办人|填报人|包保人|专员)|.{0,6}领导|副?组长|姓名|职务|.{0,4}(?:电话|手机|手机号码?|邮箱|传真|微信号?|联系方式)|联系.{1,8})(?:\(.{1,8}\))?$/;
const PERSON_AND =
  /^(?:姓名|.{0,4}(?:联系人|责任人|负责人|联络员|领导))(?:及|和|与|、|\/)?(?:其)?\(?(?:职务|电话|手机|联系电话|联系方式)\)?$/;
const OTHER =
  /^(?:备注|说明|依据|.{0,4}依据|进展|进展情况|工作进展|落实情况|完成情况|整改情况|整改进展|完成进度|进度|.{0,6}投资(?:额)?(?:\(.{1,4}\))?|资金来源|建设性质|建设地点|项目地点|建设地址|问题来源|是否.{1,6}|状态|.{0,4}材料|实际完成时间|发现时间|反馈时间)$/;

/** A header word as it is kept: no blanks, half width. */
export function bareWord(printed: string): string {
  return foldWidth(printed).replace(/\s+/g, "");
}

/** What a header word means by itself, or undefined for an unknown word. Blanks and width do not matter. */
export function wordKind(printed: string): WordKind | undefined {
  return headKinds([printed])[0];
}

/** Whether a column holds persons or the ways to reach them, which are kept out of a draft. */
export function isContact(printed: string): boolean {
  const word = bareWord(printed);
  return !isUnitHead(word) && (PERSON.test(word) || PERSON_AND.test(word));
}

/** Whether a column says what is aimed at in a part of the year. */
export function isPeriod(printed: string): boolean {
  return PERIOD.test(bareWord(printed));
}

/** Whether a column only divides what the others are about. */
export function isDivision(printed: string): boolean {
  return /(?:类别|类型|分类|领域|板块|方面|类目)$/.test(bareWord(printed));
}

/** A head may explain itself in brackets: 「责任单位（列第一位的为牵头单位）」. */
function withoutRemark(word: string): string {
  return word.replace(/^(.{2,16})\([^()]{5,60}\)$/, "$1");
}

/** What the words of one header mean; a word may mean something beside others that it does not mean alone. */
export function headKinds(printed: readonly string[]): readonly (WordKind | undefined)[] {
  const words = printed.map((word) => withoutRemark(bareWord(word)));
  const relations = relationsOfHeads(words);
  const alone = words.map((word, at) => kindOf(word) ?? (isPlain(word) ? relations[at] : undefined));
  const meant = alone.map((kind, at) => beside(words, alone, kind, at));
  return withTaskColumn(words, withBareUnits(words, meant));
}

/**
 * The one word that is not known between the number, the units and the deadline: what else could be done by then. Whoever
 * reads the column is told (`taskAssumed`).
 */
function withTaskColumn(
  words: readonly string[],
  kinds: readonly (WordKind | undefined)[],
): readonly (WordKind | undefined)[] {
  const known = new Set(kinds);
  const unknown = kinds.flatMap((kind, at) => (kind === undefined && isPlain(words[at] ?? "") ? [at] : []));
  const named = known.has("lead") || known.has("responsible");
  const has = (["taskWord", "task", "heading", "requirement"] as const).some((kind) => known.has(kind));
  const [only, second] = unknown;
  if (has || !named || !known.has("number") || !known.has("deadline")) return kinds;
  if (only === undefined || second !== undefined || words.some(isFigure)) return kinds;
  return kinds.map((kind, at) => (at === only ? "task" : kind));
}

const BARE_UNITS = /^(?:单位|部门|科室|处室)$/;

/** A plain 「单位」 beside tasks is who carries them out, unless sums and amounts are counted in it. */
function withBareUnits(
  words: readonly string[],
  kinds: readonly (WordKind | undefined)[],
): readonly (WordKind | undefined)[] {
  const tasks = kinds.some((kind) => kind === "taskWord" || kind === "task");
  const named = kinds.some((kind) => kind === "lead" || kind === "responsible");
  if (!tasks || named || words.some(isFigure)) return kinds;
  return words.map((word, at) => (kinds[at] === undefined && BARE_UNITS.test(word) ? "responsible" : kinds[at]));
}

const FIGURES = /金额|预算|经费|单价|数量|资金来源|得分|分值|扣分/;

/** Whether a column holds sums, amounts or points. */
export function isFigure(word: string): boolean {
  return FIGURES.test(word);
}

/** Whether words can be a header word at all. */
function isPlain(word: string): boolean {
  return word.length > 0 && word.length <= 16 && !/[。,;:“”]/.test(word);
}

/** What a word means, apart from units. */
function kindOf(word: string): WordKind | undefined {
  if (!isPlain(word)) return undefined;
  if (NUMBER.test(word)) return "number";
  if (PERIOD.test(word)) return "requirement";
  if (OTHER.test(word) || OTHER_TIME.test(word) || isContact(word)) return "other";
  if (DEADLINE.test(word) && word.length <= 8) return "deadline";
  if (isUnitHead(word)) return undefined;
  if (PATH.test(word)) return "path";
  if (REQUIREMENT.test(word)) return "requirement";
  if (PROBLEM.test(word) || (TASK.test(word) && !EXACT_HEADING.test(word))) return "taskWord";
  if (HEADING.test(word)) return "heading";
  return undefined;
}

function beside(
  words: readonly string[],
  kinds: readonly (WordKind | undefined)[],
  kind: WordKind | undefined,
  at: number,
): WordKind | undefined {
  const word = words[at] ?? "";
  const problem = words.findIndex((other) => PROBLEM.test(other));
  if (problem >= 0 && kinds.some((other, place) => place !== problem && other === "taskWord")) {
    if (at === problem) return "task";
    if (kind === "taskWord" && MEASURE.test(word)) return "requirement";
  }
  const ledger = words.some((other) => INVESTED.test(other));
  const project = words.findIndex((other) => PROJECT.test(other) && (other !== "项目" || ledger));
  if (project >= 0 && (ledger || words.some((other) => OF_PROJECT.test(other)))) {
    if (at === project) return "task";
    if (OF_PROJECT.test(word)) return "requirement";
  }
  // An aim that is printed behind the tasks belongs to each of them.
  const task = kinds.indexOf("taskWord");
  return kind === "heading" && AIM.test(word) && task >= 0 && at > task ? "requirement" : kind;
}
