// Headings without numerals, in a row of their own.
import { leadingNumber } from "../cells/number.ts";

/** Whether words that stand alone in a row head the rows below: they are few, without a number, and no sentence. */
export function opensRows(words: string): boolean {
  return (
    words.length <= 40 &&
    /[\u4e00-\u9fff]{2}/.test(words) &&
    !/[。；;：:]/.test(words) &&
    leadingNumber(words) === undefined &&
    !/^(?:注|说明|备注)/.test(words)
  );
}
