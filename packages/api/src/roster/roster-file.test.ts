// Roster files as people keep them: what is read from JSON and from tables, and every fault with its place.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRosterFile } from "./roster-file.ts";

const days = { given: null, today: "2026-11-30" };
const read = (text: string | Uint8Array, over: Partial<typeof days | { given: string }> = {}) =>
  readRosterFile(Buffer.from(text as string), { ...days, ...over });

/** The lines of the refusal of a file. */
const faultsOf = (text: string): string[] => {
  try {
    read(text);
  } catch (error) {
    return String((error as Error).message).split("\n");
  }
  return [];
};

const table = `名称,类别,别名,成员,起始日
区财政局,,财政局；财局,,2026/7/1
区教育局,单位,,,
区政府各部门,列举组,各部门,区财政局；区教育局,2026年8月1日
相关部门,条件组,,,
`;
const unit = (name: string, aliases: string[] = [], validFrom: string | null = null) => ({ name, aliases, validFrom });
const ofTable = {
  validFrom: "2026-11-30",
  units: [unit("区财政局", ["财政局", "财局"], "2026-07-01"), unit("区教育局")],
  groups: [
    { ...unit("区政府各部门", ["各部门"], "2026-08-01"), kind: "list", members: ["区财政局", "区教育局"] },
    { ...unit("相关部门"), kind: "predicate", members: [] },
  ],
};
// 区财政局,财政局 in GBK, in which spreadsheets of Chinese offices write.
const gbk = Uint8Array.from(
  [0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb1, 0xf0, 0xc3, 0xfb, 0x0d, 0x0a].concat([
    0xc7, 0xf8, 0xb2, 0xc6, 0xd5, 0xfe, 0xbe, 0xd6, 0x2c, 0xb2, 0xc6, 0xd5, 0xfe, 0xbe, 0xd6, 0x0d, 0x0a,
  ]),
);

describe("a table", () => {
  test("is read with Chinese headings and days as spreadsheets write them", () => {
    expect(read(table)).toMatchObject({ regionId: null, roster: ofTable });
  });

  test("is read alike with English headings, tabs, a byte order mark and other line ends", () => {
    const english = table
      .replace("名称,类别,别名,成员,起始日", "Name,Kind,Aliases,Members,Valid from")
      .replace("列举组", "list")
      .replace("条件组", "predicate")
      .replaceAll(",", "\t")
      .replaceAll("\n", "\r\n");
    expect(read(`\ufeff${english}`).roster).toEqual(ofTable);
  });

  test.each([
    ["区财政局；区教育局", ["区财政局", "区教育局"]],
    ["区财政局; 区教育局", ["区财政局", "区教育局"]],
    ["区财政局、 区教育局", ["区财政局", "区教育局"]],
    ["区财政局、区教育局、", ["区财政局", "区教育局"]],
    ["区国资委（国资、金融）、区教育局", ["区国资委（国资、金融）", "区教育局"]],
    ["区文化、旅游局；区教育局", ["区文化、旅游局", "区教育局"]],
    ["区文化、旅游局；", ["区文化、旅游局"]],
    ["区广电、体育局", ["区广电、体育局"]],
  ])("has as members %s", (cell, members) => {
    const { roster } = read(`名称,类别,成员\n区广电、体育局,,\n区政府各部门,列举组,${cell}\n`);
    expect(roster.groups).toMatchObject([{ members }]);
  });

  test("has other names of units apart by 、, and of groups not", () => {
    const { roster } = read("名称,类别,别名,成员\n区财政局,,财政局、财局,\n各乡镇,列举组,各镇、街道,区财政局\n");
    expect(roster.units).toMatchObject([{ aliases: ["财政局", "财局"] }]);
    expect(roster.groups).toMatchObject([{ aliases: ["各镇、街道"] }]);
  });

  test("has codes, and how units ended", () => {
    const ends = `名称,统一社会信用代码,撤并日期,承接单位
区财政局,91350100M000100Y43,,
区商务局,,2026/7/1,区财政局
`;
    expect(read(ends).roster.units).toEqual([
      { ...unit("区财政局"), creditCode: "91350100M000100Y43" },
      { ...unit("区商务局"), endedOn: "2026-07-01", successor: "区财政局" },
    ]);
    expect(faultsOf("名称,类别,成员,撤并日期\n各部门,列举组,区财政局,2026-07-01\n")).toEqual([
      expect.stringMatching(/^第2行 line 2.*endedOn/),
    ]);
  });

  test("is read in GBK", () => {
    expect(read(gbk).roster.units).toEqual([unit("区财政局", ["财政局"])]);
  });

  test("has its faults told with their lines", () => {
    const faulty = table
      .replace("2026/7/1", "2026-02-30")
      .replace("条件组", "某类")
      .replace("区教育局,单位", "区\u200b教育局,单位");
    expect(faultsOf(faulty)).toEqual([
      expect.stringMatching(/^第3行 line 3, name: .*看不见.* \/ .*not seen/),
      expect.stringMatching(/^第2行 line 2, validFrom: /),
      expect.stringMatching(/^第5行 line 5, kind: /),
    ]);
    expect(read(table).placeOf("groups.0.members.1")).toBe("第4行 line 4, members.1");
  });

  test("is refused where a column is unknown, twice there or missing, and where a unit has members", () => {
    expect(faultsOf("名称,备注\n区财政局,某\n")).toEqual([expect.stringMatching(/^第1行 line 1: .*备注.*name\/名称/)]);
    expect(faultsOf("名称,name\n区财政局,某\n")).toEqual([expect.stringContaining("same heading")]);
    expect(faultsOf("别名\n财政局\n")).toEqual([expect.stringContaining("name/名称")]);
    expect(faultsOf("名称,成员\n区财政局,区教育局\n")).toEqual([expect.stringMatching(/^第2行 line 2, kind: /)]);
    expect(faultsOf("名称,成员\n区财政局\n")).toEqual([expect.stringContaining("line 2")]);
  });
});

describe("JSON", () => {
  test("in the form of the seeds is read, without what it remarks", () => {
    const { regionId, roster } = read(readFileSync(new URL("../../../../seeds/rosters/420304.json", import.meta.url)));
    expect(regionId).toBe("420304");
    expect(roster.units).toHaveLength(23);
    expect(roster.units[0]).toEqual(unit("区政府办", ["区政府办公室"]));
    expect(roster.groups).toHaveLength(8);
  });

  test("says its own day; the command line's wins, and where neither says one it is today", () => {
    const file = JSON.stringify({ validFrom: "2026-01-01", units: [{ name: "区财政局" }] });
    expect(read(file).roster.validFrom).toBe("2026-01-01");
    expect(read(file, { given: "2026-03-01" }).roster.validFrom).toBe("2026-03-01");
    expect(read(`{ "units": [] }`).roster.validFrom).toBe("2026-11-30");
  });

  test("has every fault told with its path", () => {
    const file = {
      units: [{ name: "区\u202e财政局" }, { name: "区教育局", alias: ["教育局"] }],
      groups: [{ name: "各部门", kind: "some" }],
    };
    expect(faultsOf(JSON.stringify(file))).toEqual([
      expect.stringMatching(/^units\.0\.name: /),
      expect.stringMatching(/^units\.1: .*alias/),
      expect.stringMatching(/^groups\.0\.kind: /),
    ]);
    expect(faultsOf('{\n  "units": [,]\n}')).toEqual([expect.stringMatching(/no JSON: .*(?:"units": \[,\]|line 2)/)]);
  });
});
