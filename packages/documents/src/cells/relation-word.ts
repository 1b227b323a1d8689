// Words for what a unit does in a task: 牵头, 承办, 配合, 督办 and their like, in heads, labels, remarks and sentences.
import type { Relation } from "@taizhang/domain";
import { foldWidth } from "../readers/width.ts";

/**
 * What words say before their neighbours are known. Whoever is in `charge` (负责, 承办) leads only beside somebody who
 * assists, and whoever is `helped` (「县财政局配合县住建局」) unless somebody else leads; those who `share` a task (按职责分工负责)
 * are what the column says, unless somebody else leads.
 */
export type Saying = Relation | "charge" | "helped" | "share" | "assist";

const SUPERVISING = /监督|监管|督办|督查|督导|督促/;
const GUIDING = /指导/;
const LEADING = /牵头|主办|主责|负总责|第[一1]责任|主要责任/;
const SHARING = /按照?|依据?|根据|依照|分工|分别|各自/;
const ASSISTING = /配合|协办|协同|协助|参与|参加|支持|会办/;
const IN_CHARGE = /负责|承办|为主|组织/;

/** What a word or a phrase about a unit says; the strongest word in it counts. */
export function sayingOf(words: string): Saying {
  if (SUPERVISING.test(words)) return "supervising";
  if (LEADING.test(words)) return "lead";
  if (GUIDING.test(words)) return "guiding";
  if (SHARING.test(words)) return "share";
  if (ASSISTING.test(words)) return "assist";
  if (IN_CHARGE.test(words)) return "charge";
  return "share";
}

/**
 * What each saying means beside the others of its cell; undefined where the column decides. `ledBeside` if another cell
 * of the task names who leads.
 */
export function relationsAmong(sayings: readonly (Saying | undefined)[], ledBeside = false): (Relation | undefined)[] {
  const led = sayings.includes("lead");
  const inCharge = sayings.includes("charge");
  const helped = sayings.includes("helped");
  const assisted = helped || sayings.includes("assist");
  const leads = ledBeside ? undefined : "lead";
  return sayings.map((saying) => {
    if (saying === "assist") return "responsible";
    if (saying === "charge") return led ? "responsible" : assisted ? leads : undefined;
    if (saying === "helped") return led || inCharge ? "responsible" : leads;
    if (saying === "share") return led || (helped && !ledBeside) ? "responsible" : undefined;
    return saying;
  });
}

/** How the words for a unit end in a head or a label. */
const BODY = "(?:单位|部门|科室|处室|机构|主体|方|领导小组|乡镇|街道)";
const HEAD_END = new RegExp(`(?:${BODY}|分工|\\((?:${BODY})\\)|(?:第[一1]|主要)责任|主责|牵头|主办|承办|协办|配合)$`);
const HEAD_WORD =
  /牵头|主办|承办|主责|责任|负责|落实|配合|协办|协同|协助|参与|参加|支持|实施|执行|推进|完成|涉及|会办|督办|督查|督导|监督|监管|指导|建设|业主|主管|项目/;
/** Whoever a project belongs to watches over it, where others carry it out. */
const IN_CHARGE_OF = /主管/;
const FIRM_LEAD = /牵头|第[一1]责任/;
/** Heads that mean the lead only where another head names those who help. */
const LEAD_BESIDE = /主办|承办|主责|(?:第[一1]|主要)(?:责任|负责|实施|完成)/;
const WATCHING = new RegExp(`${SUPERVISING.source}|${GUIDING.source}`);
const OFFICE = /科室|处室/;
const HELPING = /配合|协办|协同|协助|参与|参加|支持|会办|第二|次要/;

/** Whether a head or a label, in half width and without blanks, names units. */
export function isUnitHead(word: string): boolean {
  // What is in charge of the units together with persons (责任单位及责任人) is a head of units first.
  const first = word.replace(/(?:及|和|与|\/|、|\()(?:其)?(?:责任人|负责人|责任领导|联系人)\)?$/, "");
  return HEAD_WORD.test(first) && HEAD_END.test(first);
}

/**
 * What the heads of one table, or the labels of one task, say about their units. A head means something beside the
 * others: 承办单位 leads beside 配合单位, and alone it is the one that carries the task out. Undefined: no head of units.
 */
export function relationsOfHeads(heads: readonly string[]): (Relation | undefined)[] {
  const words = heads.map((head) => foldWidth(head).replace(/\s+/g, ""));
  const isUnits = words.map(isUnitHead);
  const firm = words.some((word, at) => isUnits[at] && FIRM_LEAD.test(word) && !HELPING.test(word));
  // A head that spans two columns is printed once and counted once; whoever only watches is no second.
  const doing = words.filter((word, at) => isUnits[at] && !WATCHING.test(word));
  const several = new Set(doing).size > 1;
  const helped = doing.some((word) => HELPING.test(word));
  return words.map((word, at) => {
    if (!isUnits[at]) return undefined;
    if (SUPERVISING.test(word)) return "supervising";
    if (IN_CHARGE_OF.test(word) && doing.some((other) => !IN_CHARGE_OF.test(other))) return "supervising";
    if (GUIDING.test(word)) return "guiding";
    if (HELPING.test(word)) return "responsible";
    if (FIRM_LEAD.test(word)) return "lead";
    // An office within a unit (承办科室) leads nobody but those who help it.
    const beside = helped || (several && !OFFICE.test(word));
    return LEAD_BESIDE.test(word) && beside && !firm ? "lead" : "responsible";
  });
}
