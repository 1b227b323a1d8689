// The year before a month or at the head of a date: 「2031年」, 「二〇三一年」, 「明年」, 「22年」.
import { isPlausibleYear } from "./calendar.ts";
import { toNumber } from "./numeral.ts";

/**
 * A year as printed. `value` is null where the words cannot be read as a year, or stand for one that is not known.
 * A year that is printed but not understood is kept as such, so that nobody puts the plan's year in its place.
 */
export interface PrintedYear {
  readonly kind: "whole" | "short" | "relative" | "unknown";
  readonly value: number | null;
  readonly to: number;
}

/** Signs that belong to a number or stand in for one; a run of them is read whole or not at all. */
export const RUN = "\\dA-Za-z〇○零一二三四五六七八九十百×＊*□_?'’‘`";
const YEAR_RUN = new RegExp(`(?<run>[${RUN}]{1,12})\\s{0,2}年(?:度(?!报))?\\s{0,2}`, "y");
const YEAR_WORD = /(?<word>今|本|当|次|明|翌|来|后|去|上一|下一|上|下)年(?:度(?!报))?\s{0,2}/y;
const SHIFT: Readonly<Record<string, number>> = {
  今: 0,
  本: 0,
  当: 0,
  次: 1,
  明: 1,
  翌: 1,
  来: 1,
  下: 1,
  下一: 1,
  后: 2,
  去: -1,
  上: -1,
  上一: -1,
};
/** A year of two digits further from the plan's than this is more likely a number of years. */
const NEAR = 10;

/** The year that begins at a place of a folded text; `plan` is the plan's year. */
export function yearAt(folded: string, at: number, plan: number | null): PrintedYear | undefined {
  YEAR_WORD.lastIndex = at;
  const word = YEAR_WORD.exec(folded)?.groups?.["word"];
  if (word !== undefined) {
    const value = plan === null ? null : plan + (SHIFT[word] ?? 0);
    return { kind: "relative", value, to: YEAR_WORD.lastIndex };
  }
  YEAR_RUN.lastIndex = at;
  const run = YEAR_RUN.exec(folded)?.groups?.["run"];
  return run === undefined ? undefined : { ...yearOfRun(run, plan), to: YEAR_RUN.lastIndex };
}

function yearOfRun(run: string, plan: number | null): Pick<PrintedYear, "kind" | "value"> {
  if (/^(?:\d{4}|[〇○零一二三四五六七八九]{4})$/.test(run)) {
    const value = toNumber(run);
    return value !== undefined && isPlausibleYear(value) ? { kind: "whole", value } : { kind: "unknown", value: null };
  }
  const short = /^['’‘`]?(\d{2}|[〇○零一二三四五六七八九]{2})$/.exec(run)?.[1];
  const value = 2000 + (toNumber(short ?? "") ?? Number.NaN);
  if (plan !== null && Math.abs(value - plan) <= NEAR) return { kind: "short", value };
  return { kind: "unknown", value: null };
}
