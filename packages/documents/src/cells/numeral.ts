// Chinese and Arabic numerals of headings, dates and quarters.

const DIGITS = "零一二三四五六七八九";

/** 「十二」 is 12, 「二〇二一」 is 2021, "21" is 21; undefined for anything else. */
export function toNumber(numeral: string): number | undefined {
  const text = numeral.replace(/[〇○]/g, "零");
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[零一二三四五六七八九]+$/.test(text)) return Number([...text].map((sign) => DIGITS.indexOf(sign)).join(""));
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(text);
  if (!tens) return undefined;
  return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
}
