// The messages of our own shapes 填写有误, in both languages. What shapes find by themselves is told by its kind.
import type { Sentence } from "./event.ts";
import { most } from "./most.ts";

/** What is wrong, as it is told after the field's name. A shape carries the English words; the sentence is looked up by them. */
export const faults = {
  region: { zh: "应为六位行政区划代码，如420304", en: "must be a six-digit division code, such as 420304" },
  uuid: { zh: "应为小写的UUID", en: "must be a UUID in lower case" },
  sha256: { zh: "应为小写十六进制的SHA-256", en: "must be a SHA-256 in lower-case hexadecimal" },
  day: { zh: "应为日历上的一天，如2021-11-30", en: "must be a day of the calendar, such as 2021-11-30" },
  url: { zh: "应为http或https网址", en: "must be an http or https address" },
  commandId: {
    zh: `应为UUID，或由字母、数字、“-”和“_”组成，最多${most.commandId}个字符`,
    en: `must be a UUID, or at most ${most.commandId} letters, digits, “-” and “_”`,
  },
  personalCommandId: {
    zh: "命令编号里有电话、身份证或银行卡号；台账不留存个人信息",
    en: "the command id holds a telephone, identity or bank card number; the ledger keeps no personal data",
  },
  halfCharacter: {
    zh: "文字不完整：有半个字符（不成对的代理项）",
    en: "the text is broken: it holds half of a character (a lone surrogate)",
  },
  unseenCharacter: {
    zh: "文字里有控制字符，或名称里有看不见的字符；请删去后再提交",
    en: "the text holds a control character, or the name one that is not seen; take it out and submit again",
  },
  subject: {
    zh: `用户编号由字母、数字和“-_.:|”组成，最多${most.subjectId}个字符；不填姓名、电话、邮箱`,
    en: `a subject id is at most ${most.subjectId} letters, digits and “-_.:|”; no name, telephone or e-mail address`,
  },
  ownSubject: {
    zh: "以“policy:”开头的用户编号是系统自己的",
    en: "a subject that begins with “policy:” is the system itself",
  },
  credentials: {
    zh: "网址里带有用户名或密码；请删去后再提交",
    en: "the address holds a user name or password; take it out and submit again",
  },
  amount: {
    zh: "应为大于零的数，小数点前最多九位、后最多四位，如12.5",
    en: "must be a number above zero, with at most nine digits before the point and four behind it, such as 12.5",
  },
  itemId: {
    zh: "应为任务条目的编号，见该任务的条目列表",
    en: "must be the id of an item of a task, such as p1, p2.1 or a3",
  },
  evidence: { zh: "佐证材料应写明网址、公开路径，或两者", en: "evidence needs a url, a path, or both" },
  rosterTooLong: {
    zh: "名录文件一次最多载入一千个名称（含别名）；请分成几份载入",
    en: "a roster file is loaded with at most 1,000 names, aliases counted; load it in parts",
  },
  joinsAndLeaves: { zh: "一个单位不能同日加入又退出", en: "a unit cannot join and leave on the same day" },
} as const satisfies Record<string, Sentence>;

const chinese: ReadonlyMap<string, string> = new Map(Object.values(faults).map(({ en, zh }) => [en, zh]));

/** The fault in both languages that a shape tells of with this message; null where the message is none of ours. */
export function faultSaid(message: string): Sentence | null {
  const zh = chinese.get(message);
  return zh === undefined ? null : { zh, en: message };
}
