// Notices of any size up to the largest, one of each format and layout, with invented tasks.
import { crc32, deflateRawSync } from "node:zlib";

/** A file that is made when it is needed. */
export interface LargeNotice {
  readonly name: string;
  /** The file, which has a little less than so many bytes. */
  bytes(size: number): Uint8Array;
}

/** What the other parts of an office file take. */
const OTHER_PARTS = 4096;
/** So many times its size a file unpacks to. */
const PACKED = 6;

const UNITS = [
  "县财政局",
  "县教育局",
  "县水利局",
  "县交通运输局",
  "县农业农村局",
  "县卫生健康局",
  "县民政局",
  "县司法局",
];
const unit = (at: number) => UNITS[at % UNITS.length] ?? "";
const WORK = "完善管理制度，明确责任分工，及时公开办理结果，接受社会监督，每季度汇总一次进展情况";

interface Row {
  readonly no: number;
  readonly task: string;
  readonly lead: string;
  readonly others: string;
  readonly due: string;
}

function rowOf(at: number): Row {
  return {
    no: at + 1,
    task: `推进第${at + 1}项工作，${WORK}。`,
    lead: unit(at),
    others: `${unit(at + 1)}、${unit(at + 3)}`,
    due: `2031年${1 + (at % 12)}月底前`,
  };
}

/** Pieces until they are `size` bytes together, between a beginning and an end. */
function filled(start: string, piece: (at: number) => string, end: string, size: number): Buffer {
  const pieces = [start];
  let length = Buffer.byteLength(start) + Buffer.byteLength(end);
  for (let at = 0; ; at++) {
    const next = piece(at);
    length += Buffer.byteLength(next);
    if (length > size) break;
    pieces.push(next);
  }
  return Buffer.from(pieces.join("") + end);
}

const TITLE = "示例县2031年重点工作任务分解表";
const HEADS = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"];
const cellsOf = ({ no, task, lead, others, due }: Row) => [`${no}`, task, lead, others, due];

function tableText(size: number): Buffer {
  return filled(`${TITLE}\n${HEADS.join("\t")}\n`, (at) => `${cellsOf(rowOf(at)).join("\t")}\n`, "", size);
}

function lineTable(size: number): Buffer {
  const lines = (cells: readonly string[]) => `${cells.map((cell) => `\t${cell}\n`).join("")}\n`;
  return filled(`${TITLE}\n\n${lines(HEADS)}`, (at) => lines(cellsOf(rowOf(at))), "", size);
}

function article(at: number): string {
  const { no, task, lead, others, due } = rowOf(at);
  const heading = at % 8 === 0 ? `（${numeral(1 + ((at / 8) % 99))}）做好有关工作。\n` : "";
  return `${heading}${((no - 1) % 8) + 1}.${task}${due}完成。（${lead}牵头，${others}配合）\n`;
}

const DIGITS = "零一二三四五六七八九";
function numeral(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const digit = (at: number) => DIGITS[at] ?? "";
  return `${tens > 1 ? digit(tens) : ""}${tens > 0 ? "十" : ""}${ones > 0 ? digit(ones) : ""}`;
}

function page(body: (at: number) => string, start: string, end: string, size: number): Buffer {
  return filled(
    `<!doctype html><meta charset="utf-8"><title>${TITLE}</title><h1>${TITLE}</h1>${start}`,
    body,
    end,
    size,
  );
}

const tableRow = (tag: string, cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;

/** Parts of an office file, stored as they are, so that the file is as large as its content. */
function archive(parts: Readonly<Record<string, Buffer>>, packed: boolean): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = packed ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(packed ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from("PK\u0005\u0006"), end]);
}

const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (target: string, kind: string) =>
  Buffer.from(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${KINDS}/${kind}" Target="${target}"/></Relationships>`,
  );

const word = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const wordRow = (cells: readonly string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc>${word(cell)}</w:tc>`).join("")}</w:tr>`;

function docx(packed: boolean, bytes: number): Buffer {
  const start = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${word(TITLE)}<w:tbl>${wordRow(HEADS)}`;
  const size = (bytes - OTHER_PARTS) * (packed ? PACKED : 1);
  const content = filled(start, (at) => wordRow(cellsOf(rowOf(at))), "</w:tbl></w:body></w:document>", size);
  return archive(
    { "_rels/.rels": relations("word/document.xml", "officeDocument"), "word/document.xml": content },
    packed,
  );
}

const sheetRow = (cells: readonly string[], row: number) =>
  `<row r="${row}">${cells.map((cell, at) => `<c r="${"ABCDE"[at]}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;

function xlsx(packed: boolean, bytes: number): Buffer {
  const spread = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const start = `<worksheet ${spread}><sheetData>${sheetRow(HEADS, 1)}`;
  const size = (bytes - OTHER_PARTS) * (packed ? PACKED : 1);
  const content = filled(start, (at) => sheetRow(cellsOf(rowOf(at)), at + 2), "</sheetData></worksheet>", size);
  return archive(
    {
      "_rels/.rels": relations("xl/workbook.xml", "officeDocument"),
      "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml", "worksheet"),
      "xl/workbook.xml": Buffer.from(
        `<workbook ${spread} xmlns:r="${KINDS}"><sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      "xl/worksheets/sheet1.xml": content,
    },
    packed,
  );
}

/** One of each format and layout. */
export const largeNotices: readonly LargeNotice[] = [
  { name: "table.txt", bytes: tableText },
  { name: "cell-a-line.txt", bytes: lineTable },
  { name: "article.txt", bytes: (size) => filled(`${TITLE}\n一、工作任务\n`, article, "", size) },
  {
    name: "table.html",
    bytes: (size) =>
      page((at) => tableRow("td", cellsOf(rowOf(at))), `<table>${tableRow("th", HEADS)}`, "</table>", size),
  },
  {
    name: "article.html",
    bytes: (size) =>
      page((at) => `<p>${article(at).trim().replace("\n", "</p><p>")}</p>`, "<p>一、工作任务</p>", "", size),
  },
  { name: "stored.docx", bytes: (size) => docx(false, size) },
  { name: "packed.docx", bytes: (size) => docx(true, size) },
  { name: "stored.xlsx", bytes: (size) => xlsx(false, size) },
  { name: "packed.xlsx", bytes: (size) => xlsx(true, size) },
];
