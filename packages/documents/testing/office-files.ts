// Office files made by hand in a test: the parts that a case is about, in an archive.
import { strToU8, type ZipOptions, type Zippable, zipSync } from "fflate";

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const SHEET =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

type Part = string | Uint8Array | [Uint8Array, ZipOptions];

/** An archive of these parts. */
export function zipOf(parts: Readonly<Record<string, Part>>, options: ZipOptions = {}): Uint8Array {
  const written: Zippable = {};
  for (const [name, part] of Object.entries(parts)) written[name] = typeof part === "string" ? strToU8(part) : part;
  return zipSync(written, options);
}

function relations(targets: Readonly<Record<string, string>>): string {
  const each = Object.entries(targets).map(
    ([target, kind], at) => `<Relationship Id="r${at + 1}" Type="${KINDS}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships ${RELATIONS}>${each.join("")}</Relationships>`;
}

interface DocxParts {
  readonly styles?: string;
  readonly numbering?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

/** A docx whose body, styles and numbering are these elements; `w:` is the namespace of Word. */
export function docxOf(body: string, { styles = "", numbering = "", more = {} }: DocxParts = {}): Uint8Array {
  return zipOf({
    "_rels/.rels": relations({ "word/document.xml": "officeDocument" }),
    "word/_rels/document.xml.rels": relations({ "styles.xml": "styles", "numbering.xml": "numbering" }),
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ${WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${body}</w:body></w:document>`,
    "word/styles.xml": `<w:styles ${WORD}>${styles}</w:styles>`,
    "word/numbering.xml": `<w:numbering ${WORD}>${numbering}</w:numbering>`,
    ...more,
  });
}

/** A paragraph with these words; `properties` are those of the paragraph. */
export function paragraph(words: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
}

/** A row whose cells hold these words; one that begins with `<` is the content of a cell as it is. */
export function row(...cells: string[]): string {
  const written = cells.map((cell) => `<w:tc>${cell.startsWith("<") ? cell : paragraph(cell)}</w:tc>`);
  return `<w:tr>${written.join("")}</w:tr>`;
}

interface XlsxParts {
  readonly strings?: string;
  readonly styles?: string;
  /** The attributes of the workbook's properties. */
  readonly properties?: string;
  /** The state of each sheet, such as `hidden`. */
  readonly states?: readonly string[];
}

/** An xlsx whose sheets hold these elements, and are named 表1, 表2 and so on. */
export function xlsxOf(
  sheets: readonly string[],
  { strings = "", styles = "", properties = "", states = [] }: XlsxParts = {},
) {
  const names = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  const listed = sheets.map(
    (_, at) => `<sheet name="表${at + 1}" sheetId="${at + 1}" state="${states[at] ?? "visible"}" r:id="r${at + 1}"/>`,
  );
  const targets = {
    ...Object.fromEntries(names.map((name) => [name, "worksheet"])),
    "sharedStrings.xml": "sharedStrings",
    "styles.xml": "styles",
  };
  return zipOf({
    "_rels/.rels": relations({ "xl/workbook.xml": "officeDocument" }),
    "xl/_rels/workbook.xml.rels": relations(targets),
    "xl/workbook.xml": `<workbook ${SHEET}><workbookPr ${properties}/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/sharedStrings.xml": `<sst ${SHEET}>${strings}</sst>`,
    "xl/styles.xml": `<styleSheet ${SHEET}>${styles}</styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/${names[at]}`, `<worksheet ${SHEET}>${sheet}</worksheet>`])),
  });
}

/** Rows of a sheet from their cells by name: `{ A1: "words", B1: 3 }`. */
export function sheetOf(cells: Readonly<Record<string, string | number>>, merged: readonly string[] = []): string {
  const written = Object.entries(cells).map(([name, value]) =>
    typeof value === "number"
      ? `<row><c r="${name}"><v>${value}</v></c></row>`
      : `<row><c r="${name}" t="inlineStr"><is><t>${value}</t></is></c></row>`,
  );
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `<sheetData>${written.join("")}</sheetData><mergeCells>${ranges}</mergeCells>`;
}
