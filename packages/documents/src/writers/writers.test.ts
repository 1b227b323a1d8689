// Files as programs of offices need them: sound parts, merged cells, words that stay words, and rows taken one by one.
import { describe, expect, test } from "vitest";
import { planMark, whole } from "../../testing/exported.ts";
import { openArchive } from "../readers/archive.ts";
import { readSheet } from "../readers/xlsx-cells.ts";
import { readXml } from "../readers/xml.ts";
import { writeCsv } from "./csv.ts";
import { writeDocx } from "./docx.ts";
import { looksLikeFormula } from "./harmless.ts";
import { ABOVE, type OfficeForm, type Row } from "./office-form.ts";
import { writeXlsx } from "./xlsx.ts";

async function* given(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

const formOf = (rows: AsyncIterable<Row>): OfficeForm => ({
  mark: planMark,
  title: "任务表",
  sheets: [
    {
      name: "任务表",
      title: "任务表",
      before: [],
      above: [],
      columns: [
        { head: "序号", width: 4 },
        { head: "任务", width: 20 },
        { head: "状态", width: 8, under: "台账" },
        { head: "到期日", width: 8, under: "台账" },
      ],
      rows,
      below: ["填报人："],
      headings: "计划",
    },
  ],
  history: null,
});

const ROWS: readonly Row[] = [
  { heading: "甲计划" },
  { cells: ["1", "公开预算。", "办理中", "2021-11-30"] },
  { cells: ["2", ABOVE, "已销号", ""] },
  { heading: "乙计划" },
  { cells: ["3", "清理文件。", "办理中", ""] },
];

const partOf = async (bytes: AsyncIterable<Uint8Array>, name: string): Promise<string> =>
  new TextDecoder().decode(openArchive(await whole(bytes)).read(name));

describe("words that look like a formula", () => {
  const DANGEROUS = [
    "=1+1",
    "+86",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A",
    " =1",
    "\u200b=1",
    "\n-1",
  ];

  test.each(DANGEROUS)("%j is made harmless in a csv, and stays as it is elsewhere", async (words) => {
    expect(looksLikeFormula(words)).toBe(true);
    const form = () => formOf(given([{ cells: ["1", words, "", ""] }]));
    expect(new TextDecoder().decode(await whole(writeCsv(form())))).toContain(`'${words.replaceAll("\r", "\n")}`);
    const sheet = await partOf(writeXlsx(form()), "xl/worksheets/sheet1.xml");
    expect(sheet).not.toContain("<f>");
    // The style says that the words are none.
    expect(sheet).toMatch(/<c r="B4" s="5" t="inlineStr">/);
    expect(await partOf(writeXlsx(form()), "xl/styles.xml")).toContain('quotePrefix="1"');
  });

  test.each(["公开预算", "1-5月", "（=）", "甲=乙", "", "2021-11-30"])("%j is no formula", async (words) => {
    expect(looksLikeFormula(words)).toBe(false);
  });
});

describe("every part is sound XML", () => {
  const AWKWARD = '<甲>&"乙"\'\f\u0000\ud800 _x000D_ ]]>\r\n丙';

  test.each([
    ["xlsx", writeXlsx],
    ["docx", writeDocx],
  ] as const)("of a %s, also with words that XML cannot hold", async (_format, write) => {
    const archive = openArchive(
      await whole(write({ ...formOf(given([{ cells: ["1", AWKWARD, AWKWARD, ""] }])), title: AWKWARD })),
    );
    for (const name of archive.names) readXml(archive.read(name) ?? new Uint8Array(), {});
    expect(archive.names).toContain("docprops/custom.xml");
  });

  test("a cell of a workbook holds its words", async () => {
    const sheet = await partOf(
      writeXlsx(formOf(given([{ cells: ["1", AWKWARD, "", ""] }]))),
      "xl/worksheets/sheet1.xml",
    );
    const { cells } = readSheet(new TextEncoder().encode(sheet), [], []);
    expect(cells.find(({ row, column }) => row === 4 && column === 2)?.lines).toEqual([
      '<甲>&"乙"\'    _x000D_ ]]>',
      "丙",
    ]);
  });

  test("what is longer than a cell may hold is cut, and says so", async () => {
    const sheet = await partOf(
      writeXlsx(formOf(given([{ cells: ["1", "长".repeat(40_000), "", ""] }]))),
      "xl/worksheets/sheet1.xml",
    );
    const long = /<t xml:space="preserve">(长[^<]*)<\/t>/.exec(sheet)?.[1] ?? "";
    expect(long.length).toBeLessThanOrEqual(32_767);
    expect(long).toMatch(/（以下从略）$/);
  });
});

test("a workbook merges titles, heads, headings and cells", async () => {
  const sheet = await partOf(writeXlsx(formOf(given(ROWS))), "xl/worksheets/sheet1.xml");
  expect([...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref]) => ref).toSorted()).toEqual(
    ["A1:D1", "A2:A3", "B2:B3", "C2:D2", "A4:D4", "B5:B6", "A7:D7", "A9:D9"].toSorted(),
  );
});

test("a Word document merges heads, headings and cells, and repeats its heads on every page", async () => {
  const body = await partOf(writeDocx(formOf(given(ROWS))), "word/document.xml");
  expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  expect(body.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(3);
  expect(body.match(/<w:vMerge w:val="continue"\/>/g)).toHaveLength(3);
  expect(body.match(/<w:gridSpan w:val="4"\/>/g)).toHaveLength(2);
});

test("a csv has a column for its headings", async () => {
  const text = new TextDecoder().decode(await whole(writeCsv(formOf(given(ROWS)))));
  expect(text.replace("\ufeff", "").split("\r\n")).toEqual([
    "计划,序号,任务,状态,到期日",
    "甲计划,1,公开预算。,办理中,2021-11-30",
    "甲计划,2,公开预算。,已销号,",
    "乙计划,3,清理文件。,办理中,",
    "",
  ]);
});

describe.each([
  ["xlsx", writeXlsx],
  ["docx", writeDocx],
  ["csv", writeCsv],
] as const)("rows of a %s", (_format, write) => {
  test("are asked for only as the file is taken, and no more once nobody takes it", async () => {
    let asked = 0;
    let isEnded = false;
    async function* endless(): AsyncGenerator<Row> {
      try {
        for (;;) yield { cells: [`${++asked}`, "公开预算决算。".repeat(20), "办理中", ""] };
      } finally {
        isEnded = true;
      }
    }
    let taken = 0;
    for await (const chunk of write(formOf(endless()))) {
      taken += chunk.length;
      if (taken > 20_000) break;
    }
    // What lies between: the buffers of the streams, not the rows of a whole file.
    expect(asked).toBeLessThan(50_000);
    await expect.poll(() => isEnded).toBe(true);
  });

  test("that fail end the file with their failure", async () => {
    async function* failing(): AsyncGenerator<Row> {
      yield { cells: ["1", "公开预算。", "", ""] };
      throw new Error("the log is away");
    }
    await expect(whole(write(formOf(failing())))).rejects.toThrow("the log is away");
  });
});
