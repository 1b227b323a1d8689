// What separates the names in a unit cell: signs, numbering, labels, blanks, 和, 及 and 等; and what only looks like it.
import { canonicalName } from "../readers/width.ts";
import { enclosed } from "./nesting.ts";
import { isPerson } from "./person.ts";
import { isGroup, isUnitName, levelOf, mayBeName, opensName } from "./unit-name.ts";
import { phraseAfterName } from "./unit-verb.ts";

/** Names to look up. */
export type Names = Pick<ReadonlySet<string>, "has">;

/** A stretch of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const WHAT_THEY_DO =
  "牵头|主办|主责|责任|负责|配合|协办|承办|落实|参与|参加|协同|协助|支持|实施|推进|督办|督查|监督|监管|指导";
/** Words in a cell that say what the names after them are: 「牵头单位：…配合单位：…」, 「市直牵头单位：…」. */
const UNIT_LABEL = `(?:[省市县区镇乡][级直]|本级)?(?:(?:牵头|责任|配合|主办|承办|协办)[/、])?(?:第[一二12]|主要)?(?:${WHAT_THEY_DO})(?:\\((?:${WHAT_THEY_DO})\\))?(?:单位|部门|科室|处室|主体|机构|乡镇)?(?:\\((?:单位|部门|科室)\\))?`;
const PERSON_LABEL =
  "(?:[省市县区镇乡][级直]?|主要|直接|第[一二12]|分管)?(?:责任人|责任领导|牵头领导|分管领导|包联领导|包保领导|包案领导|挂点领导|主要领导|负责人|联系人|联络员|经办人|联系电话|联系方式|电话|手机)";
const TIME_LABEL = "(?:整改|办结|计划)?(?:完成)?(?:时限|期限|时间)(?:要求)?";
const LABEL = `(?:(${UNIT_LABEL})|(${PERSON_LABEL})|(${TIME_LABEL}))\\s*:\\s*`;
const OPENS_WITH_LABEL = new RegExp(`^${LABEL}`);
/** Numbering inside a cell: ①, 1. or (1). A number of a name (第2中学) or of a date is none. */
const NUMBERING =
  "[①-⑳]\\s*|(?<![\\d第.年月])\\d{1,2}(?:[.)](?!\\d)|、(?!\\d))\\s*|\\((?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\)\\s*|(?<=^|[\\s;。])[一二三四五六七八九十]{1,3}、";
/** A remark that closes a name, though another name follows at once: 「县财政局（牵头）县审计局（配合）」. */
const AFTER_REMARK = `(?<=\\((?:${WHAT_THEY_DO})(?:单位|部门)?\\))(?=[^\\s、,;。/)])`;
const SEPARATOR = new RegExp(`${LABEL}|${NUMBERING}|[、,;。/·•|]|${AFTER_REMARK}`, "g");
/** Most cells have neither labels nor numbers, and are divided several times faster without looking for them. */
const SIGNS_ONLY = /[、,;。/·•|]/g;
const MAY_HOLD_MORE = /[:()①-⑳\d]|[一二三四五六七八九十]、/;
/** The separators that a cell is said to use. */
const SIGN = /^[、,;。/·•|]$/;

/** 等 that closes a list, not the 等 of 高等 or 等级. */
const AND_SO_ON = /(?<![高中初同平均])等(?!级|额|候|同|于)/g;
const CLOSES_A_LIST = /^(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|机构)?$/;
/** What belongs to the name before it: 「区政府各部门及所属单位」 is one group. */
const DEPENDENT =
  /^(?:其|所属|下属|政府$|直属|各直属|各所属|各下属|派出|各派出|内设|(?:部门|单位|机构)(?:$|[及和、]|以及))/;
/** What 各 before 和 governs too: 「各乡镇和街道」. */
const GOVERNED = /^(?:乡镇|街道|社区|村|园区|企业|学校|科室|部门|单位|机构)$/;

/** A label without its colon, before a name: 「牵头单位 县水利局」. */
export const BARE_LABEL =
  /^(?:[省市县区][级直])?(?:第[一二]|主要)?(?:牵头|主办|主责|责任|配合|协办|承办|落实|参与|参加)(?:单位|部门)(?!以外|之外|外|的|和|及|、)\s*/;

/** What a label says of the names after it. */
export interface Label extends Range {
  readonly of: "units" | "persons" | "time";
  readonly word: string;
}

export interface Part extends Range {
  /** What comes before: the part goes on with a list (、), or a sentence (，), or opens a clause of its own. */
  readonly after: "list" | "comma" | "clause";
  /** The label before it; undefined if the part stands under none of its own. */
  readonly label: Label | undefined;
}

