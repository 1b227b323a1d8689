// Remarks in brackets behind the name of a unit that are no part of the name: 「（1-3项）」, 「（城关镇除外）」, 「（以下简称…）」.
import { isDeadline } from "./deadline.ts";
import { isGroup, isUnitName } from "./unit-name.ts";

/**
 * What a remark says: another name of the unit; when it is due; that the order of the names says nothing; which `part`
 * of the task is the unit's; or something else, which for a group changes whom it means (`reach`).
 */
export type UnitRemark = "alias" | "order" | "part" | "reach" | "time";

const NUMBERS = "[\\d一二三四五六七八九十①-⑳]+(?:[、,和及至到—~-]{1,2}第?[\\d一二三四五六七八九十①-⑳]+)*";
const OF_TASK = "[项条款点类件期题号]";
const WORK = "(?:任务|工作|内容|事项|问题|措施)";
/** Which of the numbered parts of a task: 「1-3项」, 「第1、2项」, 「负责第一项」, 「①②」. */
const NUMBERED = new RegExp(
  `^(?:第|(?=[\\d①-⑳]))${NUMBERS}$|^${NUMBERS}${OF_TASK}$|(?:[第前]|(?<!\\d)(?=\\d))${NUMBERS}${OF_TASK}|^(?:全部|部分)${WORK}?$`,
);
/** The numbered parts before a name: 「（1-3项）县财政局」, 「第1项由县财政局负责」, 「第1-3项：县财政局」. */
export const NUMBERED_BEFORE = new RegExp(
  `^(?:其中,?)?(?:\\((?:第?${NUMBERS}${OF_TASK})${WORK}?\\)|第?${NUMBERS}${OF_TASK}${WORK}?(?::|,|(?=由)))`,
);
const COUNT = /^共?计?\d+[个家所户名]$/;
const ALIAS =
  /^(?:以?下(?:统)?称|以下简称|简称|下简称|原(?:名|为)?(?![则料有来])|曾用名|又称)[:,]?[“「]?([^“”「」]{2,})[”」]?$/;
const ORDER = /不分先后|排名不分|排序不分/;
/** How words end that limit a task to a place or a field, though names end so too. */
const PLACE =
  /(?:部分|范围内?|方面|领域|路段|标段|区段|河段|阶段|环节)$|^(?:城区|市区|县城|城镇|农村|乡村|老城区?|新城区?|主城区|建成区|中心城区|辖区|本级)$/;
const EXCEPT = /除外|以外|之外|不含|不包括|^除.*外|^(?:含|包括|包含|仅|只|限)/;
/** Kinds of places and bodies in one syllable, which a group lists in brackets: 「各镇（街）」, 「各村（居）」. */
const KIND = /^(?:[省市地州盟县区旗镇乡街村居场园办]|筹|筹建|有限合伙|(?:特殊)?普通合伙)$/;
/** An office within the unit, which answers for it: 「县公安局（交警大队）」. A second name of the unit ends in 局, 办 or 中心. */
const OFFICE = /^[^省市州县区旗].*(?:[科股室队所站处]|分局)$/;
/** Which towns a group means above all, or alone: 「各乡镇（城关镇）」; 建制镇 and 民族乡 are kinds. */
const TOWN = /^(?:重点|主要)|^(?!建制|民族)[^、,\s各]{2,}[镇乡]$/;
const LONGEST = 40;

/** What a bracket behind a name says; undefined where it belongs to the name or holds names of its own. */
export function remarkOf(name: string, inner: string): UnitRemark | undefined {
  const words = inner.trim();
  if (words === "" || words.length > LONGEST) return undefined;
  if (ALIAS.test(words)) return "alias";
  if (ORDER.test(words)) return "order";
  if (NUMBERED.test(words) || COUNT.test(words)) return "part";
  if (isDeadline(words) && !isUnitName(words)) return "time";
  if (EXCEPT.test(words)) return "reach";
  if (PLACE.test(words) && !isGroup(name)) return "part";
  const parts = words.split(/[、,\s/]/);
  if (isGroup(name) && TOWN.test(words)) return "reach";
  if (!isGroup(name) && parts.every((part) => OFFICE.test(part) && isUnitName(part))) return "part";
  return parts.every(isOfName) ? undefined : "reach";
}

/** Words that stand in brackets within a name: another name that the unit goes by, kinds of places. */
function isOfName(words: string): boolean {
  return (
    isUnitName(words) || words.split(/和|及|与/).every((word) => word === "" || KIND.test(word) || isUnitName(word))
  );
}
