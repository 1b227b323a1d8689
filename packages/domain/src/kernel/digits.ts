// Reads digits however they are written: of any script and width, as numerals (一三九), percent-encoded, with unseen marks.

/** The numerals that stand for one digit each, as in 一三九. */
const numerals = new Map(
  ["〇零○", "一壹幺", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"].flatMap((signs, value) =>
    [...signs].map((sign): [string, string] => [sign, String(value)]),
  ),
);

// A byte as %31, also where it was encoded twice (%2531), and the bytes of one character of UTF-8, of which %25 comes last.
const byte = (high: string) => `%(?:25)*${high}[\\da-f]`;
const following = (count: number) => `(?:${byte("[89ab]")}){${count}}`;
const character = [byte("f") + following(3), byte("e") + following(2), byte("[cd]") + following(1), byte("[0-7]")].join(
  "|",
);

// Whatever may be a digit, what may stand between two, and the letters among the characters that are not seen.
const digit = `[\\p{Nd}\\p{No}${[...numerals.keys()].join("")}]`;
const sign = `${byte("[\\da-f]")}|${digit}`;
const between = "[^\\p{L}\\p{N}%]|[\\u115f\\u1160\\u3164\\uffa0]";
// An engine remembers a way back for every repetition, and has no room for those of some millions.
const piece = new RegExp(`(?:${sign}|${between}){1,1000}`, "iuy");
const other = new RegExp(`(?!${digit}|${between})[\\s\\S]`, "u");
// A landline of Beijing, 010-2345678, has the fewest digits of all numbers that are looked for.
const fewestDigits = 10;

/** A part of a text in which every digit is one of 0-9, without what is not seen. */
export interface Digital {
  readonly plain: string;
  /** For each character, its place in the whole text. */
  readonly origins: readonly number[];
}

// Enough for the words before a number and the unit after it.
const around = 48;

const numberSign = new RegExp(`[\\p{No}${[...numerals.keys()].join("")}]`, "u");

/**
 * The parts of a text that have ten digits or more with no letter between them, each with a little of what is around. One
 * with numerals or numbered signs is read twice, with and without them: in 张三139… and ①139… they are no digits of the
 * number.
 */
export function stretchesOfDigits(text: string): Digital[] {
  const stretches: Digital[] = [];
  const signs = new RegExp(sign, "giu");
  for (let first = signs.exec(text); first !== null; first = signs.exec(text)) {
    const end = endOfStretch(text, first.index);
    const found = text.slice(first.index, end);
    const count = found.match(signs)?.length ?? 0;
    signs.lastIndex = end;
    if (count < fewestDigits) continue;
    const from = Math.max(0, first.index - around);
    const part = text.slice(from, end + around);
    stretches.push(folded(part, from));
    if (numberSign.test(found)) stretches.push(folded(part, from, true));
  }
  return stretches;
}

/** Where digits, and what may stand between them, end that begin at a place. */
function endOfStretch(text: string, from: number): number {
  let end = from;
  for (piece.lastIndex = from; piece.test(text); ) end = piece.lastIndex;
  return end;
}

const aDigit = new RegExp(digit, "u");

/** True for a text of digits alone, and of what may stand between them. */
export const isDigitsOnly = (text: string): boolean => aDigit.test(text) && !other.test(text);

const characters = new RegExp(`${character}|[\\s\\S]`, "giu");
const unseen = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}]/u;

function folded(text: string, offset: number, withoutSigns = false): Digital {
  let plain = "";
  const origins: number[] = [];
  for (const { 0: found, index } of text.matchAll(characters)) {
    const read = found.length > 2 ? percentDecoded(found) : found;
    for (const each of read) {
      const isUnseen = unseen.test(each) && !/\s/.test(each);
      const seen = isUnseen ? "" : withoutSigns && numberSign.test(each) ? "第" : plainSign(each);
      plain += seen;
      for (let at = 0; at < seen.length; at++) origins.push(offset + index);
    }
  }
  return { plain, origins };
}

function plainSign(sign: string): string {
  if (sign < "\u007f") return sign;
  const numeral = numerals.get(sign);
  if (numeral !== undefined) return numeral;
  const compatible = sign.normalize("NFKC");
  const code = compatible.codePointAt(0) ?? 0;
  if (compatible < "\u007f" || !/^\p{Nd}$/u.test(compatible)) return compatible;
  // The digits of other scripts stand in tens that begin at a multiple of 16, or six after one.
  const low = code % 16;
  return String(/^\p{Nd}$/u.test(String.fromCodePoint(code - low)) ? low : low - 6);
}

/** Decodes a character, also where it was encoded twice. One that UTF-8 does not know stays as it is. */
function percentDecoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes.replace(/%(?:25)+(?=[\da-f]{2})/gi, "%"));
  } catch {
    return bytes;
  }
}
