// Excel files: the shown sheets in order, with titles and notes as text and the rest as tables.
import { describe, expect, test } from "vitest";
import { sheetOf, xlsxOf } from "../../testing/office-files.ts";
import { printed } from "../../testing/printed.ts";
import { readDocument } from "./read-document.ts";

function read(...arguments_: Parameters<typeof xlsxOf>): ReturnType<typeof printed> {
  return printed(readDocument(xlsxOf(...arguments_)));
}

/** One row of cells written as they are, beside a cell that makes it a table. */
const rowOf = (cells: string): string =>
  `<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c>${cells}</row></sheetData>`;

describe("a cell", () => {
  test.each<[string, string, string, string]>([
    ["holds a shared string", '<c r="B1" t="s"><v>0</v></c>', "<si><t>乙</t></si>", "乙"],
    [
      "holds rich text without its readings",
      '<c r="B1" t="s"><v>0</v></c>',
      "<si><r><t>整</t></r><r><t>改</t></r><rPh><t>ZHENG</t></rPh></si>",
      "整改",
    ],
    ["holds a string of its own", '<c r="B1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>', "", "乙丙"],
    [
      "has a line for each line in it",
      '<c r="B1" t="inlineStr"><is><t>乙\n\n丙_x000D_\n丁</t></is></c>',
      "",
      "乙/丙/丁",
    ],
    ["shows a whole number without a fraction", '<c r="B1"><v>3.0</v></c>', "", "3"],
    ["shows a computed number without noise", '<c r="B1"><f>0.1+0.2</f><v>0.30000000000000004</v></c>', "", "0.3"],
    [
      "shows the saved value of a formula",
      '<c r="B1" t="str"><f>HYPERLINK("x","y")</f><v>县公安局</v></c>',
      "",
      "县公安局",
    ],
    ["shows what is true", '<c r="B1" t="b"><v>1</v></c>', "", "TRUE"],
    ["shows an error as it is printed", '<c r="B1" t="e"><v>#REF!</v></c>', "", "#REF!"],
    ["shows a date of the strict form", '<c r="B1" t="d"><v>2031-06-30T00:00:00</v></c>', "", "2031年6月30日"],
    ["stands behind the one before where it has no name", '<c t="str"><v>乙</v></c>', "", "乙"],
  ])("%s", (_, cell, strings, words) => {
    expect(read([rowOf(cell)], { strings })).toEqual([[`甲|${words}`]]);
  });

  test.each([
    [14, "", 47_999, "2031年5月31日"],
    [57, "", 47_999, "2031年5月"],
    [58, "", 47_999, "5月31日"],
    [31, "", 47_999, "2031年5月31日"],
    [164, 'yyyy"年"m"月"d"日"', 47_999, "2031年5月31日"],
    [164, "[$-804]yyyy\\-mm\\-dd;@", 47_999, "2031年5月31日"],
    [164, "yyyy/m/d h:mm", 47_999.75, "2031年5月31日 18:00"],
    [164, "h:mm", 0.5, "12:00"],
    [164, 'm"月"', 47_999, "5月"],
    [14, "", 1, "1900年1月1日"],
    [14, "", 61, "1900年3月1日"],
    [14, "", 0, "0"],
    [14, "", -5, "-5"],
    [9, "", 0.3, "30%"],
    [10, "", 0.305, "30.50%"],
    [2, "", 6.3, "6.30"],
    [4, "", 1234567.5, "1,234,567.50"],
    [164, "000", 7, "007"],
    [164, '0.0"万元"', 12.5, "12.5万元"],
    [164, '"第"0"号"', 5, "第5号"],
    [164, "0.0#", 1.5, "1.5"],
    [164, 'General"项"', 3, "3项"],
    [164, "#,##0;[Red]-#,##0", -1200, "-1,200"],
    [164, "0_ ", 12, "12"],
    [0, "", 1e21, "1e+21"],
    [49, "", 12.5, "12.5"],
  ])("of format %i %s shows %d as %s", (id, code, value, shown) => {
    const formats =
      code === "" ? "" : `<numFmts><numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', "&quot;")}"/></numFmts>`;
    const styles = `${formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs>`;
    expect(read([rowOf(`<c r="B1" s="1"><v>${value}</v></c>`)], { styles })).toEqual([[`甲|${shown}`]]);
  });

  test("counts its days from 1904 where the workbook does", () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const sheet = rowOf('<c r="B1"><v>46537</v></c>');
    expect(read([sheet], { styles, properties: 'date1904="1"' })).toEqual([["甲|2031年5月31日"]]);
  });
});

const HEAD = { A2: "序号", B2: "任务", C2: "责任单位" };

