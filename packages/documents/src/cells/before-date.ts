// What may stand directly before a date that prints no year of its own, so that the plan's year may be taken.
import { RUN } from "./printed-year.ts";

/**
 * How much is asked of the words before a date. A cell of deadlines says little else, so that only known words are
 * allowed. Prose says anything: 「各镇政府6月底前」; there only signs that may be part of a number, a year or a count are
 * refused.
 */
export type Strictness = "cell" | "prose";

/** The most signs that are looked at. */
const WINDOW = 16;
/** How far into a cell the second number of its list is looked for. */
const HEAD = 400;
const MARK = /[,;:。、!?()[\]{}【】〔〕《》〈〉「」『』“”"…|①-⑳•●■◆★]$/;
/** Words that lead up to a due day. */
const WORDS = new RegExp(
  `(?:${[
    "[于在至到并和及或与自从由即为是应须需要拟将]",
    "力争|确保|争取|计划|预计|预期|原则上?|务必|必须|保证|力求|基本|初步|全面|全部|提前|推迟|延期|延长|顺延|调整|直至|其中",
    "最迟|至迟|最晚|[不得可][迟晚]于|截至|截止|止于|时限|期限|限期|限|时间|日期|节点|目标",
    "完成|办结|整改|竣工|建成|验收|上报|报送|提交|销号|交付|启动|开始|开工|实施",
    "第[一二三四五六七八九十\\d]{1,2}(?:批|阶段|期|轮|次|步)|[一二三四五]期",
  ].join("|")})$`,
);
const JOINER = new RegExp(`[${RUN}]\\s{0,2}(?:[、和及或与至到]|[-—–~]{1,2})$`);
/** 「1、6月底前」 and 「1.6月底前」 at the head of a clause: a number of the list, no part of the date. */
const NUMBERING = /(?:^|[\s;。:])\d{1,2}\s{0,2}[.、]$/;
const OPENING_DASH = /(?:^|\n)\s{0,4}[-—–]{1,2}$|——$/;
const SUSPECT = new RegExp(`[${RUN}%/.·~\\-–—+=&#@$^<>\\\\年历闰腊第每逢隔某几数近满前后]$`);
const SUSPECT_BEFORE_YEAR_END = /[某每各逐历首同隔半几多整近第学财跨全]$/;
/** Signs that make another word of 明, 次, 来, 后, 上 or 下: 说明, 其次, 未来, 今后, 线上. */
const SUSPECT_BEFORE_YEAR_WORD = new RegExp(
  `[${RUN}说证文声透阐表标注照申鲜光查写载指其再首每屡层依人初逐档频次未往以近历原将向从今前此之然事过线地落手天乡城台架]$`,
);

/** Whether a date that begins at `at` stands free of what is before it. */
export function standsFree(folded: string, at: number, strictness: Strictness): boolean {
  const from = Math.max(0, at - WINDOW);
  const window = folded.slice(from, at);
  const words = window.trimEnd();
  if (words === "") return true;
  const before = from === 0 ? words : `\u4e00${words}`;
  if (NUMBERING.test(before)) return isNumbered(folded, strictness);
  if (JOINER.test(before)) return false;
  if (OPENING_DASH.test(before)) return true;
  if (strictness === "prose") {
    return !SUSPECT.test(words) && !(folded[at] === "年" && SUSPECT_BEFORE_YEAR_END.test(words));
  }
  if (window.includes("\n", words.length)) return !SUSPECT.test(words);
  return MARK.test(words) || WORDS.test(words);
}

/**
 * Whether 明年 or 次年 at `at` is that word: 「说明年底前」 may speak of 年底, and 「次次年」 is no year. 「基本年底前」 means the
 * same day either way.
 */
export function isYearWord(folded: string, at: number, strictness: Strictness): boolean {
  if (strictness === "cell") return standsFree(folded, at, "cell");
  if (/[今本当]/.test(folded[at] ?? "")) return true;
  return !SUSPECT_BEFORE_YEAR_WORD.test(folded.slice(Math.max(0, at - 4), at).trimEnd());
}

/** In a cell 「1、6月底前」 may be January and June; only a second number makes a list of it. */
function isNumbered(folded: string, strictness: Strictness): boolean {
  if (strictness === "prose") return true;
  const head = folded.slice(0, HEAD);
  return /^\s{0,4}1\s{0,2}[.、]/.test(head) && /[\s;。]2\s{0,2}[.、]/.test(head);
}
