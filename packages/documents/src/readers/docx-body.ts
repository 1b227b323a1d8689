// The body of a Word file as paragraphs and tables, as it is printed once its tracked changes are accepted.

import { MAX_CELLS, MAX_LINES, tooDeep, tooManyCells, tooManyLines } from "./bounds.ts";
import type { Numbering } from "./docx-numbering.ts";
import { isOn, type Styles } from "./docx-styles.ts";
import { type Flow, type FlowCell, type FlowRow, flowTable } from "./flow.ts";
import { Refused } from "./refused.ts";
import { isPrinted, printedLines } from "./wording.ts";
import { attribute, readXml, type XmlTag } from "./xml.ts";

/** Somewhere paragraphs and tables stand: the body, a cell, a text box. */
interface Content {
  readonly flows: Flow[];
  /** The words of a paragraph whose mark is deleted: it goes on in the next paragraph. */
  carried: string;
}

interface Paragraph {
  text: string;
  style?: string;
  list?: string;
  level?: number;
  /** Its mark is deleted, or hidden. */
  markDeleted: boolean;
  markHidden: boolean;
  /** It belongs to a table of contents. */
  isContents: boolean;
  /** What stands in text boxes that are fixed to it. */
  readonly boxes: Flow[];
}

interface Table {
  readonly rows: FlowRow[];
  row: { before: number; cells: FlowCell[]; deleted: boolean };
  cell: { columns: number; joins: boolean; joinsLeft: boolean };
}

interface Field {
  /** Its instruction is being given, which is not printed; then comes its result, which is. */
  isResult: boolean;
  instruction: string;
}

/** Elements with all they hold: what was deleted or moved away, earlier properties, and what is never printed. */
const DROPPED = new Set([
  ...["del", "moveFrom", "delText", "delInstrText", "pPrChange", "rPrChange", "tcPrChange", "trPrChange"],
  ...["tblPrChange", "tblPrExChange", "sectPrChange", "tblGridChange", "numberingChange"],
  ...["sdtPr", "sdtEndPr", "customXmlPr", "rt", "rubyPr"],
]);

/** Fields within fields. */
const MAX_FIELDS = 50;

