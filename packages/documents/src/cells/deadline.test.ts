// The deadline column, case by case: what each printed deadline is read as, and what is said about it.
import { describe, expect, test } from "vitest";
import { isDeadline, readDeadline } from "./deadline.ts";

type Case = readonly [cell: string, day: string, ...doubts: string[]];

/** The reading on one line: the kind or the days, what goes with them, and the doubts without their prefix. */
function reading(cell: string, year: number | null): readonly string[] {
  const { kind, date, days, ongoing, doubts } = readDeadline(cell, year);
  const day = days?.join(" ") ?? date ?? kind;
  return [ongoing ? `${day} ongoing` : day, ...doubts.map((doubt) => doubt.replace("DEADLINE_", ""))];
}

function reads(cases: readonly Case[], year: number | null = 2031) {
  test.each(cases.map((each) => [each[0], each.slice(1)] as const))("%s", (cell, expected) => {
    expect(reading(cell, year)).toEqual(expected);
  });
}

describe("a day", () => {
  const clear: readonly Case[] = [
    ["2031年11月底前", "2031-11-30"],
    ["2031年2月底前", "2031-02-28"],
    ["2032年2月底", "2032-02-29"],
    ["2031年12月31日前", "2031-12-31"],
    ["2031年6月1日", "2031-06-01"],
    ["２０３１年１１月底前", "2031-11-30"],
    ["二〇三一年十一月三十日", "2031-11-30"],
    ["二〇三一年六月", "2031-06-30"],
    ["2031年", "2031-12-31"],
    ["2031年度", "2031-12-31"],
    ["2031年底", "2031-12-31"],
    ["2031年年底前", "2031-12-31"],
    ["2031年内", "2031-12-31"],
    ["年底前", "2031-12-31"],
    ["年内", "2031-12-31"],
    ["今年内", "2031-12-31"],
    ["今年年底前", "2031-12-31"],
    ["本年度", "2031-12-31"],
    ["10月底前", "2031-10-31"],
    ["六月底", "2031-06-30"],
    ["6月15", "2031-06-15"],
    ["6月15前", "2031-06-15"],
    ["2031年06", "2031-06-30", "SIGN_MISSING"],
    ["2031年6.30", "2031-06-30"],
    ["次年1月底前", "2032-01-31"],
    ["明年一季度", "2032-03-31"],
    ["2031年6月上旬", "2031-06-10"],
    ["2031年6月中旬前", "2031-06-20"],
    ["2031年6月下旬", "2031-06-30"],
    ["6月上半月", "2031-06-15"],
    ["6月下半月", "2031-06-30"],
    ["6月最后一天", "2031-06-30"],
    ["2031年第一季度", "2031-03-31"],
    ["二季度末", "2031-06-30"],
    ["第三季度", "2031-09-30"],
    ["Q3", "2031-09-30"],
    ["2031年Q4", "2031-12-31"],
    ["前三季度", "2031-09-30"],
    ["2031年前三季度", "2031-09-30"],
    ["2031年上半年", "2031-06-30"],
    ["下半年", "2031-12-31"],
    ["2031.6.30", "2031-06-30"],
    ["2031-06-30", "2031-06-30"],
    ["2031/6/30", "2031-06-30"],
    ["2031.06", "2031-06-30"],
    ["2031/9", "2031-09-30"],
    ["20310630", "2031-06-30"],
    ["203106", "2031-06-30"],
    ["2031 年 9 月底 前", "2031-09-30"],
    ["6月30日18时前", "2031-06-30"],
    ["不得晚于6月30日", "2031-06-30"],
    ["最迟6月30日", "2031-06-30"],
    ["不迟于2031年6月底", "2031-06-30"],
    ["截至6月底", "2031-06-30"],
    ["2031年6月30日止", "2031-06-30"],
    ["力争2031年6月底前完成", "2031-06-30"],
    ["6月底前完成年报", "2031-06-30"],
    ["2031年，6月底前", "2031-06-30"],
    ["2031年6月内", "2031-06-30"],
  ];
  reads(clear);

  test.each(clear.map(([cell]) => cell))("%s may stand in a deadline column", (cell) => {
    expect(isDeadline(cell)).toBe(!/^\d{6,8}$/.test(cell));
  });
});

describe("no day, and nothing to ask", () => {
  reads([
    ["", "none"],
    ["/", "none"],
    ["—", "none"],
    ["无", "none"],
    ["持续推进", "ongoing"],
    ["长期坚持", "ongoing"],
    ["常年", "ongoing"],
    ["全年", "ongoing"],
    ["贯穿全年", "ongoing"],
    ["随时", "ongoing"],
    ["每季度", "ongoing"],
    ["每半年", "ongoing"],
    ["每半月", "ongoing"],
    ["每双周", "ongoing"],
    ["每周一次", "ongoing"],
    ["隔月", "ongoing"],
    ["半年一次", "ongoing"],
    ["逐月", "ongoing"],
    ["一季度一次", "ongoing"],
  ]);
});

