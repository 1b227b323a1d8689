// Days and times as people read them 日期: in Beijing, by the browser's own words.
import type { Language } from "../texts/sentence.ts";

const locale = (language: Language) => (language === "zh" ? "zh-CN" : "en-GB");
const zone = "Asia/Shanghai";
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The last day that a field for days takes. Where the year stands first, as in a Chinese browser, the field must know that no year has more
 * than four digits: it would otherwise take the first digits of the month for the year's.
 */
export const lastDay = "9999-12-31";

const atNoon = (day: string) => new Date(`${day}T12:00:00+08:00`);

/** Such as 2021年9月20日. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { timeZone: zone, year: "numeric", month: "long", day: "numeric" }).format(
    atNoon(day),
  );

/** Such as 2021年9月20日星期一. */
export const weekdayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
  }).format(atNoon(day));

/** Such as 2021年9月20日 10:00. */
export const instantText = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(new Date(instant));

/** A moment as addresses have it, a day or an instant, in words; null for a position of the log, which is none. */
export function momentText(moment: string, language: Language): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(moment)) return dayText(moment, language);
  return moment.includes("T") ? instantText(moment, language) : null;
}

/**
 * The instant that something is of, in words: its day alone where it is the end of it. Null where no instant is known, and where something is
 * judged by a day that is another one.
 */
export function asOfText(judgedOn: string | null, at: string | null | undefined, language: Language): string | null {
  if (at == null) return null;
  const day = beijingDay(Date.parse(at));
  if (judgedOn !== null && judgedOn !== day) return null;
  return at.endsWith("T15:59:59.999Z") ? dayText(day, language) : instantText(at, language);
}

/** Such as 10:03:20, of this computer's clock. */
export const clockText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { timeZone: zone, timeStyle: "medium", hour12: false }).format(at);

/** The day in Beijing of a moment, in milliseconds since 1970. */
export const beijingDay = (at: number): string => new Date(at + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** A moment of this computer's clock as it is told now: today by the clock alone, before with its day. */
export const agoText = (at: number, now: number, language: Language): string =>
  beijingDay(at) === beijingDay(now)
    ? clockText(at, language)
    : `${dayText(beijingDay(at), language)} ${clockText(at, language)}`;

/** How many days from one to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / dayMs);

/** For how many days something waits on a day, that has waited since an instant. */
export const daysSince = (instant: string, day: string): number =>
  Math.max(0, daysBetween(beijingDay(Date.parse(instant)), day));

/** Days from one on, until before another; without that they go on. */
interface Days {
  readonly from: string;
  readonly until?: string | null | undefined;
}

/** True if a day is one of them. */
export const holdsOn = ({ from, until }: Days, day: string): boolean => from <= day && (until == null || day < until);
