// How Excel shows a number in a cell: by the number format of the cell, as a date, a percentage or a plain number.

/** How numbers are shown: by the codes of the formats that a file defines, and whether its days count from 1904. */
export interface NumberStyle {
  /** The code of the format, such as `yyyy"年"m"月"`. */
  readonly code: string;
  readonly from1904: boolean;
}

/** The formats every Excel has, by number, as one in Chinese shows them. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, "0"],
  [2, "0.00"],
  [3, "#,##0"],
  [4, "#,##0.00"],
  [9, "0%"],
  [10, "0.00%"],
  [14, "yyyy/m/d"],
  [15, "yyyy/m/d"],
  [16, "m/d"],
  [17, "yyyy/m"],
  [18, "h:mm"],
  [19, "h:mm:ss"],
  [20, "h:mm"],
  [21, "h:mm:ss"],
  [22, "yyyy/m/d h:mm"],
  [27, "yyyy年m月"],
  [28, "m月d日"],
  [29, "m月d日"],
  [30, "yyyy/m/d"],
  [31, "yyyy年m月d日"],
  [32, "h:mm"],
  [33, "h:mm:ss"],
  [34, "h:mm"],
  [35, "h:mm:ss"],
  [36, "yyyy年m月"],
  [37, "#,##0"],
  [38, "#,##0"],
  [39, "#,##0.00"],
  [40, "#,##0.00"],
  [45, "h:mm"],
  [47, "h:mm:ss"],
  [50, "yyyy年m月"],
  [51, "m月d日"],
  [52, "yyyy年m月"],
  [53, "m月d日"],
  [54, "m月d日"],
  [55, "h:mm"],
  [56, "h:mm:ss"],
  [57, "yyyy年m月"],
  [58, "m月d日"],
]);

/** The code of a format that the file itself does not define. */
export function builtInCode(id: number): string {
  return BUILT_IN.get(id) ?? "General";
}

/** Shows a number as a cell does. */
export type ShowNumber = (value: number) => string;

/**
 * How a format shows numbers. A date is written 「2031年6月30日」 whatever signs the format puts between its parts, with
 * the parts that the format shows: a cell that shows 「6月30日」 has the year in which it was typed, which may be any.
 */
export function numberFormat({ code, from1904 }: NumberStyle): ShowNumber {
  const sections = splitSections(code.slice(0, MAX_CODE)).map(readSection);
  const [first, negative, zero] = sections;
  return (value) => {
    const section = (value < 0 && negative) || (value === 0 && zero) || first;
    if (section === undefined) return general(value);
    if (section.isDate) return shownDate(value, section.signs, from1904) ?? general(value);
    if (section.number === undefined) return general(value);
    const sign = value < 0 && section === first ? "-" : "";
    return sign + section.before + section.number(Math.abs(value)) + section.after;
  };
}

interface Section {
  readonly isDate: boolean;
  /** The letters of the date, in lower case and in order. */
  readonly signs: string;
  readonly before: string;
  readonly after: string;
  readonly number?: (value: number) => string;
}

const MAX_CODE = 255;

/** Parts a code at its semicolons, those within quotes excepted. */
function splitSections(code: string): string[] {
  return code.match(/(?:"[^"]*"|\\.|[^;"\\]|["\\])+/g) ?? [];
}

/** A literal, a sign that stands for itself, a condition or colour, a filler, or any other sign. */
const TOKEN = /"([^"]*)"|\\(.)|\[([^\]]*)\]|[_*].|([\s\S])/g;