/** The parts of a cell between its separators, outside brackets; each part is trimmed. */
export function divide(folded: string, known: Names): { parts: Part[]; separators: Set<string> } {
  const inside = enclosed(folded);
  const separators = new Set<string>();
  const parts: Part[] = [];
  let from = 0;
  let after: Part["after"] = "clause";
  let label: Label | undefined;
  for (const found of folded.matchAll(MAY_HOLD_MORE.test(folded) ? SEPARATOR : SIGNS_ONLY)) {
    const { 0: words, index } = found;
    if (inside(index) && !/^\([\d一二三四五六七八九十]/.test(words)) continue;
    if (words === "、" && (isBetweenNumbers(folded, index) || isPartyAndGovernment(folded, index))) continue;
    const next = labelAt(found);
    const isSign = SIGN.test(words);
    // Between a sign and a label or a number nothing is left out.
    const opens = !isSign && folded.slice(from, index).trim() === "";
    if (!opens) addPart(index);
    if (isSign) separators.add(canonicalName(words));
    if (next || words === "。" || words === ";") after = "clause";
    else if (!opens) after = words === "," ? "comma" : "list";
    label = next ?? label;
    from = index + words.length;
  }
  const closed = from > 0 && /[。;]\s*$/.test(folded.slice(0, from)) && folded.slice(from).trim() === "";
  const labelled = label !== undefined && folded.slice(from).trim() === "";
  if (!closed && !labelled) addPart(folded.length);
  return { parts, separators };

  function addPart(to: number): void {
    splitBlanks(folded, { from, to }, known).forEach((range, place) => {
      parts.push({ ...range, after: place === 0 ? after : "list", label: place === 0 ? label : undefined });
    });
    label = undefined;
  }
}

/** 「各乡镇党委、政府」 is one group, whose second word is no name of its own. */
function isPartyAndGovernment(folded: string, at: number): boolean {
  return (
    /党(?:工)?委$/.test(folded.slice(Math.max(0, at - 3), at)) &&
    /^政府(?=$|[、,;。\s)])/.test(folded.slice(at + 1, at + 4))
  );
}

/** 「第1、2项」 is not divided. */
function isBetweenNumbers(folded: string, at: number): boolean {
  return /\d/.test(folded[at + 1] ?? "") && /第[\d、]{1,8}$/.test(folded.slice(Math.max(0, at - 9), at));
}

function labelAt(found: RegExpExecArray): Label | undefined {
  const [words, units, persons, time] = found;
  const word = units ?? persons ?? time;
  if (word === undefined) return undefined;
  const of = units !== undefined ? "units" : persons !== undefined ? "persons" : "time";
  return { of, word: word.replace(/\s+/g, ""), from: found.index, to: found.index + words.length };
}

/** The words without a label before them. */
export function withoutLabel(words: string): string {
  return words.replace(OPENS_WITH_LABEL, "");
}

/** Words that go on with the unit before them, or with its name: a blank before them is a break of the printed line. */
const GOES_ON =
  /^(?:办公室|管委会|委员会|分局|分公司|支行|工会|党委|党组|[^\s]{0,6}(?:部|室|大队|中队|支队|派出所|所|站|科|股|处|分局|分公司))$/;
/** Longer words are prose; the bound keeps the work linear. */
const LONGEST = 200;
const LONGEST_NAME = 40;
const COMPLETE =
  /(?:局|厅|署|部|委|办|室|院|馆|联|会|社|校|中心|公司|银行|集团|大队|支队|街道|镇|乡|政府|单位|部门|\))$/;

/**
 * A blank separates two names only if there is a name on each side: 「区发改局 区商务局」. Within one name it is a line
 * break of the printed page: 「区行政服务中心管 委会」.
 */
function splitBlanks(folded: string, part: Range, known: Names): Range[] {
  const whole = folded.slice(part.from, part.to);
  if (whole !== "" && !/\s/.test(whole)) return [part];
  const words = [...whole.matchAll(/\S+/g)].map((word) => ({
    from: part.from + word.index,
    to: part.from + word.index + word[0].length,
  }));
  const first = words[0];
  if (!first) return [{ from: part.to, to: part.to }];
  const ranges: Range[] = [];
  let current = first;
  for (const word of words.slice(1)) {
    const two = areTwo(current, word);
    if (two) ranges.push(current);
    current = two ? word : { from: current.from, to: word.to };
  }
  return [...ranges, current];

  function areTwo(one: Range, other: Range): boolean {
    if (one.to - one.from > LONGEST || other.to - other.from > LONGEST) return false;
    const left = clauseOf(folded.slice(one.from, one.to));
    const right = clauseOf(folded.slice(other.from, other.to));
    if (left.words.replace(BARE_LABEL, "") === "") return false;
    if (isPerson(right.words)) return isUnitName(left.words);
    if (known.has(canonicalName(left.words + right.words))) return false;
    const rightIsName = known.has(canonicalName(right.name)) || opensName(right.name);
    // What is said of a unit ends its name: 「县财政局牵头 县审计局配合」.
    if (left.said) return rightIsName || isUnitName(right.name);
    if (!isUnitName(left.words)) return false;
    if (rightIsName || right.opened) return true;
    // Without a level of its own a name stands alone beside another such name, or beside a complete one.
    const complete =
      COMPLETE.test(left.name) && !/^[^团]委$|^[省市县区州]委$|政府$/.test(left.name) && isUnitName(right.name);
    const goesOn = levelOf(left.name) !== undefined ? GOES_ON : /^(?:办公室|管委会|委员会)$/;
    return complete && !goesOn.test(right.name);
  }
}