describe("a start is no due day", () => {
  reads([
    ["2031年起", "ongoing", "IS_START"],
    ["自2031年3月1日起", "ongoing", "IS_START"],
    ["从3月起", "ongoing", "IS_START"],
    ["自3月", "ongoing", "IS_START"],
    ["3月启动", "ongoing", "IS_START"],
    ["2031年3月启动，持续推进", "ongoing", "IS_START"],
    ["自2031年1月1日起施行", "ongoing", "IS_START"],
    ["1月1日施行", "ongoing", "IS_START"],
    ["6月底前启动", "2031-06-30", "OF_START"],
    ["6月前启动", "2031-06-30", "OF_START", "UNCLEAR"],
    ["2031年3月实施", "2031-03-31", "OF_START"],
    ["3月启动，12月底前完成", "2031-12-31", "SEVERAL_DATES"],
    ["3月至今", "ongoing", "IS_START"],
    ["2031年3月—长期", "ongoing", "IS_START"],
    ["12月底前完成，2032年1月启动二期", "2031-12-31", "IS_START"],
    ["6月起草方案", "2031-06-30"],
  ]);
});

describe("a day and more", () => {
  reads([
    ["2031年5月底前完成，长期坚持", "2031-05-31 ongoing", "AND_ONGOING"],
    ["持续推进，2031年12月底前", "2031-12-31 ongoing", "AND_ONGOING"],
    ["2031年全年", "2031-12-31 ongoing", "AND_ONGOING"],
    ["6月底前完成，每季度更新", "2031-06-30 ongoing", "AND_ONGOING"],
    ["长期（2031年12月底前取得阶段性成效）", "2031-12-31 ongoing", "AND_ONGOING"],
    ["2031年11月前", "2031-11-30", "UNCLEAR"],
    ["第三季度前", "2031-09-30", "UNCLEAR"],
    ["三季度末前", "2031-09-30"],
    ["10月1日（国庆节）前", "2031-10-01", "BY_EVENT"],
    ["春节前完成，6月底前验收", "2031-06-30", "BY_EVENT"],
    ["6月底前完成，次月上报", "2031-06-30", "PARTLY_READ"],
    ["已完成方案，6月底前上线", "2031-06-30", "DONE"],
  ]);
});

describe("several days", () => {
  reads([
    ["2031年3月至5月", "2031-05-31", "SEVERAL_DATES"],
    ["2031年3月—9月", "2031-09-30", "SEVERAL_DATES"],
    ["1-6月", "2031-06-30", "SEVERAL_DATES"],
    ["7~8月", "2031-08-31", "SEVERAL_DATES"],
    ["第一至三季度", "2031-09-30", "SEVERAL_DATES"],
    ["2021-2023年", "2023-12-31", "SEVERAL_DATES"],
    ["2021年至2023年", "2023-12-31", "SEVERAL_DATES"],
    ["2031.3-2031.6", "2031-06-30", "SEVERAL_DATES"],
    ["2031.3-6", "2031-06-30", "SEVERAL_DATES"],
    ["3月1日至15日", "2031-03-15", "SEVERAL_DATES"],
    ["2031年11月至2032年3月", "2032-03-31", "SEVERAL_DATES"],
    ["10月至次年3月", "2032-03-31", "SEVERAL_DATES"],
    ["6月初至8月底", "2031-08-31", "SEVERAL_DATES"],
    ["5月上旬至中旬", "2031-05-20", "SEVERAL_DATES"],
    ["5月上旬到下旬", "2031-05-31", "SEVERAL_DATES"],
    ["5月上、中旬", "2031-05-10 2031-05-20", "DAYS_LISTED"],
    ["第二季度末至第三季度", "2031-09-30", "SEVERAL_DATES"],
    ["3月、9月", "2031-03-31 2031-09-30", "DAYS_LISTED"],
    ["6月底前和12月底前", "2031-06-30 2031-12-31", "DAYS_LISTED"],
    ["3、6、9、12月底前", "2031-03-31 2031-06-30 2031-09-30 2031-12-31", "DAYS_LISTED"],
    ["2031年7、8月", "2031-07-31 2031-08-31", "DAYS_LISTED"],
    ["一、二季度", "2031-03-31 2031-06-30", "DAYS_LISTED"],
    ["2032年3月、9月", "2032-03-31 2032-09-30", "DAYS_LISTED"],
    ["第一批6月底前，第二批12月底前", "2031-06-30 2031-12-31", "DAYS_LISTED"],
    ["1、6月底前完成方案；2、9月底前完成建设", "2031-06-30 2031-09-30", "DAYS_LISTED"],
    ["9月底前、3月底前", "2031-03-31 2031-09-30", "YEAR_GUESSED", "DAYS_LISTED"],
    ["每年3月和9月", "ongoing", "RECURS"],
    ["每年12月底前", "ongoing", "RECURS"],
    ["每年底", "ongoing", "RECURS"],
    ["每月5日前", "ongoing", "RECURS"],
    ["每季度末", "ongoing", "RECURS"],
    ["每季度次月10日前", "ongoing", "RECURS"],
    ["每半年末", "ongoing", "RECURS"],
    ["每月第一周", "ongoing", "RECURS"],
    ["每月最后一个工作日前", "ongoing", "RECURS"],
    ["每周一", "ongoing", "RECURS"],
    ["每星期五前", "ongoing", "RECURS"],
    ["逢单月", "ongoing", "RECURS"],
    ["6月底前，每周五报送", "2031-06-30 ongoing", "AND_ONGOING", "RECURS"],
  ]);

  test("what comes back is kept with its days", () => {
    expect(readDeadline("每年3月和9月", 2031).cadence).toEqual(["每年3月和9月"]);
    expect(readDeadline("长期，每年12月报送", 2031).cadence).toEqual(["每年12月"]);
    expect(readDeadline("6月底前完成，每季度更新", 2031).cadence).toEqual(["每季度"]);
    expect(readDeadline("每周一、周五", 2031).cadence).toEqual(["每周一、周五"]);
    expect(readDeadline("每周一次", 2031).cadence).toEqual(["每周"]);
    expect(readDeadline("每月5日前", 2031).cadence).toEqual(["每月5日"]);
    expect(readDeadline("每季度末月25日前，定期通报", 2031).cadence).toEqual(["每季度末月25日", "定期"]);
  });
});

