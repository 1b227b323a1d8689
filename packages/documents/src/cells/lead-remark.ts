// Remarks on who leads a list of units: 「列第一位者为牵头单位，下同」, 「加粗的为牵头单位」.
import type { Range } from "./unit-split.ts";

/** A remark on who leads, with its place in the words; a separator before it and a full stop after it belong to it. */
export interface LeadRemark extends Range {
  /** The first named leads; or those `marked` by bold print or a sign, which words alone do not show. */
  readonly leads: "first" | "marked";
  /**
   * How far the remark reaches: this list, the lists from here on (下同), or every list (「各项任务…」). A sentence outside
   * the lists that says no more reaches every list too.
   */
  readonly reach: "here" | "onward" | "everywhere";
}

const WHOSE = "(?:(?:各项|每项|以下|以上|上述|本表|表中|其中|所列)(?:重点)?(?:工作|任务|措施|事项)?(?:中|的)?[,、]?)?";
const LIST = "(?:(?:责任|落实|承办|负责|配合|涉及)?(?:单位|部门)(?:名单)?(?:栏)?(?:中|里)?[,、]?(?:的)?)?";
const FIRST =
  "(?:(?:名列|位列|列在|列于|排在|排列在|排名|排序|排列|位居|居|列|排)(?:在)?(?:第[一1](?:位|名|个)?|首位|首个|最前|最前面)|第[一1](?:个|位|家|名)|首(?:个|位|家))";
const MARKED =
  "(?:(?:用|以)?(?:加粗|黑体|粗体|加黑)(?:字)?(?:标注|标示|标明|显示)?|下划线|(?:标|带|注|打|加|画)?(?:有|注|记)?(?:“[^”]{1,3}”|[*★☆▲△●◆#※])(?:号|标记|标识|标志|者)?)";
const WHO = "(?:的|者)?(?:(?:责任|落实|承办|负责)?(?:单位|部门)|者)?";
const AS =
  "(?:(?:为|是|系|即为|作为)(?:第[一1])?(?:牵头|主办|主责|主要责任|主要负责|总牵头)(?:责任)?(?:单位|部门|者)?|总?牵头(?:负责)?(?!单位|部门))";
const REST =
  "(?:[,;、。]?(?:其余|其他|其它|余下|后面)(?:的)?(?:单位|部门)?(?:均|都)?为?(?:责任|配合|协办|参加|参与|落实)?(?:单位|部门)?)?";
const SAME = "(?:[,;、。]?(?:以下|下|后)(?:均|皆|各项)?(?:相)?同)?";
const REMARK = new RegExp(
  `[,;、。\\s]{0,3}([(〔\\[]?)(?:注:|备注:|说明:)?${WHOSE}${LIST}(?:(${FIRST})|${MARKED})${WHO}${AS}${REST}(${SAME})[。;.]?[)〕\\]]?[。]?`,
);
/** Most words hold no such remark, and this shows it at once. */
const LIKELY = /牵头|主办|主责|主要责任|主要负责/;

/** Finds the remark in words that are folded to half width. */
export function readLeadRemark(folded: string): LeadRemark | undefined {
  if (!LIKELY.test(folded)) return undefined;
  const found = REMARK.exec(folded);
  if (!found) return undefined;
  const [words, , first, same] = found;
  return {
    from: found.index,
    to: found.index + words.length,
    leads: first === undefined ? "marked" : "first",
    reach: same ? "onward" : /各项|每项|本表|表中|以下|均/.test(words) ? "everywhere" : "here",
  };
}
