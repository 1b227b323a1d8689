// The labels before a value: 「责任单位：」, 「完成时限：」, 「责任人：」, and what each is for.
import type { Relation } from "@taizhang/domain";

export type LabelKind = "units" | "deadline" | "contact" | "number" | "task" | "requirement" | "done" | "other";

export interface Label {
  readonly kind: LabelKind;
  /** For units: what the label says of them. */
  readonly relation: Relation;
  /** The label as printed, without its brackets and its colon. */
  readonly word: string;
  readonly from: number;
  /** Where the value begins. */
  readonly to: number;
}

const DUTY =
  "(?:(?:总|主要|第一|具体|共同|市级|县级|区级|省级|整改)?(?:牵头|主办|承办|主责|责任|负责|落实|配合|协办|协同|协作|参与|参加|实施|推进|建设|督办|督导|监督|监管|指导|整改|验收|销号|主管)(?:责任|落实|实施|负责|督办)?)";
const UNITS = `(?:${DUTY}(?:单位|部门|机构|主体|科室|处室|股室|机关)(?:及|和|、)?(?:责任人|负责人|责任领导|人员)?|牵头|主办|承办|责任|配合|协办|参与|落实)`;
const DEADLINE =
  "(?:(?:计划|任务|整改|完成|办结|落实|实施|推进|建设|责任|销号|工作)?(?:完成)?(?:时限|期限|时间|日期|工期)(?:要求|节点|安排)?|时间节点)";
const CONTACT =
  "(?:(?:整改|直接|具体|包保|包抓|包联|包案|包挂|挂联|挂点|挂钩|联系|联点|分管|牵头|责任|负责|主要|第一|省级|市级|县级|区级|镇级|村级|省|市|县|区|镇|乡|村|部门|单位|督办|督导|工作|任务|项目|填报|经办|审核)*(?:责任人|负责人|联系人|联络人|经办人|填报人|联络员|领导|负责同志|人员|人)(?:(?:及|和|与|、)?(?:职务|联系电话|联系方式|电话))?|(?:联系|咨询|监督|举报|办公|值班|服务|投诉)(?:电话|方式|热线)|联系电话及邮箱|(?:电子|联系)?邮箱|电话(?:号码)?|手机(?:号码?)?)";
const TASK =
  "(?:(?:反馈|存在|主要|具体|突出|整改|工作|重点|建设|实事|民生|改革|目标|安全)*(?:问题|任务|项目|事项|工作|隐患|短板|不足|实事)(?:名称|内容|描述|表述|表现)?)";
const REQUIREMENT =
  "(?:(?:整改|工作|推进|具体|主要|落实|建设|实施|任务|年度|阶段|总体|进度|预期|绩效|项目|考核|验收|改革|治理|创建|服务|完成|规模|内容|举措|措施|目标|及|和|与|、)*(?:措施|内容|要求|目标|举措|标准|成效|效果|规模|计划|安排|方法|步骤|思路))";
const NUMBER = "\\s{0,2}(?:[一二三四五六七八九十]{1,3}|\\d{1,3})?";

/** Tried in this order: 「任务内容」 is a task before it is a content, 「责任领导」 is a person. */
const KINDS: readonly { readonly kind: LabelKind; readonly words: RegExp }[] = [
  { kind: "contact", words: new RegExp(`^${CONTACT}$`) },
  { kind: "units", words: new RegExp(`^${UNITS}$`) },
  { kind: "deadline", words: new RegExp(`^${DEADLINE}$`) },
  { kind: "number", words: /^(?:项目|任务|问题|事项)?(?:序号|编号)$/ },
  {
    kind: "done",
    words: /^(?:整改|工作|目前|具体|任务)*(?:完成|落实|进展|推进|整改|办理)(?:进展|落实|完成)?(?:情况|结果|成效)$/,
  },
  { kind: "task", words: new RegExp(`^${TASK}${NUMBER}$`) },
  { kind: "requirement", words: new RegExp(`^${REQUIREMENT}$`) },
];

/** A remark on who leads, between a label and its colon: 「责任单位（列第一位者为牵头单位）：」. It belongs to the units. */
const WHO_LEADS = "\\([^()\\n]{1,16}牵头[^()\\n]{0,12}\\)\\s{0,2}:";