describe("words without a day", () => {
  reads([
    ...["元旦前", "春节前", "2031年春节前", "清明", "五一前", "2031年中秋前", "国庆节前"].map(noDay("BY_EVENT")),
    ...["2031年汛期前", "供暖季前", "高考前", "开学前", "两会前", "秋收后", "入冬前"].map(noDay("BY_EVENT")),
    ...["即时", "即知即改", "立行立改", "立即整改", "立整立改"].map(noDay("AT_ONCE")),
    ...["已完成", "已办结", "已销号", "已于2031年5月完成"].map(noDay("DONE")),
    ...["限期", "按时序", "适时", "按要求", "按上级要求时限", "根据工作进度", "尽快", "待定"].map(noDay("NOT_READ")),
    ...["上旬", "月底", "本月底", "次月5日前", "年初", "6月初", "“十四五”末", "6.30"].map(noDay("NOT_READ")),
    ...["6月左右", "6月以后", "6月底前后"].map(noDay("NOT_READ")),
    // Offices count weeks in more than one way, and working days need the calendar of the year.
    ...["6月第二周", "6月第2周前", "6月最后一周", "6月第三个星期五", "6月15日当周"].map(noDay("NOT_READ")),
    ...["6月第一个工作日", "6月前10日", "2031.6第二周"].map(noDay("NOT_READ")),
    ...["第三季度初", "第三季度中", "第三季度中旬", "第三季度首月", "二季度中期"].map(noDay("NOT_READ")),
    // A range whose end is not understood is not due when it begins.
    ...["3月至项目完成", "5月15日至月底", "2031年3月-"].map(noDay("NOT_READ")),
    ["政策出台后3个月内", "none", "RELATIVE_DEADLINE"],
    ["实施办法印发后30日内", "none", "RELATIVE_DEADLINE"],
    ["5个工作日内", "none", "RELATIVE_DEADLINE"],
    ["一年内", "none", "RELATIVE_DEADLINE"],
    ["6月内", "none", "RELATIVE_DEADLINE"],
  ]);
});

test.each(["立行立改", "已完成", "春节前", "2031年汛期前"])("%s may stand in a deadline column", (cell) => {
  expect(isDeadline(cell)).toBe(true);
});

describe("dates of other texts", () => {
  reads(
    [
      "国发〔2019〕3号",
      "《示例条例（2020年版）》",
      "2019年第5号令",
      "根据2021年5月1日施行的条例",
      "按照2031年3月1日印发的方案",
    ].map(noDay("NOT_READ")),
  );
});