function readSection(written: string): Section {
  const code = written.replace(/General/i, "0.##########");
  let signs = "";
  let before = "";
  let after = "";
  let pattern = "";
  for (const [token, quoted, escaped, bracketed, plain] of code.matchAll(TOKEN)) {
    const literal = quoted ?? escaped;
    if (literal !== undefined) {
      if (pattern === "") before += literal;
      else after += literal;
    } else if (plain === undefined) {
      // [h] counts hours beyond a day; any other brackets hold a colour, a condition or a language.
      if (bracketed !== undefined && /^[hms]+$/i.test(bracketed)) signs += "h";
    } else if (/[0#?.,%Ee+]/.test(token)) pattern += token;
    else if (/[ymdhs]/i.test(token)) signs += token.toLowerCase();
    else if (pattern === "") before += token;
    else after += token;
  }
  if (written.replace(/\[[^\]]*\]/g, "") === "General") return { isDate: false, signs: "", before: "", after: "" };
  const isDate = signs !== "" && !/[0#]/.test(pattern.replace(/\.0+$/, ""));
  if (isDate || !/[0#?]/.test(pattern)) return { isDate, signs, before, after };
  return { isDate, signs, before, after, number: numberShown(pattern) };
}

function numberShown(pattern: string): (value: number) => string {
  if (/e/i.test(pattern)) return general;
  const percent = pattern.includes("%");
  const [whole = "", fraction = ""] = pattern.replace(/%/g, "").split(".");
  const least = fraction.match(/0/g)?.length ?? 0;
  const most = fraction.match(/[0#?]/g)?.length ?? 0;
  const digits = whole.match(/0/g)?.length ?? 0;
  const grouped = /[#0?],[#0?]/.test(whole);
  return (value) => {
    const shown = percent ? value * 100 : value;
    if (shown >= 1e15) return general(value);
    // Computed values end in noise such as 0.30000000000000004, which 15 digits do not show.
    const [left = "0", right = ""] = Number(shown.toPrecision(15)).toFixed(Math.min(most, 15)).split(".");
    let kept = right.length;
    while (kept > least && right[kept - 1] === "0") kept--;
    const padded = left.padStart(digits, "0");
    const text = grouped ? padded.replace(/\B(?=(?:\d{3})+$)/g, ",") : padded;
    return text + (kept > 0 ? `.${right.slice(0, kept)}` : "") + (percent ? "%" : "");
  };
}

/** A number without a format: up to eleven figures, as Excel shows it in a wide cell. */
function general(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(11)));
}

const DAY_MS = 86_400_000;
/** The day before the first of 1900, and the first of 1904. */
const ZERO_1900 = Date.UTC(1899, 11, 31);
const ZERO_1904 = Date.UTC(1904, 0, 1);
/** Excel has a 29 February 1900, which never was; it is day 60. */
const FALSE_LEAP_DAY = 60;
const LAST_DAY = 2_958_465;

/** A day number as a date; undefined where it is none. */
function shownDate(value: number, signs: string, from1904: boolean): string | undefined {
  if (value < 0 || value > LAST_DAY) return undefined;
  const minutes = Math.round(value * 1440);
  const day = Math.floor(minutes / 1440);
  const hasDay = /[yd]/.test(signs);
  if (hasDay && !from1904 && day === 0) return undefined;
  const shift = !from1904 && day >= FALSE_LEAP_DAY ? 1 : 0;
  const date = new Date((from1904 ? ZERO_1904 : ZERO_1900) + (day - shift) * DAY_MS);
  const year = signs.includes("y") ? `${date.getUTCFullYear()}年` : "";
  // Beside hours or seconds alone the letter means minutes.
  const month = signs.includes("m") && (hasDay || !/[hs]/.test(signs)) ? `${date.getUTCMonth() + 1}月` : "";
  const dayOf = signs.includes("d") ? `${date.getUTCDate()}日` : "";
  const clock = signs.includes("h")
    ? `${Math.floor((minutes % 1440) / 60)}:${String(minutes % 60).padStart(2, "0")}`
    : "";
  const shown = [year + month + dayOf, clock].filter((part) => part !== "").join(" ");
  return shown === "" ? undefined : shown;
}

/** A date of the ISO form that strict files hold, shown in the same way. */
export function shownIsoDate(text: string): string {
  const [, year, month, day, clock] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(text) ?? [];
  if (year === undefined) return text;
  const date = `${Number(year)}年${Number(month)}月${Number(day)}日`;
  return clock === undefined || clock === "00:00" ? date : `${date} ${clock}`;
}