describe("a sheet", () => {
  test("has its title and its notes as text, and the rest as a table", () => {
    const cells = { A1: "分解表", ...HEAD, A3: 1, B3: "甲", C3: "县公安局", A4: "注：按月报送。" };
    expect(read([sheetOf(cells, ["A1:C1"])])).toEqual([
      "分解表",
      ["序号|任务|责任单位", "1|甲|县公安局"],
      "注：按月报送。",
    ]);
  });

  test("has a title that is merged over several rows as text", () => {
    const cells = { A1: "分解表", A3: "序号", B3: "任务", A4: 1, B4: "甲" };
    expect(read([sheetOf(cells, ["A1:B2"])])).toEqual(["分解表", ["序号|任务", "1|甲"]]);
  });

  test("keeps the rows of a form that nobody has filled in, and tasks of one cell", () => {
    const cells = { ...HEAD, A3: 1, A4: 2 };
    expect(read([sheetOf(cells)])).toEqual([["序号|任务|责任单位", "1|·|·", "2|·|·"]]);
    expect(read([sheetOf({ ...HEAD, B3: "甲" })])).toEqual([["序号|任务|责任单位", "·|甲|·"]]);
  });

  test("keeps a last row whose other cells are merged with those above", () => {
    const cells = { ...HEAD, A3: 1, B3: "甲", C3: "县公安局", B4: "注：乙" };
    expect(read([sheetOf(cells, ["A3:A4", "C3:C4"])])).toEqual([
      ["序号|任务|责任单位", "1|甲|县公安局", "^1,0|注：乙|^1,2"],
    ]);
  });

  test("does not show what a merged cell covers", () => {
    const cells = { A1: "甲", B1: "乙", A2: "不见", B2: "丙" };
    expect(read([sheetOf(cells, ["A1:A2"])])).toEqual([["甲|乙", "^0,0|丙"]]);
  });

  test("takes overlapping ranges in their order", () => {
    const cells = { A1: "1", B1: "2", C1: "3", A2: "4", B2: "5", C2: "6" };
    expect(read([sheetOf(cells, ["A1:B2", "B2:C2"])])).toEqual([["1|^0,0|3", "^0,0|^0,0|6"]]);
  });

  test("leaves out empty columns, and all but one of empty rows in a run", () => {
    const cells = { B2: "甲", D2: "乙", B9: "丙", D9: "丁", B1048576: "戊", XFD1048576: "己" };
    expect(read([sheetOf(cells)])).toEqual([["甲|乙|·", "·|·|·", "丙|丁|·", "·|·|·", "戊|·|己"]]);
  });

  test("is as large as what is printed, whatever it says", () => {
    const sheet = `<dimension ref="A1:XFD1048576"/>${sheetOf({ A1: "甲", B1: "乙" }, ["A1:A1048576", "C1:XFD1048576"])}`;
    expect(read([sheet])).toEqual([["甲|乙"]]);
  });

  test("gives each line its cell", () => {
    const document = readDocument(xlsxOf([sheetOf({ A1: "题", AA2: "甲", AB3: "乙\n丙", AA3: "丁" })]));
    const cells = "places" in document ? [...document.places.values()] : [];
    expect(cells.map(({ sheet, cell }) => `${sheet} ${cell}`)).toEqual([
      "表1 A1",
      "表1 AA2",
      "表1 AA3",
      "表1 AB3",
      "表1 AB3",
    ]);
  });
});

test("the sheets that are shown follow one another; hidden ones are left out", () => {
  const sheets = [sheetOf({ A1: "甲", B1: "乙" }), sheetOf({ A1: "下拉" }), sheetOf({ A1: "丙", B1: "丁" })];
  expect(read(sheets, { states: ["visible", "hidden"] })).toEqual([["甲|乙"], ["丙|丁"]]);
});

test("hidden rows and columns are kept: a filter hides tasks that are in force", () => {
  const sheet = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row></sheetData>`;
  expect(read([sheet])).toEqual([["甲|乙"]]);
});

test("a workbook whose shown sheets are empty is refused", () => {
  expect(read(["<sheetData/>", sheetOf({ A1: "甲" })], { states: ["visible", "veryHidden"] })).toEqual(["EMPTY_FILE"]);
});

const many = (count: number, write: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => write(at)).join("");

test.each([
  [
    "a long string in very many cells",
    `<sheetData>${many(2000, (at) => `<row><c r="A${at + 1}" t="s"><v>0</v></c><c r="B${at + 1}" t="s"><v>0</v></c></row>`)}</sheetData>`,
    "TOO_LARGE",
  ],
  [
    "a sheet of printed cells on its diagonal",
    `<sheetData>${many(1000, (at) => `<row r="${at + 1}">${`<c t="str"><v/></c>`.repeat(at)}<c t="str"><v>甲</v></c></row>`)}</sheetData>`,
    "TOO_COMPLEX",
  ],
  [
    "very many large ranges over one another",
    `<sheetData>${many(600, (at) => `<row r="${at + 1}"><c r="A${at + 1}" t="str"><v>甲</v></c><c r="B${at + 1}" t="str"><v>乙</v></c></row>`)}</sheetData><mergeCells>${many(600, (at) => `<mergeCell ref="A${at + 1}:B${at + 600}"/><mergeCell ref="B${at + 1}:B600"/><mergeCell ref="A1:B600"/>`)}</mergeCells>`,
    "TOO_COMPLEX",
  ],
])("%s is refused", (_, sheet, code) => {
  expect(read([sheet], { strings: `<si><t>${"长".repeat(9000)}</t></si>` })).toEqual([code]);
});
