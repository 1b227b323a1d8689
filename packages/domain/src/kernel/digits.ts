// Reads digits however they are written: of any script and width, as numerals (一三九), percent-encoded, with unseen marks.

/** The numerals that stand for one digit each, as in 一三九. */
const numerals = new Map(
  ["〇零○", "一壹幺", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"].flatMap((signs, value) =>
    [...signs].map((sign): [string, string] => [sign, String(value)]),
  ),
);

// Whatever may be a digit, what may stand between two, and the letters among the characters that are not seen.
const digit = `\\p{Nd}\\p{No}${[...numerals.keys()].join("")}`;
const between = "(?:[^\\p{L}\\p{N}%]|[\\u115f\\u1160\\u3164\\uffa0])*";
const encoded = "%(?:25)*[\\da-f]{2}";
// A landline of Beijing, 010-2345678, has the fewest digits of all numbers that are looked for.
const stretch = new RegExp(`(?:(?:${encoded}|[${digit}])${between}){10,}`, "giu");
const alone = new RegExp(`^${between}(?:[${digit}]${between})+$`, "u");

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
  return [...text.matchAll(stretch)].flatMap(({ 0: found, index }) => {
    const from = Math.max(0, index - around);
    const part = text.slice(from, index + found.length + around);
    return numberSign.test(found) ? [folded(part, from), folded(part, from, true)] : [folded(part, from)];
  });
}

/** True for a text of digits alone, and of what may stand between them. */
export const isDigitsOnly = (text: string): boolean => alone.test(text);

const signs = new RegExp(`(?:${encoded})+|[\\s\\S]`, "giu");
const unseen = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}]/u;

function folded(text: string, offset: number, withoutSigns = false): Digital {
  let plain = "";
  const origins: number[] = [];
  for (const { 0: sign, index } of text.matchAll(signs)) {
    const read = sign.length > 2 && sign.startsWith("%") ? percentDecoded(sign) : sign;
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

/** Decodes %31%33%39, also where it was encoded twice. Where it is no UTF-8 as a whole, what is ASCII is decoded. */
function percentDecoded(sign: string): string {
  try {
    const once = decodeURIComponent(sign);
    return once !== sign && /%[\da-f]{2}/i.test(once) ? percentDecoded(once) : once;
  } catch {
    return sign.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
  }
}
