// Word files: what is printed becomes lines and cells, numbers included; what is not printed does not.
import { describe, expect, test } from "vitest";
import { docxOf, paragraph, row } from "../../testing/office-files.ts";
import { printed } from "../../testing/printed.ts";
import { readDocument } from "./read-document.ts";

function read(body: string, parts?: Parameters<typeof docxOf>[1]): ReturnType<typeof printed> {
  return printed(readDocument(docxOf(body, parts)));
}

const run = (words: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r>`;
const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const instruction = (words: string): string => `<w:r><w:instrText>${words}</w:instrText></w:r>`;
const box = (words: string): string => `<w:txbxContent>${paragraph(words)}</w:txbxContent>`;

describe("a paragraph", () => {
  test.each<[string, string, string[]]>([
    ["is a line, whatever runs it is made of", `<w:p>${run("加强")}${run("巡查")}</w:p>`, ["加强巡查"]],
    [
      "begins a new line at a soft break",
      `<w:p>${run("甲")}<w:r><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r></w:p>`,
      ["甲", "乙", "丙"],
    ],
    [
      "keeps a tab as one",
      "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>",
      ["甲\t乙"],
    ],
    [
      "keeps what was inserted and drops what was deleted",
      `<w:p><w:ins>${run("新")}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>${run("文")}</w:p>`,
      ["新文"],
    ],
    [
      "keeps what was moved at its new place only",
      `<w:p><w:moveFrom>${run("甲")}</w:moveFrom>${run("乙")}<w:moveTo>${run("甲")}</w:moveTo></w:p>`,
      ["乙甲"],
    ],
    [
      "goes on in the next where its mark is deleted",
      `${paragraph("前", "<w:rPr><w:del/></w:rPr>")}${paragraph("后")}`,
      ["前后"],
    ],
    [
      "drops hidden words",
      `<w:p>${run("见")}${run("不见", "<w:vanish/>")}${run("也见", "<w:vanish w:val='0'/>")}</w:p>`,
      ["见也见"],
    ],
    ["keeps the words of a link", `<w:p><w:hyperlink r="x">${run("通知")}</w:hyperlink></w:p>`, ["通知"]],
    [
      "keeps the result of a field and no instruction",
      `<w:p>${field("begin")}${instruction("DATE")}${field("separate")}${run("3月")}${field("end")}${run("底")}</w:p>`,
      ["3月底"],
    ],
    [
      "is not lost behind a field without end",
      `<w:p>${field("begin")}${instruction("X")}</w:p>${paragraph("后文")}`,
      ["后文"],
    ],
    [
      "keeps the content of a control, not its properties",
      `<w:sdt><w:sdtPr><w:alias w:val="x"/><w:p>${run("无")}</w:p></w:sdtPr><w:sdtContent>${paragraph("有")}</w:sdtContent></w:sdt>`,
      ["有"],
    ],
    [
      "says a text box once, after the paragraph it is fixed to",
      `<w:p><w:r><mc:AlternateContent><mc:Choice>${box("框")}</mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run("文")}</w:p>`,
      ["文", "框"],
    ],
    ["drops characters that print nothing", paragraph("甲\u200b\u00ad乙"), ["甲乙"]],
    ["prints a no-break hyphen", "<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>", ["A-1"]],
    ["leaves one blank line where it is blank", `${paragraph("甲")}<w:p/><w:p/>${paragraph("乙")}`, ["甲", "", "乙"]],
  ])("%s", (_, body, lines) => {
    expect(read(body)).toEqual(lines);
  });

  test("a table of contents says nothing twice", () => {
    const styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="TOC 1"/></w:style>';
    const contents = `<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr>${field("begin")}${instruction(" TOC \\o ")}${field("separate")}${run("一、要求 3")}</w:p><w:p>${field("end")}</w:p>`;
    expect(read(`${contents}${paragraph("一、要求")}`, { styles })).toEqual(["一、要求"]);
  });
});

/** A scheme of levels, each with its format and its text. */
function numbering(levels: readonly (readonly [string, string, string?])[], more = ""): string {
  const written = levels.map(
    ([format, text, other], at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${other ?? ""}</w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="7">${written.join("")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>${more}`;
}