/** What prints something other than text within a run. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["ptab", "\t"],
  ["br", "\n"],
  ["cr", "\n"],
  ["noBreakHyphen", "-"],
]);

export function readBody(bytes: Uint8Array, styles: Styles, numbering: Numbering): readonly Flow[] {
  const body: Content = { flows: [], carried: "" };
  const contents: Content[] = [body];
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  const fields: Field[] = [];
  /** For each open run, whether it is hidden. */
  const runs: boolean[] = [];
  /** For each open set of alternatives, whether one has been taken. */
  const alternatives: boolean[] = [];
  const names: string[] = [];
  /** Blank ones included, which cost as much as others. */
  const counts = { paragraphs: 0, cells: 0 };
  let dropping = 0;
  let isText = false;

  const inside = (name: string, above = 1): boolean => names.at(-above) === name;

  function print(text: string): void {
    const paragraph = paragraphs.at(-1);
    if (!paragraph || runs.at(-1) || !fields.every(({ isResult }) => isResult)) return;
    paragraph.text += text;
    if (fields.some(({ instruction }) => /^TOC\b/i.test(instruction))) paragraph.isContents = true;
  }

  function instruct(text: string): void {
    const field = fields.at(-1);
    if (field && !field.isResult && field.instruction.length < 20) field.instruction += text.trimStart();
  }

  function openProperty(name: string, tag: XmlTag): void {
    const value = attribute(tag, "val");
    const paragraph = paragraphs.at(-1);
    const table = tables.at(-1);
    if (inside("pPr")) {
      if (name === "pStyle" && paragraph && value !== undefined) paragraph.style = value;
    } else if (inside("numPr")) {
      if (name === "numId" && paragraph && value !== undefined) paragraph.list = value;
      if (name === "ilvl" && paragraph) paragraph.level = Number(value);
    } else if (inside("rPr")) {
      if (name !== "vanish" || !isOn(value)) return;
      if (inside("r", 2)) runs[runs.length - 1] = true;
      else if (paragraph) paragraph.markHidden = true;
    } else if (inside("tcPr") && table) {
      if (name === "gridSpan") table.cell.columns = spanOf(value);
      if (name === "vMerge") table.cell.joins = value !== "restart";
      if (name === "hMerge") table.cell.joinsLeft = value !== "restart";
    } else if (inside("trPr") && table) {
      if (name === "gridBefore") table.row.before = spanOf(value);
    }
  }

  function openField(type: string | undefined): void {
    if (type === "begin") {
      if (fields.length >= MAX_FIELDS) throw tooDeep();
      fields.push({ isResult: false, instruction: "" });
    } else if (type === "end") fields.pop();
    else {
      const field = fields.at(-1);
      if (field) field.isResult = true;
    }
  }

  function openWord(name: string, tag: XmlTag): void {
    if (name === "p") paragraphs.push(newParagraph());
    else if (name === "r") runs.push(false);
    else if (name === "t") isText = true;
    else if (name === "fldChar") openField(attribute(tag, "fldCharType"));
    else if (name === "tbl") tables.push(newTable());
    else if (name === "tr") newRow(tables.at(-1));
    else if (name === "tc") {
      newCell(tables.at(-1));
      contents.push({ flows: [], carried: "" });
    } else if (name === "txbxContent") contents.push({ flows: [], carried: "" });
    else if (name === "altChunk" || name === "subDoc") throw embedded();
    else if (inside("r")) print(SIGNS.get(name) ?? (name === "sym" ? symbol(attribute(tag, "char")) : ""));
    else openProperty(name, tag);
  }

  /** Deletions are an element around what was deleted, and a mark among the properties of a row or a paragraph. */
  function isDeletionMark(name: string): boolean {
    if (name !== "del" && name !== "moveFrom") return false;
    const paragraph = paragraphs.at(-1);
    const table = tables.at(-1);
    if (inside("trPr") && table) table.row.deleted = true;
    else if (inside("rPr") && inside("pPr", 2) && paragraph) paragraph.markDeleted = true;
    else return false;
    return true;
  }

  function closeParagraph(): void {
    const paragraph = paragraphs.pop();
    const content = contents.at(-1);
    if (!paragraph || !content) return;
    if (++counts.paragraphs > MAX_LINES) throw tooManyLines();
    // An instruction ends within its paragraph; one that does not is broken, and must not hide what follows.
    while (fields.at(-1)?.isResult === false) fields.pop();
    const style = styles.find(paragraph.style);
    if (paragraph.markDeleted) content.carried += paragraph.text;
    else if (paragraph.isContents && /^(?:toc|目录) \d/.test(style?.name ?? "")) {
      // A table of contents says again what the document says.
    } else if (paragraph.text !== "" || content.carried !== "" || !paragraph.markHidden) {
      const list = paragraph.list ?? style?.list;
      const level = paragraph.level ?? (paragraph.list === undefined ? style?.level : undefined);
      const label = numbering.label(
        { ...(list !== undefined && { list }), ...(level !== undefined && { level }) },
        paragraph.style,
      );
      content.flows.push({ kind: "paragraph", lines: printedLines(label + content.carried + paragraph.text) });
      content.carried = "";
    }
    append(content.flows, paragraph.boxes);
  }

  function closeContent(): readonly Flow[] {
    const content = contents.length > 1 ? contents.pop() : undefined;
    return content ? finished(content) : [];
  }

  function closeBox(): void {
    const flows = closeContent();
    append(paragraphs.at(-1)?.boxes ?? contents.at(-1)?.flows ?? [], flows);
  }

  function closeCell(table: Table): void {
    const content = closeContent();
    const { columns, joins, joinsLeft } = table.cell;
    if (++counts.cells > MAX_CELLS) throw tooManyCells();
    const left = table.row.cells.at(-1);
    if (joinsLeft && left) table.row.cells[table.row.cells.length - 1] = { ...left, columns: left.columns + columns };
    else table.row.cells.push({ content, columns, rows: 1, joins });
  }

  function closeWord(name: string): void {
    const table = tables.at(-1);
    if (name === "p") closeParagraph();
    else if (name === "r") runs.pop();
    else if (name === "t") isText = false;
    else if (name === "tc") table ? closeCell(table) : closeBox();
    else if (name === "tr" && table && !table.row.deleted) {
      table.rows.push({ before: table.row.before, end: Number.POSITIVE_INFINITY, cells: table.row.cells });
    } else if (name === "tbl" && table) {
      tables.pop();
      contents.at(-1)?.flows.push(flowTable(table.rows));
    } else if (name === "txbxContent") closeBox();
  }

  readXml(bytes, {
    open(name, tag, space) {
      names.push(name);
      if (dropping > 0) dropping++;
      else if (isWord(space)) {
        names.pop();
        const isMark = isDeletionMark(name);
        if (!isMark && DROPPED.has(name)) dropping = 1;
        else if (!isMark) openWord(name, tag);
        names.push(name);
      } else if (name === "AlternateContent") alternatives.push(false);
      else if (name === "Choice" || name === "Fallback") {
        if (alternatives.at(-1)) dropping = 1;
        else alternatives[alternatives.length - 1] = true;
      } else if (name === "t" && isMath(space)) isText = true;
    },
    close(name, space) {
      names.pop();
      if (dropping > 0) dropping--;
      else if (isWord(space)) closeWord(name);
      else if (name === "AlternateContent") alternatives.pop();
      else if (name === "t") isText = false;
    },
    text(text) {
      if (dropping > 0) return;
      if (isText) print(text);
      else if (inside("instrText")) instruct(text);
    },
  });
  return finished(body);
}

