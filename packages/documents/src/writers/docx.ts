// docx: a form as a Word document on its side, one table after the other, of which no row is kept.
import { ABOVE, allSheets, type Cell, type Column, type OfficeForm, type Sheet, sharedHeads } from "./office-form.ts";
import { officePackage, relations } from "./office-package.ts";
import { XML_HEAD, xmlText } from "./xml.ts";
import { zipped } from "./zip.ts";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/** A4 on its side, in twentieths of a point, and what its margins leave. */
const PAGE = { width: 16_838, height: 11_906, margin: 900 };
const ACROSS = PAGE.width - 2 * PAGE.margin;

/** The form as a Word document. Reads the rows of one table after the other, as fast as the bytes are taken. */
export function writeDocx(form: OfficeForm): AsyncGenerator<Uint8Array> {
  const own = [
    { name: "word/document.xml", type: "wordprocessingml.document.main", content: written(allSheets(form)) },
    {
      name: "word/_rels/document.xml.rels",
      type: null,
      content: [relations([{ kind: "styles", target: "styles.xml" }])],
    },
    { name: "word/styles.xml", type: "wordprocessingml.styles", content: [styles] },
  ];
  return zipped(officePackage(form, own), form.mark.day);
}

const styles =
  `${XML_HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="20"/>' +
  '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>';

async function* written(sheets: readonly Sheet[]): AsyncGenerator<string> {
  yield `${XML_HEAD}<w:document xmlns:w="${WORD}"><w:body>`;
  for (const [at, sheet] of sheets.entries()) {
    const { before, title, above, below } = sheet;
    if (at > 0) yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    for (const words of before) yield paragraph(words);
    if (title !== "") yield paragraph(title, '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>');
    for (const words of above) yield paragraph(words);
    yield* table(sheet);
    for (const words of below) yield paragraph(words);
  }
  yield `<w:sectPr><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}" w:orient="landscape"/>`;
  const { margin } = PAGE;
  yield `<w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="400" w:footer="400" w:gutter="0"/>`;
  yield "</w:sectPr></w:body></w:document>";
}

const paragraph = (words: string, properties = "", run = ""): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}` +
  (words === ""
    ? ""
    : `<w:r>${run && `<w:rPr>${run}</w:rPr>`}<w:t xml:space="preserve">${xmlText(words)}</w:t></w:r>`) +
  "</w:p>";

async function* table({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = widthsOf(columns);
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
  const borders = sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`);
  yield `<w:tbl><w:tblPr><w:tblW w:w="${ACROSS}" w:type="dxa"/><w:tblBorders>${borders.join("")}</w:tblBorders>`;
  yield `<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>`;
  yield* heads(columns, widths);
  // A cell that begins a merged one says so, and only the next row tells whether it does.
  let held: readonly Cell[] | null = null;
  for await (const row of rows) {
    const next = "cells" in row ? row.cells : [];
    if (held) yield rowOf(held, next, widths);
    held = "cells" in row ? row.cells : null;
    if ("heading" in row) yield `<w:tr>${cell(row.heading, ACROSS, { span: columns.length, isBold: true })}</w:tr>`;
  }
  if (held) yield rowOf(held, [], widths);
  yield "</w:tbl>";
}

/** The widths of the columns, which share the page as they ask for. */
function widthsOf(columns: readonly Column[]): number[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => Math.floor((width / whole) * ACROSS));
}

function* heads(columns: readonly Column[], widths: readonly number[]): Generator<string> {
  const shared = sharedHeads(columns);
  const head = (words: string, at: number, how: CellLook = {}) =>
    cell(words, widths[at] ?? 0, { isBold: true, ...how });
  const isTwoRows = shared.length > 0;
  const upper = columns.flatMap(({ head: words, under }, at) => {
    if (under === undefined) return [head(words, at, isTwoRows ? { merge: "restart" } : {})];
    const over = shared.find((each) => each.at === at);
    const width = widths.slice(at, at + (over?.span ?? 1)).reduce((sum, each) => sum + each, 0);
    return over ? [cell(over.words, width, { isBold: true, span: over.span })] : [];
  });
  yield headRow(upper);
  if (!isTwoRows) return;
  yield headRow(
    columns.map(({ head: words, under }, at) =>
      under === undefined ? head("", at, { merge: "continue" }) : head(words, at),
    ),
  );
}

const headRow = (cells: readonly string[]): string =>
  `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join("")}</w:tr>`;

const rowOf = (cells: readonly Cell[], next: readonly Cell[], widths: readonly number[]): string =>
  `<w:tr>${cells
    .map((words, at) => {
      const width = widths[at] ?? 0;
      if (words === ABOVE) return cell("", width, { merge: "continue" });
      return cell(words, width, next[at] === ABOVE ? { merge: "restart" } : {});
    })
    .join("")}</w:tr>`;

interface CellLook {
  readonly span?: number;
  readonly merge?: "restart" | "continue";
  readonly isBold?: boolean;
}

function cell(words: string, width: number, { span = 1, merge, isBold = false }: CellLook): string {
  const across = span > 1 ? `<w:gridSpan w:val="${span}"/>` : "";
  const down = merge === undefined ? "" : `<w:vMerge w:val="${merge}"/>`;
  const lines = words.replace(/\r\n?/g, "\n").split("\n");
  const written = lines.map((line) => paragraph(line, isBold ? '<w:jc w:val="center"/>' : "", isBold ? "<w:b/>" : ""));
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${across}${down}<w:vAlign w:val="center"/></w:tcPr>${written.join("")}</w:tc>`;
}
