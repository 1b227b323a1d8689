// What the name of a unit or of a group of units looks like.
import { foldWidth } from "../readers/width.ts";

/** The levels of government that a name may begin with, the highest first. */
const LEVELS = "国省市州盟县区旗";
export type Level = "国" | "省" | "市" | "州" | "盟" | "县" | "区" | "旗";

const RANK: Record<Level, number> = { 国: 5, 省: 4, 市: 3, 州: 3, 盟: 3, 县: 2, 区: 2, 旗: 2 };

/** How the names of single units end. */
const UNIT_END =
  /(?:局|委|办|厅|部|室|署|院|会|处|所|站|队|中心|政府|公司|集团|银行|支行|分行|联社|馆|校|社|台|团|协|联|法院|检察院|海关|园|场|厂|科|股|专班|小组|组|街道|乡|镇|村|社区|园区|景区|新区|开发区|片区|区|县|市|州|旗|人大|中学|小学|大学|监狱|段|库|商行|[工农中建交]行|支部|中支|幼儿园|卫生院|人武部)$/;
/** How the names of groups end, and groups that are named in full. */
const GROUP_END =
  /(?:部门|单位|机构|机关|企业|国企|学校|团体|组织|科室|成员|党派|运营商)$|^各(?:地|级|方|地方|地市|市县|组)$/;
/** Carriers and other bodies that are named without an ending: 「联通」 in 「移动、联通、电信」. */
const BRAND =
  /^(?:中国|示范)?(?:[省市县区])?(?:联通|移动|电信|铁塔|广电网络|邮政|烟草|供电|人行|中石油|中石化|人寿保险|人保财险)$/;
const SENTENCE = /[。!?;:“”《》>]/;
/** Words for what somebody has to do, which no name of a unit contains; places such as 高要区 and 宝应县 are spared. */
const DUTY =
  /(?<![高机])要(?!闻|素|塞)|应当|(?<!宝)应(?!急|用|对|县|城市|届)|按照|及时|确保|认真|严格|适时|不得|必须|负责同志/;
/** Words found in sentences and in some names (「区推进职能转变领导小组办公室」); such a name begins with its level. */
const NOT_A_NAME =
  /^(?:请|由|将(?!乐)|凡|如(?!东|皋)|但|并|(?:牵头|主办|配合|协办|协助|支持|参与)(?=[省市县区州旗各]|有关|相关))/;
const WORK = /进行|做好|推进|开展|持续|加强|强化|落实(?!单位)|^(?:完善|健全|深化|优化|提高|提升|细化|畅通)/;

/** The longest words, brackets included, that are looked at. The bound keeps the work linear for a very long cell. */
const LONGEST = 200;

/** Whether the words between two separators of a unit cell can be the name of one unit or group. */
export function isUnitName(words: string): boolean {
  if (words.length > LONGEST) return false;
  const folded = foldWidth(words).replace(/\s+/g, "");
  const bare = withoutBrackets(folded);
  if (bare.length < 2 || bare.length > 40 || SENTENCE.test(folded) || NOT_A_NAME.test(bare)) return false;
  if (/.(?<!自)由/.test(bare)) return false;
  // No name of a unit contains 的; words that do describe a group, or are a sentence.
  if (bare.includes("的")) return isPredicate(bare);
  if (DUTY.test(bare) || bare.includes(",") || (WORK.test(bare) && !opensName(bare))) return false;
  return UNIT_END.test(bare) || GROUP_END.test(bare) || BRAND.test(bare);
}

/** The most characters that words of no known form may have and still be taken for a name, with a warning. */
const SHORT = 12;