/** Any short word before a colon, or in lenticular brackets; its signs may be spaced out, and bold marks around it fall away. */
const ANY = new RegExp(
  "(?:\\*\\*)?(?:【[ \\t]{0,2}([\\u4e00-\\u9fff\\d、]{2,16}|[\\u4e00-\\u9fff](?: [\\u4e00-\\u9fff]){1,7})[ \\t]{0,2}】(?:\\*\\*)?[ \\t]{0,2}:?" +
    "|([\\u4e00-\\u9fff][\\u4e00-\\u9fff\\d、]{0,14}[\\u4e00-\\u9fff\\d]|[\\u4e00-\\u9fff](?: {1,4}[\\u4e00-\\u9fff]){1,7})\\s{0,2}" +
    `(?:(?=${WHO_LEADS})|(?:\\([^()\\n]{1,8}\\))?(?:\\*\\*)?\\s{0,2}:(?!\\/\\/)(?:\\*\\*)?))[ \\u3000\\u00a0\\t]{0,4}`,
  "y",
);
const OFFICE = "(?:牵头|责任|配合|协办|主办|承办|参与|落实)(?:单位|部门)";
/** A label whose colon is left out: only a word for units or persons at the start of a line, followed by a blank. */
const WITHOUT_COLON = new RegExp(`(${OFFICE}|(?:责任|负责|联系)人|联系电话)[ \\u3000\\t]{1,4}(?=\\S)`, "y");

/** The label that begins at this place of a text in half width, or undefined. `opensLine`: nothing is before it. */
export function labelAt(folded: string, at: number, opensLine: boolean): Label | undefined {
  ANY.lastIndex = at;
  const found = ANY.exec(folded);
  if (found) {
    const word = (found[1] ?? found[2] ?? "").replace(/\s+/g, "");
    return { ...meaningOf(word), word, from: at, to: ANY.lastIndex };
  }
  if (!opensLine) return undefined;
  WITHOUT_COLON.lastIndex = at;
  const bare = WITHOUT_COLON.exec(folded);
  if (!bare) return undefined;
  const word = bare[1] ?? "";
  return { ...meaningOf(word), word, from: at, to: WITHOUT_COLON.lastIndex };
}

/** Whether a label says who or by when, as those below or behind a task do. */
export function isOfClause({ kind }: Label): boolean {
  return kind === "units" || kind === "deadline" || kind === "contact";
}

/** How the words of all known kinds end; most words before a colon in prose end otherwise. */
const ENDING =
  /[人员导志话式机码位门构体科室处股关头办任合与实限期间日点要求排号况果效题务目项作称容述施标举准模划法骤患板足现事路箱一二三四五六七八九十\d]$/;

interface Meaning {
  readonly kind: LabelKind;
  readonly relation: Relation;
}

const NO_LABEL: Meaning = { kind: "other", relation: "responsible" };
/** A document uses the same few labels over and over; the bound keeps a text of chance words from filling the memory. */
const read = new Map<string, Meaning>();
const MOST_READ = 1000;

function meaningOf(word: string): Meaning {
  if (!ENDING.test(word)) return NO_LABEL;
  const known = read.get(word);
  if (known) return known;
  const kind = KINDS.find(({ words }) => words.test(word))?.kind ?? "other";
  const meaning = { kind, relation: relationOf(word) };
  if (read.size >= MOST_READ) read.clear();
  read.set(word, meaning);
  return meaning;
}

function relationOf(word: string): Relation {
  if (/督办|督导|监督|监管/.test(word)) return "supervising";
  if (/指导/.test(word)) return "guiding";
  return /牵头|主办|承办|主责|第一责任|主要责任/.test(word) ? "lead" : "responsible";
}

const BOUNDARY = /[\s。;,、:()[\]〔〕【】*]/;

/** A label is not longer, from its first sign to its colon. */
const LONGEST = 64;
/** What opens a label that needs no colon: 【…】, bold words, and the words of `WITHOUT_COLON`. */
const NEEDS_NO_COLON = /[【*牵责配协主承参落负联]/;

/** Every label in a stretch, at its start, after a blank, or after a mark. */
export function labelsIn(folded: string, from: number, to: number): Label[] {
  const labels: Label[] = [];
  const words = folded.slice(from, to);
  let colon = words.indexOf(":");
  for (let at = from; at < to; at++) {
    const before = folded[at - 1] ?? "\n";
    if (at > from && !BOUNDARY.test(before)) continue;
    if (BOUNDARY.test(folded[at] ?? "") && folded[at] !== "【" && folded[at] !== "*") continue;
    // Most words have no colon near, and nothing else is tried with them.
    while (colon >= 0 && from + colon < at) colon = words.indexOf(":", colon + 1);
    const near = colon >= 0 && from + colon - at <= LONGEST;
    if (!near && !NEEDS_NO_COLON.test(folded[at] ?? "")) continue;
    const label = labelAt(folded, at, opensLine(folded, at));
    if (!label || label.to > to) continue;
    labels.push(label);
    at = label.to - 1;
  }
  return labels;
}

/** Whether only blanks stand between the start of the line and this place. */
function opensLine(folded: string, at: number): boolean {
  const before = folded.slice(Math.max(0, at - 12), at);
  return (at <= 12 || before.includes("\n")) && /^\s*$/.test(before.slice(before.lastIndexOf("\n") + 1));
}