function finished({ flows, carried }: Content): readonly Flow[] {
  return isPrinted(carried) ? [...flows, { kind: "paragraph", lines: printedLines(carried) }] : flows;
}

/** Not by spreading, which fails where a list is very long. */
function append(flows: Flow[], more: readonly Flow[]): void {
  for (const flow of more) flows.push(flow);
}

function newParagraph(): Paragraph {
  return { text: "", markDeleted: false, markHidden: false, isContents: false, boxes: [] };
}

function newTable(): Table {
  return {
    rows: [],
    row: { before: 0, cells: [], deleted: false },
    cell: { columns: 1, joins: false, joinsLeft: false },
  };
}

function newRow(table: Table | undefined): void {
  if (table) table.row = { before: 0, cells: [], deleted: false };
}

function newCell(table: Table | undefined): void {
  if (table) table.cell = { columns: 1, joins: false, joinsLeft: false };
}

function spanOf(value: string | undefined): number {
  return Math.trunc(Number(value)) || 1;
}

/** A sign given by its number; those of symbol fonts have numbers that mean nothing elsewhere. */
function symbol(code: string | undefined): string {
  const number = Number.parseInt(code ?? "", 16);
  return number >= 0x20 && number < 0xd800 ? String.fromCharCode(number) : "";
}

/** The namespaces of the transitional and the strict form. */
function isWord(space: string): boolean {
  return space.endsWith("/wordprocessingml/2006/main") || space.endsWith("/wordprocessingml/main");
}

function isMath(space: string): boolean {
  return space.endsWith("/officeDocument/2006/math") || space.endsWith("/officeDocument/math");
}

const embedded = (): Refused =>
  new Refused(
    "UNSUPPORTED_FORMAT",
    "这份 Word 文件里嵌入了另一份文件，其内容只有 Word 能展开。请用 Word 打开，另存为 docx 后再导入。",
    "This Word file embeds another file, which only Word unfolds. Open it in Word, save it as docx anew and import that.",
  );