describe("signs that are not understood leave the day unread", () => {
  reads([
    ...["某年6月", "2O31年6月底前", "次次年6月", "202年6月", "20311年6月", "XX年6月", "×月底前"].map(noDay("NOT_READ")),
    ...["3/6月", "第6月", "3月6月", "市水利局6月底前", "某年，6月底前", "2O31年3月至6月"].map(noDay("NOT_READ")),
    ...["11月至3月", "2031.3.1-15", "2031年6月3O日", "22.6.30", "说明年底前"].map(noDay("NOT_READ")),
    ...["2月30日", "2031年2月30日", "13月", "6月31日", "一二月", "6月底前，2月30日复查"].map(noDay("NO_SUCH_DAY")),
    ["农历六月底前", "none", "NOT_READ", "BY_EVENT"],
  ]);
});

describe("a year that is printed is never passed over", () => {
  reads(
    [
      ["22年6月底前", "2022-06-30", "YEAR_GUESSED"],
      ["’22年6月", "2022-06-30", "YEAR_GUESSED"],
      ["二二年六月", "2022-06-30", "YEAR_GUESSED"],
      ["98年6月", "none", "NOT_READ"],
      ["22年", "none", "NOT_READ"],
      ["2022年计划6月底前", "2022-06-30", "YEAR_GUESSED"],
      ["2022年，6月底前", "2022-06-30", "YEAR_GUESSED"],
      ["6月底前（2022年）", "2021-06-30 2022-12-31", "YEAR_GUESSED", "DAYS_LISTED"],
    ],
    2021,
  );

  test("a year of the plan is said to be one", () => {
    expect(readDeadline("6月底前", 2031).yearFrom).toBe("plan");
    expect(readDeadline("2031年6月底前", 2031).yearFrom).toBeUndefined();
    expect(readDeadline("2031年3月、9月", 2031).yearFrom).toBeUndefined();
  });
});

describe("in a plan without a year", () => {
  reads(
    [
      ["10月底前", "none", "YEAR_MISSING"],
      ["年底前", "none", "YEAR_MISSING"],
      ["明年6月", "none", "YEAR_MISSING"],
      ["2031年10月底前", "2031-10-31"],
      ["22年6月", "none", "NOT_READ"],
    ],
    null,
  );
});

/** What may stand before a date with the plan's year: a mark, a word that leads up to it, or another date and a joiner. */
const ALLOWED =
  /(?:^|[,，;；:：。、（）“”]|[于在至到并和及或自从]|力争|确保|最迟|截至|完成|第[\d十一二三]{1,2}次|[今本当]年度?|[月底末]\d?前|月\d[、，]|[月日度底末]\s+$|[月日度底末]\s*[—~-]{1,2}|^\s*[—-]{1,2}|——)\s*$/;
/** 「3、」 and 「1—」 are numbers of months themselves. */
const NUMBERS = /(?:(?<![\dOoXx×百])[\d〇零一二三十]{1,2}\s*(?:[、，和及至到]|[—~-]{1,2})\s*)+$/;
/** A year that the prefix prints, whole or damaged. */
const YEAR = /[^全半近今本当]年(?![度底末内])|[\dOoXx×*□]\s*年(?!度)|(?<!\d)20\d\d(?!\d)/;
const SIGNS = [
  ..."年月日某次明今本当上下前后第每逐各约近年底末半季度初旬起自从于在至到并和及或、，；。（）“”：",
  ..."0123456789〇一二三十两零百OoXx×*□/.-—~’ ",
  ...["力争", "确保", "最迟", "截至", "完成", "2031", "2022年", "22年", "印发", "持续", "县政府", "3月", "9月底前"],
];

test("before 「6月底前」 stands what is known, or nothing is read and it is said", () => {
  const next = randomFrom(7);
  const seen = { planYear: 0, unread: 0 };
  for (let round = 0; round < 30_000; round++) {
    const prefix = Array.from({ length: 1 + (next() % 4) }, () => SIGNS[next() % SIGNS.length]).join("");
    const { date, days, yearFrom, doubts } = readDeadline(`${prefix}6月底前`, 2031);
    if (date === null) {
      seen.unread += 1;
      expect(doubts, prefix).not.toEqual([]);
    } else if (yearFrom === "plan" && (days ?? [date]).includes("2031-06-30") && !/20\d\d年/.test(prefix)) {
      seen.planYear += 1;
      expect(prefix.replace(/0$/, "").replace(NUMBERS, ""), prefix).toMatch(ALLOWED);
      expect(prefix.replace(/[每逐][\d〇零一二三十两百]*年/g, ""), "a year before").not.toMatch(YEAR);
    }
  }
  expect(Math.min(seen.planYear, seen.unread)).toBeGreaterThan(1000);
});

/** A generator of numbers that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 8;
  };
}

function noDay(doubt: string): (cell: string) => Case {
  return (cell) => [cell, "none", doubt];
}