/** Words between blanks: the name they begin with, and whether 由 comes before it or a phrase such as 牵头 after it. */
function clauseOf(printed: string): { words: string; name: string; opened: boolean; said: boolean } {
  const words = printed.trim();
  const opening = /^(?:并?由|会同)/.exec(words)?.[0] ?? "";
  const rest = words.slice(opening.length);
  const phrase = phraseAfterName(rest);
  const remark = /\((?:牵头|主办|负责|配合|协办|承办|参与)(?:单位|部门)?\)$/.exec(rest);
  const name = rest.slice(0, phrase?.at ?? remark?.index ?? rest.length);
  const said = (phrase !== undefined && phrase.at + phrase.length === rest.length) || remark !== null;
  return { words, name, opened: opening !== "" && isUnitName(name), said };
}

/** The names of one part, and what joins them. */
export interface Conjoined {
  readonly names: readonly Range[];
  readonly marks: readonly Range[];
  /** 等 follows the last name: the list is open. */
  readonly open: boolean;
}

/** Divides a part at 等, 及, 和 and 与, where each side is a name of its own. */
export function splitConjunctions(folded: string, part: Range, known: Names): Conjoined {
  const words = folded.slice(part.from, part.to);
  for (const found of words.matchAll(AND_SO_ON)) {
    const left = words.slice(0, found.index);
    const right = words.slice(found.index + 1).trim();
    const named = isUnitName(left);
    // 「发改、财政、审计等部门」 leaves out how the names end.
    if (!named && !(mayBeName(left) && CLOSES_A_LIST.test(right) && left.length > 1)) continue;
    if (CLOSES_A_LIST.test(right)) {
      const before = splitConjunctions(folded, { from: part.from, to: part.from + found.index }, known);
      const mark = { from: part.from + found.index, to: part.to };
      return { ...before, marks: [...before.marks, mark], open: true };
    }
    if (!isGroup(left) && (isUnitName(right) || isConjoined(right))) return splitAt(found.index, 1);
  }
  for (const found of words.matchAll(/以及|(?<!以)及|和|与/g)) {
    const left = words.slice(0, found.index);
    const right = words.slice(found.index + found[0].length).trim();
    const loose = found[0] === "和" || found[0] === "与";
    if (DEPENDENT.test(right) || !isUnitName(left) || !(isUnitName(right) || isConjoined(right))) continue;
    if (loose ? joinsNames(left.trim(), right, known) : true) return splitAt(found.index, found[0].length);
  }
  return { names: [part], marks: [], open: false };

  function splitAt(at: number, length: number): Conjoined {
    const from = part.from + at;
    const rest = splitConjunctions(folded, { from: from + length, to: part.to }, known);
    return {
      names: [{ from: part.from, to: from }, ...rest.names],
      marks: [{ from, to: from + length }, ...rest.marks],
      open: rest.open,
    };
  }
}

/** Whether words are several names joined, though they do not end like one: 「县财政局和县审计局等」. */
function isConjoined(words: string): boolean {
  return isUnitName(words.replace(/等(?:\d+个?)?(?:部门|单位|机构)?$/, ""));
}

/**
 * Whether 和 or 与 stands between two names. Many names have one inside (自然资源和规划局, 市场和质量监管局), so each side must
 * be complete, and the right one must begin like a name or be known.
 */
function joinsNames(left: string, right: string, known: Names): boolean {
  if (/各[^各]{0,4}$/.test(left) && GOVERNED.test(right)) return false;
  if (/^.?(?:市场|城市|城镇|乡村|社区|园区|机关|农村|部队)$/.test(left)) return false;
  if (known.has(canonicalName(left)) && beginsKnown(canonicalName(right), known)) return true;
  return opensName(right) || (COMPLETE.test(left) && left.length > 2);
}

/** Whether words begin with a known name; what follows it may be another that is written without a sign between. */
function beginsKnown(words: string, known: Names): boolean {
  for (let end = Math.min(words.length, LONGEST_NAME); end >= 2; end--) if (known.has(words.slice(0, end))) return true;
  return false;
}
