// A sentence that puts units in charge of many tasks at once: 「各项任务均由县安委办牵头。」, 「以上工作的牵头单位为县安委办。」
import type { Relation } from "@taizhang/domain";
import { namesIn } from "./names-in.ts";
import { dependsOnRow, isGroup } from "./unit-name.ts";
import type { Range } from "./unit-split.ts";

/** The names in the sentence, with what they do. */
export interface ChargedNames extends Range {
  readonly relation: Relation;
}

export interface CommonCharge {
  readonly names: readonly ChargedNames[];
  /** The tasks that are meant: those above the sentence, those below it, or all. */
  readonly reach: "above" | "below" | "all";
  /** Where it ends; what follows says something else. */
  readonly end: number;
}

const EVERY = "均|都|全部|统一|一律|皆";
const ABOVE = "以上|上述|前述|上列";
const BELOW = "以下|下列|下述";
const ALL =
  "各项|各条|每项|所有|全部|(?:本|该)(?:方案|清单|表|通知|计划|文件|分工)(?:中|内|里)?(?:所列|列出|明确|确定)?(?:的)?(?:各项|所有|全部)?";
const COUNT = "(?:各项|所有|全部|这?\\d{1,3}项|[一二三四五六七八九十]{1,3}项)?";
const WHAT = "(?:重点|整改|具体|主要|目标|年度|工作)*(?:任务|工作|事项|问题|措施|项目|整改)";
/** 「以上由…」 needs no word for what is above it. */
const SCOPE = `(?:(?:(${ABOVE})|(${BELOW}))(?:(?:的)?${COUNT}(?:的)?${WHAT}|${COUNT}(?=,?(?:${EVERY})?由))|(?:${ALL})(?:的)?${COUNT}(?:的)?${WHAT})`;
const OPENING = new RegExp(`^[\\s(*※]{0,4}(?:注|备注|说明)?:?\\s{0,2}(?:(${SCOPE}),?|${WHAT},?)?(${EVERY})?(?:由|归)?`);
const ROLE =
  "(?:总|主要|共同)?(牵头|主办|主责|责任|落实|承办|配合|协办|参加|参与|督办|监督|指导)(?:责任)?(?:单位|部门|机构|科室)";
const ROLE_FIRST = new RegExp(`^[\\s(*※]{0,4}(?:注|备注|说明)?:?\\s{0,2}(${SCOPE})?的?${ROLE}(${EVERY})?(?:为|是)`);
const ROLE_LAST = new RegExp(`^(.{2,60}?)(?:${EVERY})?(?:为|是|作为)(${SCOPE})的?${ROLE}[。;]?$`);
const DOES =
  /(?:等(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|具体|统一|总)?((?:牵头|负责|抓总|承办|主办|组织|统筹|协调|配合|协办|督办|督促|监督|指导|落实|实施|推进|办理|总){1,3})$/;
/** The numerals before such a sentence. */
export const NUMERAL = /^\s*(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)、.]{1,2}\s{0,4}){0,2}/;
/** Such a sentence is short. */
const LONGEST = 120;

/** Reads the sentence at the start of words in half width; undefined if they are none. */
export function readCommonCharge(folded: string): CommonCharge | undefined {
  const words = folded.trimEnd();
  if (words.length > LONGEST) return undefined;
  return roleFirst(words) ?? roleLast(words) ?? verbs(words);
}

/** 「以上任务均由县安委办牵头，县应急局配合」; what follows the parts that name units says something else. */
function verbs(words: string): CommonCharge | undefined {
  const opening = OPENING.exec(words);
  if (!opening || (!opening[1] && !(opening.at(-1) && /由$/.test(opening[0])))) return undefined;
  const names: ChargedNames[] = [];
  let at = opening[0].length;
  for (const part of words.slice(at).split(/(?<=[,;。])/)) {
    const bare = part.replace(/[,;。)\s]+$/, "");
    const lead = /^(?:并?由)?/.exec(bare)?.[0].length ?? 0;
    const does = whatTheyDo(bare.slice(lead));
    if (!does || !areNames(bare.slice(lead, lead + does.from))) break;
    names.push({ from: at + lead, to: at + lead + does.from, relation: relationOf(does.words) });
    at += part.length;
    if (/[。]\s*$/.test(part)) break;
  }
  return names.length > 0 ? { names, reach: reachOf(opening[0]), end: at } : undefined;
}

/** The verbs at the end, which may be several: 「统筹协调、督促落实」. */
function whatTheyDo(words: string): { from: number; words: string } | undefined {
  let from = words.length;
  for (let does = DOES.exec(words); does; does = DOES.exec(words.slice(0, from).replace(/[、和]$/, "")))
    from = does.index;
  return from < words.length ? { from, words: words.slice(from) } : undefined;
}

function roleFirst(words: string): CommonCharge | undefined {
  const found = ROLE_FIRST.exec(words);
  // 「责任单位：县财政局」 is the label of one task.
  if (!found || (!found[1] && !found.at(-1))) return undefined;
  const from = found[0].length;
  const stop = words.slice(from).search(/[,;。)]/);
  const to = stop < 0 ? words.length : from + stop;
  if (!areNames(words.slice(from, to))) return undefined;
  return {
    names: [{ from, to, relation: relationOf(found.at(-2) ?? "") }],
    reach: reachOf(found[1] ?? ""),
    end: to + 1,
  };
}

function roleLast(words: string): CommonCharge | undefined {
  const found = ROLE_LAST.exec(words);
  const printed = found?.[1] ?? "";
  if (!found || !areNames(printed)) return undefined;
  const to = printed.length;
  return {
    names: [{ from: 0, to, relation: relationOf(found.at(-1) ?? "") }],
    reach: reachOf(found[2] ?? ""),
    end: words.length,
  };
}

/** Names of its own: 「由各责任单位负责」 says no more than the tasks do. */
function areNames(words: string): boolean {
  return (
    namesIn(words) === "all" &&
    !dependsOnRow(words) &&
    !(isGroup(words) && /^(?:各|有关|相关)*(?:单位|部门)$/.test(words))
  );
}

function reachOf(scope: string): CommonCharge["reach"] {
  if (new RegExp(ABOVE).test(scope)) return "above";
  return new RegExp(BELOW).test(scope) ? "below" : "all";
}

function relationOf(does: string): Relation {
  // 「牵头督办」 is to lead the supervision, not the work.
  if (/督办/.test(does)) return "supervising";
  if (/牵头|主办|主责|抓总|统筹/.test(does)) return "lead";
  if (/督促|监督/.test(does)) return "supervising";
  return /指导/.test(does) ? "guiding" : "responsible";
}
