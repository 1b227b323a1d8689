// What is said after a name: 「牵头」, 「按职责分工负责」, 「会同」, and where in a sentence it is said.
import { type Saying, sayingOf } from "./relation-word.ts";
import { isUnitName, opensName } from "./unit-name.ts";

/** What units do, as a clause says it. */
export interface Phrase {
  readonly length: number;
  readonly saying: Saying;
  /** The words join a unit that takes part: 会同, 商, 联合. */
  readonly joins: boolean;
  /** The words name next whom the unit helps: 配合, 协助. */
  readonly helps: boolean;
}

const BY_DUTY =
  "(?:(?:按照?|依据?|根据|依照)(?:各自|本?部门|其|工作|法定)?的?(?:职责|职能|分工|任务|责任|权限)(?:和|及|、)?(?:职责|职能|分工|任务|权限|范围)?)";
const MANNER =
  "(?:共同|具体|统筹|分别|分工|各自|联合|主要|全面|总体|总|协同|协调|积极|主动|全力|密切|为主|直接|统一|为|作为|作|第一)";
const DOES =
  "(?:牵头|主办|主责|负总责|负责|责任|承办|配合|协办|协同|协助|参与|参加|支持|会办|落实|实施|推进|推动|抓好|抓实|推动|执行|开展|督办|督查|督导|督促|监督|监管|指导|为主|组织|办理)";
const THEN =
  "(?:单位|部门|工作|落实|实施|推进|组织|办理|完成|抓落实|抓总|协调|执行|监管|监督|管理|做好|开展|协助|配合|负责)";
const PHRASE = new RegExp(`(?:${BY_DUTY}[,、]?)?${MANNER}{0,3}${DOES}{1,3}${THEN}{0,3}|${BY_DUTY}`, "y");
const JOIN = /(?:共同)?(?:会同|会商|联合(?!会|社|国|体|党|工会|执法)|商(?![务贸业标品会场城行联学检]))/y;

/** The phrase at a place of words in half width. */
export function phraseAt(words: string, at: number): Phrase | undefined {
  PHRASE.lastIndex = at;
  const found = PHRASE.exec(words)?.[0];
  if (found === undefined) return undefined;
  return { length: found.length, saying: sayingOf(found), joins: false, helps: HELPS.test(found) };
}

/** How words end that a unit may follow who is helped. */
const HELPS = /(?:配合|协助|支持|协同)$/;

/** Words that no name holds after a name: what follows a unit here is what it does. */
const FIRM =
  /牵头|主办(?!公)|配合|协办(?!公)|会办(?!公)|负责(?!人)|承办|会同|会商|联合(?!会|社|国|体|党|工会|执法)|商(?![务贸业标品会场城行联学检])|按照?(?=[^摩]*(?:职责|分工|职能))|为主(?!题)|总(?=牵头|负责)|作?为(?=(?:第一|主要)?(?:牵头|主办|责任|配合|协办|参与|参加|承办)(?:单位|部门))|督办(?!室|科|处|组|局|中心)|(?:积极|主动|全力|密切|共同)(?=配合|协助|支持)|协助|支持|协同|指导|督促|督导|监督|(?<=[局委办厅镇乡])组织(?!部)/g;
/** Of these, words that names hold too: what follows must begin like a name of its own. */
const ALSO_IN_NAMES = /^(?:协助|支持|协同|指导|督促|督导|监督)$/;
/** Words that also stand in names, and count only where the whole is no name. */
const LOOSE =
  /按照?|依据?|根据|会同|负责|做好|加强|配合|协助|协办(?!公)|协同|参与|参加|承办|主办|会办(?!公)|总(?=牵头|负责)|作?为(?=(?:第一|主要)?(?:牵头|主办|责任|配合|协办|参与|参加|承办)(?:单位|部门))|牵头|落实|抓好|抓实|推动|执行|开展|组织(?!部)|具体|强化|监督(?!管理|局|所|委)|督办|督查(?!室|办|组|科|局|中心)|督导(?!组|办|室|科)|指导(?!中心|站|处|科|组|委)|支持|实施|共同|分别|统筹|推进|督促|(?:积极|主动|全力|密切)(?=配合|协助|支持)|为主|主责|监管(?!局|所|委|办|总局)/g;

/** The first phrase that follows a name, with its place. */
export function phraseAfterName(words: string): (Phrase & { readonly at: number }) | undefined {
  const whole = isUnitName(words);
  for (const { index, 0: verb } of words.matchAll(whole ? FIRM : LOOSE_OR_JOIN)) {
    if (index > LONGEST_NAMES) return undefined;
    if (index < 2 || !isNamesBefore(words.slice(0, index))) continue;
    JOIN.lastIndex = index;
    const join = JOIN.exec(words)?.[0];
    const right = join === undefined ? "" : words.slice(index + join.length);
    if (join !== undefined && isTogether(join, right))
      return { at: index, length: join.length, saying: "charge", joins: true, helps: false };
    if (verb === "商" || verb === "联合" || verb === "会商") continue;
    const phrase = phraseAt(words, index);
    const behind = words.slice(index + phraseLength(phrase));
    if (whole && ALSO_IN_NAMES.test(verb) && !opensName(behind)) continue;
    // 「县财政局会办」 ends like the name of an office.
    const ends = behind === "" && /^(?:会办|协办|承办|主办|组织)$/.test(verb);
    if (phrase && (!whole || ends || isUnitStart(behind))) return { at: index, ...phrase };
    if (!whole)
      return { at: index, length: verb.length, saying: sayingOf(words.slice(index)), joins: false, helps: false };
  }
  return undefined;
}

function phraseLength(phrase: Phrase | undefined): number {
  return phrase?.length ?? 0;
}

const LOOSE_OR_JOIN = new RegExp(
  `${LOOSE.source}|会商|联合(?!会|社|国|体|党|工会|执法)|商(?![务贸业标品会场城行联学检])`,
  "g",
);
/** The most characters that the names before a phrase have. */
const LONGEST_NAMES = 200;

function isNamesBefore(left: string): boolean {
  const names = left.trim();
  // Two characters with a level are the beginning of a name: 县科 in 县科协办.
  if (/^[省市州县区旗][^委]$/.test(names)) return false;
  return isUnitName(names) || isUnitName(names.replace(/等[^等]{0,6}$/, ""));
}

/** Whether a joining word is followed by a unit; 商 stands in too many names to be trusted beside a short one. */
function isTogether(join: string, right: string): boolean {
  const end = right.search(/(?:负责|落实|推进|办理|配合|实施|承办|做好|开展)/);
  const names = (end > 1 ? right.slice(0, end) : right).replace(/(?:共同|联合|按职责分工)$/, "");
  return isUnitName(names) && (join.length > 1 || names.length > 3);
}

/** Whether what follows a phrase begins with a unit, so that the phrase does not belong to one long name. */
function isUnitStart(rest: string): boolean {
  return rest === "" || isUnitName(rest) || isUnitName(rest.replace(/^(?:由|会同)/, ""));
}