const numbered = (words: string, level = 0, list = 1): string =>
  paragraph(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

describe("a number that Word counts is text", () => {
  test("by levels, of which a higher one lets the lower begin again", () => {
    const body = [numbered("甲"), numbered("乙", 1), numbered("丙", 1), numbered("丁"), numbered("戊", 1)].join("");
    expect(
      read(body, {
        numbering: numbering([
          ["chineseCounting", "%1、"],
          ["japaneseCounting", "（%2）"],
        ]),
      }),
    ).toEqual(["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]);
  });

  test("with the numbers of higher levels in it, all decimal where it is legal", () => {
    const levels = numbering([
      ["chineseCounting", "%1、"],
      ["decimal", "%1.%2", "<w:isLgl/>"],
    ]);
    expect(read(numbered("甲") + numbered("乙", 1), { numbering: levels })).toEqual(["一、甲", "1.1 乙"]);
  });

  test("parted from words that begin with a number", () => {
    expect(read(numbered("2031年底前"), { numbering: numbering([["decimal", "%1"]]) })).toEqual(["1 2031年底前"]);
  });

  test("with nothing behind it where Word puts nothing", () => {
    const levels = numbering([["decimal", "%1.", '<w:suff w:val="nothing"/>']]);
    expect(read(numbered("甲"), { numbering: levels })).toEqual(["1.甲"]);
  });

  test("in a cell that holds nothing else", () => {
    const table = `<w:tbl>${row("序号", "任务")}${row(numbered(""), "甲")}${row(numbered(""), "乙")}</w:tbl>`;
    expect(read(table, { numbering: numbering([["decimal", "%1"]]) })).toEqual([["序号|任务", "1|甲", "2|乙"]]);
  });

  test("taken over from the style, and from the style that it is based on", () => {
    const styles = `<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>`;
    const levels = numbering([
      ["decimal", "%1、"],
      ["decimal", "(%2)", '<w:pStyle w:val="B"/>'],
    ]);
    const styled = (words: string, style: string, more = ""): string =>
      paragraph(words, `<w:pStyle w:val="${style}"/>${more}`);
    const none = styled("丙", "A", '<w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(read(styled("甲", "A") + styled("乙", "B") + none, { styles, numbering: levels })).toEqual([
      "1、甲",
      "(1)乙",
      "丙",
    ]);
  });

  test("going on in a list that shares the scheme, unless that has a start of its own", () => {
    const more = `<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`;
    const body = numbered("甲") + numbered("乙", 0, 2) + numbered("丙", 0, 3) + numbered("丁", 0, 3);
    expect(read(body, { numbering: numbering([["decimal", "%1、"]], more) })).toEqual([
      "1、甲",
      "2、乙",
      "5、丙",
      "6、丁",
    ]);
  });

  test("and a bullet is none", () => {
    expect(read(numbered("甲"), { numbering: numbering([["bullet", "l"]]) })).toEqual(["甲"]);
  });

  test("and a deleted paragraph does not count", () => {
    const gone = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>`;
    expect(read(gone + numbered("甲"), { numbering: numbering([["decimal", "%1、"]]) })).toEqual(["1、甲"]);
  });
});

const cell = (words: string, properties: string): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`;
const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
const MERGE = '<w:vMerge w:val="restart"/>';
const MERGED = "<w:vMerge/>";

describe("a table", () => {
  test.each<[string, string, (string | string[])[]]>([
    [
      "has a line for each paragraph of a cell",
      row(`${paragraph("甲")}${paragraph("")}${paragraph("乙")}`, "丙"),
      [["甲/乙|丙"]],
    ],
    [
      "spans columns",
      `<w:tr>${cell("甲", span(2))}${cell("乙", "")}</w:tr>${row("1", "2", "3")}`,
      [["甲|^0,0|乙", "1|2|3"]],
    ],
    [
      "spans rows",
      `<w:tr>${cell("甲", MERGE)}${cell("1", "")}</w:tr><w:tr>${cell("", MERGED)}${cell("2", "")}</w:tr><w:tr>${cell("", MERGED)}${cell("3", "")}</w:tr>`,
      [["甲|1", "^0,0|2", "^0,0|3"]],
    ],
    [
      "spans both",
      `<w:tr>${cell("甲", span(2) + MERGE)}${cell("1", "")}</w:tr><w:tr>${cell("", span(2) + MERGED)}${cell("2", "")}</w:tr>${row("3", "4", "5")}`,
      [["甲|^0,0|1", "^0,0|^0,0|2", "3|4|5"]],
    ],
    ["keeps a cell that continues nothing", `<w:tr>${cell("甲", MERGED)}${cell("1", "")}</w:tr>`, [["甲|1"]]],
    [
      "spans to the left in the old way",
      `<w:tr>${cell("甲", '<w:hMerge w:val="restart"/>')}${cell("", "<w:hMerge/>")}${cell("乙", "")}</w:tr>${row("1", "2", "3")}`,
      [["甲|^0,0|乙", "1|2|3"]],
    ],
    [
      "leaves free what stands before a row",
      `${row("1", "2")}<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell("甲", "")}</w:tr>`,
      [["1|2", "·|甲"]],
    ],
    ["fills up rows that are too short", `${row("1", "2", "3")}${row("甲")}`, [["1|2|3", "甲|·|·"]]],
    [
      "drops columns that no cell begins in",
      `<w:tr>${cell("甲", span(3))}${cell("乙", span(2))}</w:tr><w:tr>${cell("丙", span(3))}${cell("丁", span(2))}</w:tr>`,
      [["甲|乙", "丙|丁"]],
    ],
    [
      "drops a deleted row",
      `${row("1", "2")}<w:tr><w:trPr><w:del/></w:trPr>${cell("甲", "")}${cell("乙", "")}</w:tr>`,
      [["1|2"]],
    ],
    [
      "takes the words of a small table in a cell for words of the cell",
      `${row("1", `<w:tbl>${row("甲", "乙")}</w:tbl>`)}${row("2", "3")}${row("4", "5")}`,
      [["1|甲/乙", "2|3", "4|5"]],
    ],
    [
      "becomes its content where it only arranges another",
      row(paragraph("边栏"), `${paragraph("标题")}<w:tbl>${row("甲", "乙")}${row("丙", "丁")}</w:tbl>`),
      ["边栏", "标题", ["甲|乙", "丙|丁"]],
    ],
    ["of single cells is text", row("通知") + row("正文"), ["通知", "正文"]],
    ["without a word is left out", `${row("", "")}`, ["EMPTY_FILE"]],
  ])("%s", (_, rows, blocks) => {
    expect(read(`<w:tbl>${rows}</w:tbl>`)).toEqual(blocks);
  });

  test("and each line says where it stands", () => {
    const document = readDocument(
      docxOf(`${paragraph("题")}<w:tbl>${row("1", "甲")}${row("2", "乙")}</w:tbl>${paragraph("注")}`),
    );
    expect("places" in document && [...document.places.values()]).toEqual([
      { paragraph: 1 },
      { table: 1, row: 1, column: 1 },
      { table: 1, row: 1, column: 2 },
      { table: 1, row: 2, column: 1 },
      { table: 1, row: 2, column: 2 },
      { paragraph: 2 },
    ]);
  });
});

test("headers, footers, notes and comments are not read", () => {
  const other = paragraph("页眉");
  const more = { "word/header1.xml": other, "word/footnotes.xml": other, "word/comments.xml": other };
  expect(read(paragraph("正文"), { more })).toEqual(["正文"]);
});

test.each([
  ["an embedded document", '<w:altChunk r:id="x" xmlns:r="r"/>', "UNSUPPORTED_FORMAT"],
  ["broken XML", "<w:p>", "DAMAGED_FILE"],
  ["an entity that is not defined", paragraph("&bomb;"), "DAMAGED_FILE"],
  ["elements nested without end", "<w:sdt>".repeat(300) + "</w:sdt>".repeat(300), "TOO_COMPLEX"],
  [
    "a table of rows as wide as may be",
    `<w:tbl>${`<w:tr>${cell("甲", span(1000)).repeat(2)}</w:tr>`.repeat(600)}</w:tbl>`,
    "TOO_COMPLEX",
  ],
  ["a line without end", paragraph("长".repeat(100_001)), "TOO_LARGE"],
])("%s is refused", (_, body, code) => {
  expect(read(body)).toEqual([code]);
});

test("a declaration of the document type is refused, so no entity is ever defined", () => {
  const body = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="x">&b;</w:document>';
  expect(read("", { more: { "word/document.xml": body } })).toEqual(["UNSUPPORTED_FORMAT"]);
});