/** Whether words of no known form may still be a name: few words, and no remark in brackets. */
export function mayBeName(words: string): boolean {
  const folded = foldWidth(words).trim();
  return folded.length <= SHORT && !/[。!?;:,“”<>]/.test(folded) && !/^[([〔]/.test(folded);
}

/** A group described by what it does: 「有行政执法及监管职能的区政府部门」, 「与乡村振兴有关的区政府部门」. */
function isPredicate(bare: string): boolean {
  const rest = /(?:以外|之外)的?([^的]{2,12})$/.exec(bare)?.[1];
  if (rest !== undefined) return UNIT_END.test(rest) || GROUP_END.test(rest);
  return /的[^的]{0,12}$/.test(bare) && GROUP_END.test(bare) && !/[,\d由请将]/.test(bare);
}

/** Whether words mean several units: 各…, 有关…, …部门, or a list of kinds in brackets. */
export function isGroup(words: string): boolean {
  const folded = foldWidth(words).replace(/\s+/g, "");
  const bare = withoutBrackets(folded);
  return (
    /各|有关|相关|其他|其余|所有|全体|涉及|所在(?!地)/.test(bare) ||
    GROUP_END.test(bare) ||
    /^(?:沿线|沿江|沿河|沿海|属地|试点|受灾|受益|库区).{0,3}(?:[县区乡镇村]|街道|社区)$/.test(bare) ||
    /^(?:乡|镇|村|街道|社区|乡镇)|乡镇$|^(?:园区|景区|开发区)$/.test(bare) ||
    /^[市县区州旗]\([市县区州旗][、)]/.test(folded) ||
    /\([^()]*、[^()]*\)/.test(folded)
  );
}

/** A group that the other words of the row or the table decide: whoever is not the lead, the other units. */
const ON_ROW =
  /以外|之外|除外|^除|^其他|^其余|^(?:各|相关|有关|涉及|上述|以上|前述)+(?:的)?(?:牵头|主办|承办|责任|主责|配合|协办|参与|参加|落实|负责)?(?:单位|部门)$|^(?:牵头|主办|承办|责任|配合|协办|参与)(?:单位|部门)$/;
const NAMES_NO_RELATION = /^(?:各|相关|有关)+(?:单位|部门)$/;

/** Whether only the rest of the row or the table tells who a group is: 「牵头单位以外的县直各单位」, 「各责任单位」. */
export function dependsOnRow(words: string): boolean {
  const bare = withoutBrackets(foldWidth(words).replace(/\s+/g, ""));
  return ON_ROW.test(bare) && !NAMES_NO_RELATION.test(bare);
}

/** Whether a name is the complete name of one unit, so that 及 or 等 may follow it. */
export function isSingleUnit(words: string): boolean {
  return isUnitName(words) && !isGroup(words);
}

/** The level a name begins with: 「区财政局」 is 区, 「市市场监管局」 is 市, 「市场监管局」 has none. */
export function levelOf(name: string): Level | undefined {
  const bare = foldWidth(name).trim();
  if (/^(?:国务院|国家|中央|中共中央|全国)/.test(bare)) return "国";
  if (/^市(?:场|政(?!府|协|务|法|研|策))/.test(bare) || /^区(?:域|划)|^县域|^省会|^州域|^旗下|^盟友/.test(bare))
    return undefined;
  // The character of a level is a prefix only if a name follows: 「区、县」 and 「市、区」 are lists of levels.
  return isLevel(bare[0]) && bare.length > 2 ? bare[0] : undefined;
}

function isLevel(sign: string | undefined): sign is Level {
  return sign !== undefined && sign !== "国" && LEVELS.includes(sign);
}

export function rankOf(level: Level): number {
  return RANK[level];
}

/** Whether words can begin a name: with a level, with 各, 有关, 相关, or with a place (「韶关市…」). */
export function opensName(words: string): boolean {
  const bare = foldWidth(words).trim();
  return (
    levelOf(bare) !== undefined ||
    /^(?:各|有关|相关|全[省市县区]|中共|驻|[\u4e00-\u9fff]{2,3}[省市县区州旗][\u4e00-\u9fff])/.test(bare)
  );
}

/** A branch of a higher body that works in the region: 「市公安局郧阳分局」. */
export function isBranch(name: string): boolean {
  return /(?:分局|分公司|支行|分行|分中心|支队|大队|分院)$/.test(name);
}

function withoutBrackets(text: string): string {
  return text.replace(/[(〔（][^()〔〕（）]*[)〕）]/g, "");
}
