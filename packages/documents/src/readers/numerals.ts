// The numerals in which Word counts paragraphs (`numFmt`), as they are printed.

const DIGITS = "〇一二三四五六七八九";
const PLACES = ["", "十", "百", "千"];
const LEGAL = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_PLACES = ["", "拾", "佰", "仟"];
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

const FORMATS: Readonly<Record<string, (count: number) => string | undefined>> = {
  decimalZero: (count) => String(count).padStart(2, "0"),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  upperLetter: (count) => letters(count, 0x41),
  lowerLetter: (count) => letters(count, 0x61),
  upperRoman: (count) => roman(count),
  lowerRoman: (count) => roman(count)?.toLowerCase(),
  chineseCounting: han,
  chineseCountingThousand: han,
  japaneseCounting: han,
  taiwaneseCounting: han,
  taiwaneseCountingThousand: han,
  koreanCounting: han,
  ideographDigital: (count) => digits(count),
  japaneseDigitalTenThousand: (count) => digits(count),
  taiwaneseDigital: (count) => digits(count),
  chineseLegalSimplified: (count) => spelled(count, LEGAL, LEGAL_PLACES, "零"),
  ideographLegalTraditional: (count) => spelled(count, LEGAL, LEGAL_PLACES, "零"),
  japaneseLegal: (count) => spelled(count, LEGAL, LEGAL_PLACES, "零"),
  ideographTraditional: (count) => STEMS[count - 1],
  ideographZodiac: (count) => BRANCHES[count - 1],
  decimalEnclosedCircle: (count) => within(count, 20, 0x2460),
  decimalEnclosedCircleChinese: (count) => within(count, 20, 0x2460),
  decimalEnclosedParen: (count) => within(count, 20, 0x2474),
  decimalEnclosedFullstop: (count) => within(count, 20, 0x2488),
  ideographEnclosedCircle: (count) => within(count, 10, 0x3280),
};

/** The count in this format. Formats that are not known, and counts beyond those a format has signs for, are decimal. */
export function numeral(format: string, count: number): string {
  return FORMATS[format]?.(count) ?? String(count);
}

function han(count: number): string | undefined {
  const text = spelled(count, DIGITS, PLACES, "零");
  return count >= 10 && count < 20 ? text?.slice(1) : text;
}

function spelled(count: number, signs: string, places: readonly string[], zero: string): string | undefined {
  if (count < 1 || count > 9999) return undefined;
  const figures = [...String(count)].map(Number);
  let text = "";
  let skipped = false;
  figures.forEach((figure, at) => {
    if (figure === 0) {
      skipped = true;
      return;
    }
    text += (skipped ? zero : "") + (signs[figure] ?? "") + (places[figures.length - 1 - at] ?? "");
    skipped = false;
  });
  return text;
}

function digits(count: number): string {
  return [...String(count)].map((figure) => DIGITS[Number(figure)] ?? figure).join("");
}

function fullWidth(count: number): string {
  return [...String(count)].map((figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)).join("");
}

/** Word goes on after Z with AA, BB, CC. */
function letters(count: number, first: number): string | undefined {
  if (count < 1 || count > 26 * 30) return undefined;
  return String.fromCharCode(first + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

function roman(count: number): string | undefined {
  if (count < 1 || count > 3999) return undefined;
  let left = count;
  let text = "";
  for (const [value, signs] of ROMAN) {
    while (left >= value) {
      text += signs;
      left -= value;
    }
  }
  return text;
}

function within(count: number, most: number, first: number): string | undefined {
  return count >= 1 && count <= most ? String.fromCharCode(first + count - 1) : undefined;
}
