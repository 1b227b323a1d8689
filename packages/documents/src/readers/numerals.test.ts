// The numerals of Word's numbering.
import { expect, test } from "vitest";
import { numeral } from "./numerals.ts";

test.each([
  ["decimal", 12, "12"],
  ["decimalZero", 3, "03"],
  ["decimalFullWidth", 12, "１２"],
  ["chineseCounting", 1, "一"],
  ["chineseCounting", 10, "十"],
  ["chineseCounting", 12, "十二"],
  ["chineseCounting", 20, "二十"],
  ["chineseCountingThousand", 21, "二十一"],
  ["chineseCountingThousand", 105, "一百零五"],
  ["chineseCountingThousand", 110, "一百一十"],
  ["japaneseCounting", 11, "十一"],
  ["taiwaneseCountingThousand", 3, "三"],
  ["ideographDigital", 20, "二〇"],
  ["chineseLegalSimplified", 12, "壹拾贰"],
  ["ideographTraditional", 3, "丙"],
  ["ideographTraditional", 11, "11"],
  ["ideographZodiac", 2, "丑"],
  ["decimalEnclosedCircle", 1, "①"],
  ["decimalEnclosedCircleChinese", 20, "⑳"],
  ["decimalEnclosedCircle", 21, "21"],
  ["decimalEnclosedParen", 2, "⑵"],
  ["decimalEnclosedFullstop", 2, "⒉"],
  ["ideographEnclosedCircle", 1, "㊀"],
  ["upperLetter", 27, "AA"],
  ["lowerLetter", 2, "b"],
  ["upperRoman", 14, "XIV"],
  ["lowerRoman", 9, "ix"],
  ["notKnown", 4, "4"],
])("%s of %i is %s", (format, count, text) => {
  expect(numeral(format, count)).toBe(text);
});
