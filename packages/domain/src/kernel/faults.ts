// The messages of our own shapes 填写有误, in both languages; for all others zod has messages.
import type { Sentence } from "./event.ts";

/** A shape carries the English sentence as its message; the Chinese one is looked up by it. */
export const faults = {
  region: { zh: "行政区划应为六位代码，如420304", en: "a region is a six-digit division code, such as 420304" },
  uuid: { zh: "应为小写的UUID", en: "expected a UUID in lower case" },
  sha256: { zh: "应为小写十六进制的SHA-256", en: "expected a SHA-256 in lower-case hexadecimal" },
  commandId: {
    zh: "命令编号应为UUID，或一百个以内的字母、数字、“-”和“_”",
    en: "a command id is a UUID, or up to a hundred letters, digits, “-” and “_”",
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
  ownSubject: {
    zh: "以“policy:”开头的用户编号是系统自己的",
    en: "a subject that begins with “policy:” is the system itself",
  },
  credentials: {
    zh: "网址里带有用户名或密码；请删去后再提交",
    en: "the address holds a user name or password; take it out and submit again",
  },
  evidence: { zh: "佐证材料应写明网址、公开路径，或两者", en: "evidence needs a url, a path, or both" },
  rosterTooLong: {
    zh: "名录文件一次最多载入一千个名称（含别名）；请分成几份载入",
    en: "a roster file is loaded with at most 1,000 names, aliases counted; load it in parts",
  },
  joinsAndLeaves: { zh: "一个单位不能同日加入又退出", en: "a unit cannot join and leave on the same day" },
} as const satisfies Record<string, Sentence>;

const chinese: ReadonlyMap<string, string> = new Map(Object.values(faults).map(({ en, zh }) => [en, zh]));

/** The Chinese for a message in `faults`; any other message is returned unchanged. */
export const faultInChinese = (message: string): string => chinese.get(message) ?? message;
