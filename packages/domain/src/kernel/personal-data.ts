// Finds the numbers of persons in what people type 个人信息: telephones, identity numbers, bank cards. None enters the log.
import { isDigitsOnly, stretchesOfDigits } from "./digits.ts";
import { grouped } from "./grouped.ts";
import { findNumber, type NumberKind, type Reading } from "./person-numbers.ts";
import { type FoundText, isOpaque, pathOf, textsIn } from "./texts.ts";

/** A number of a person in a text. The number itself is not part of it, because findings are shown and logged. */
export interface Finding {
  readonly kind: NumberKind;
  /** The place of its first character in the text, from 1. */
  readonly at: number;
}

/** A finding in a command, with its field, such as `progress.text`. */
export interface FieldFinding extends Finding {
  readonly field: string;
}

const address = /https?:\/\/[!-~]+/giu;

/** Finds the first number of a person in a text. */
export function personalDataInText(text: string, reading: Reading = "prose"): Finding | null {
  const stretches = stretchesOfDigits(text);
  if (stretches.length === 0) return null;
  const isAddress = new Uint8Array(text.length);
  for (const { 0: found, index } of text.matchAll(address)) isAddress.fill(1, index, index + found.length);
  for (const { plain, origins } of stretches) {
    const found = findNumber(plain, (place) => (isAddress[origins[place] ?? 0] ? "code" : reading));
    if (found) return { kind: found.kind, at: [...text.slice(0, origins[found.from])].length + 1 };
  }
  return null;
}

/** True if a text holds the number of a person. */
export const holdsPersonalData = (text: string): boolean => personalDataInText(text) !== null;

/** Looks through every text of a value; the first finding, or null. What is printed in a table is looked through so. */
export function personalDataInTexts(value: unknown): FieldFinding | null {
  for (const { path, text } of textsIn(value)) {
    const found = isOpaque(text) ? null : personalDataInText(text);
    if (found) return { ...found, field: pathOf(path) };
  }
  return null;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Looks through a command of a person. It is one rule for all commands, so that a new action cannot forget it. A number
 * spread over the texts of a list (the path 139 → 1234 → 5678), or over texts that hold digits alone, is found as well,
 * at the field where it begins.
 */
export function personalDataIn(command: unknown): FieldFinding | null {
  const texts = [...textsIn(command)].filter(({ text }) => !isOpaque(text) && !isoDay.test(text));
  const lists = grouped(
    texts.filter(({ path }) => typeof path.at(-1) === "number"),
    ({ path }) => pathOf(path.slice(0, -1)),
  );
  const joined = [...lists.values(), texts.filter(({ text }) => isDigitsOnly(text))];
  return personalDataInTexts(command) ?? joined.map(spreadOver).find((found) => found !== null) ?? null;
}

/** A number that is spread over texts. */
function spreadOver(texts: readonly FoundText[]) {
  const found = texts.length > 1 ? personalDataInText(texts.map(({ text }) => text).join(" ")) : null;
  if (found === null) return null;
  let before = 0;
  for (const { path, text } of texts) {
    const length = [...text].length + 1;
    if (found.at <= before + length) return { kind: found.kind, at: found.at - before, field: pathOf(path) };
    before += length;
  }
  return null;
}

const kindNames = {
  mobile: { zh: "手机号", en: "a mobile number" },
  landline: { zh: "固定电话号码", en: "a landline number" },
  identity: { zh: "身份证号", en: "an identity number" },
  bankCard: { zh: "银行卡号", en: "a bank card number" },
} as const satisfies Record<NumberKind, { zh: string; en: string }>;

/** A finding in words, for people in both languages. It does not repeat the number. */
export function tellFinding({ kind, at, field }: FieldFinding): string {
  const { zh, en } = kindNames[kind];
  return `${field}：第${at}字起似为${zh} / ${field}: what looks like ${en} begins at character ${at}`;
}
