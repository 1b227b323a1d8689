// Glued tables: copied from a page so that all cells run together, as 「…公开透明。区财政局各乡镇2.推进…」. Only numbers, full stops
// and the names of units tell where a cell ends, so only tables of one order are read: headings, one column of prose, units.
import { namesIn } from "../cells/names-in.ts";
import { BLANK, type Cell, cellOf, cellText, type Piece, slicePieces } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { foldWidth } from "../readers/width.ts";
import { type ColumnKind, isHeader, readingsOf, type Schema, wordKind } from "./columns.ts";
import { explainGrid } from "./explain-grid.ts";
import type { Grid, TableRow } from "./grid.ts";
import type { Explanation, LayoutDoubt } from "./record.ts";

/** The glued table in these lines, if there is one in an order that can be read. */
export function recogniseGlued(lines: readonly Line[]): Explanation[] {
  const text = gluedText(lines);
  const header = findHeader(text.bare);
  if (!header) return [];
  const schema = readableSchema(header.words);
  const rows = schema ? rowsBelow(text.bare, header.to) : [];
  if (!schema || rows.length < FEWEST) return [];
  if (schema[0]?.kind === "heading" && rows[0]?.headings.length === 0) return [];
  const start = text.pieces(header.from, header.to)[0]?.from ?? 0;
  return [{ ...explainGrid(gridOf(text, header, schema, rows), "glued"), start }];
}

/** With fewer rows nothing shows how the cells follow one another. */
const FEWEST = 3;

/** The text without blanks, in half width, and where each of its characters is printed. */
interface GluedText {
  readonly bare: string;
  pieces(from: number, to: number): Piece[];
  /** Whether a blank is printed just before this character: where a cell was empty, the blank is all that is left. */
  afterBlank(at: number): boolean;
}

function gluedText(lines: readonly Line[]): GluedText {
  const whole: Cell = {
    state: "printed",
    pieces: lines.map(({ no, text }) => ({ line: no, from: 0, text })),
  };
  const printed = cellText(whole);
  const folded = foldWidth(printed);
  const places = new Int32Array(printed.length + 1);
  const parts: string[] = [];
  let length = 0;
  for (const { 0: words, index } of folded.matchAll(/\S+/g)) {
    for (let at = 0; at < words.length; at++) places[length + at] = index + at;
    length += words.length;
    parts.push(words);
  }
  return {
    bare: parts.join(""),
    pieces: (from, to) => (from >= to ? [] : slicePieces(whole, places[from] ?? 0, (places[to - 1] ?? 0) + 1)),
    afterBlank: (at) => at > 0 && (places[at] ?? 0) > (places[at - 1] ?? 0) + 1,
  };
}

interface GluedHeader {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

const HEADER_END = /(?:单位|部门|时限|时间)(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|1[.、])/g;
/** The longest header, and the longest word of one. */
const LONGEST_HEADER = 48;
const LONGEST_WORD = 12;

/** The first place where known header words, and nothing else, stand before the first heading or number. */
function findHeader(bare: string): GluedHeader | undefined {
  for (const { 0: word, index } of bare.matchAll(HEADER_END)) {
    const to = index + word.length;
    const words = wordsBefore(bare, to);
    if (words.length >= 2 && isHeader(words)) return { from: to - words.join("").length, to, words };
  }
  return undefined;
}

/** The most header words that end here, each as long as may be. */
function wordsBefore(bare: string, to: number): string[] {
  const words: string[] = [];
  let end = to;
  while (to - end < LONGEST_HEADER) {
    const from = Math.max(0, end - LONGEST_WORD);
    let found = "";
    for (let start = from; start < end - 1 && found === ""; start++) {
      const word = bare.slice(start, end);
      if (SINGLE_WORD.test(word) && wordKind(word) !== undefined) found = word;
    }
    if (found === "") break;
    words.unshift(found);
    end -= found.length;
  }
  return words;
}

/** One header word, not two run together, and not the end of a title. */
const SINGLE_WORD =
  /^(?:序号|(?:(?:工作|主要|重点|具体|目标|贯彻|落实)(?:工作)?)?(?:任务|举措|措施|事项|内容|要求|目标|项目|要点)|(?:(?:第一|主要)?(?:牵头|主办|承办|协办|责任|配合|参加|参与|落实|实施|负责)\/?){1,2}(?:单位|部门)(?:\([\u4e00-\u9fff]{2,4}\))?|(?:完成|办结|整改|办理)?(?:时限|时间))$/;

/** The only order that can be read: a column of headings, if any, then prose, then one or two columns of units. */
function readableSchema(words: readonly string[]): Schema | undefined {
  const schema = readingsOf(words).find(({ length }) => length === words.length) ?? [];
  const order = schema.map(({ kind }) => kind).join(" ");
  if (/^(?:heading )?task (?:lead )?responsible$/.test(order)) return schema;
  if (!/^task requirement (?:lead )?responsible$/.test(order)) return undefined;
  // Of two columns of prose the first must hold the headings: nothing would tell where one ends and the other begins.
  const kinds: readonly ColumnKind[] = ["heading", "task"];
  return schema.map((column, at) => ({ ...column, kind: kinds[at] ?? column.kind }));
}

/** A row in the bare text: its number, prose and units, with the headings above it. */
interface GluedRow {
  readonly no: number;
  readonly from: number;
  readonly text: number;
  readonly units: number;
  readonly to: number;
  readonly headings: readonly { readonly from: number; readonly to: number }[];
}

const HEADING_AT_END = /(?:(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^。;,:]{2,40})+$/;
const HEADINGS =
  /(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^。;,:]{2,40}?(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|$)/g;
/** So many places are tried for the number of the next row, which an amount or an item may look like. */
const TRIES = 8;
const LONGEST_TAIL = 400;

/** The rows, as long as their numbers run on and each ends with names of units. */
function rowsBelow(bare: string, header: number): GluedRow[] {
  const rows: GluedRow[] = [];
  let at = header;
  for (let no = 1; ; no++) {
    const opened = bare.slice(at, at + 200);
    const start = new RegExp(`^(.{0,160}?)(?<!\\d)${no}[.、](?!\\d)`).exec(opened);
    if (!start || (start[1] !== "" && !HEADING_AT_END.test(start[1] ?? ""))) break;
    const headings = [...(start[1] ?? "").matchAll(HEADINGS)].map(({ 0: words, index }) => ({
      from: at + index,
      to: at + index + words.length,
    }));
    const text = at + start[0].length;
    const end = rowEnd(bare, text, no + 1);
    if (!end) break;
    rows.push({ no, from: at + (start[1]?.length ?? 0), text, ...end, headings });
    at = end.to;
  }
  return rows;
}

/** Where a row ends: before the next number, with or without headings in between, and after names of units. */
function rowEnd(bare: string, text: number, next: number): { units: number; to: number } | undefined {
  const marker = new RegExp(`(?<!\\d)${next}[.、](?!\\d)`, "g");
  marker.lastIndex = text;
  for (let tries = 0; tries < TRIES; tries++) {
    const found = marker.exec(bare);
    const limit = found?.index ?? bare.length;
    const heading = HEADING_AT_END.exec(bare.slice(Math.max(text, limit - 160), limit));
    const to = heading ? Math.max(text, limit - 160) + heading.index : limit;
    const units = bare.lastIndexOf("。", to - 1) + 1;
    const names = bare.slice(units, to);
    if (units > text && names.length <= LONGEST_TAIL && names !== "" && readsAsNames(names)) return { units, to };
    if (!found) return undefined;
  }
  return undefined;
}

/** Names run together read as names where the first or the last of them does, and no sentence is among them. */
function readsAsNames(words: string): boolean {
  if (/[。!?“”:]/.test(words)) return false;
  const [first = ""] = words.split(/[、,;]/);
  return [words, first, words.slice(-12)].some((part) => namesIn(part) !== "few");
}

function gridOf(text: GluedText, header: GluedHeader, schema: Schema, rows: readonly GluedRow[]): Grid {
  const hasLead = schema.some(({ kind }) => kind === "lead");
  // Rows whose lead is blank show what cells of the last column look like.
  const known = nameSetOf(rows, text, hasLead);
  const doubts: LayoutDoubt[] = [];
  const printed: TableRow[] = rows.flatMap((row, record) => {
    const cut = hasLead ? leadEnd(text, row, known) : { at: row.units, isSure: true };
    const cellFor: Partial<Record<ColumnKind, Cell>> = {
      task: cellOf(text.pieces(row.from, row.units)),
      lead: cellOf(text.pieces(row.units, cut.at)),
      responsible: cellOf(text.pieces(cut.at, row.to)),
    };
    const cells = schema.map(({ kind }) => cellFor[kind] ?? BLANK);
    const place = placeOf(cells);
    const words = cellText(cellOf(text.pieces(row.units, row.to)));
    if (!cut.isSure) doubts.push({ code: "CELLS_RUN_TOGETHER", ...place, words, record });
    const headings = row.headings.map(({ from, to }): TableRow => {
      const own = [cellOf(text.pieces(from, to)), ...schema.slice(1).map(() => BLANK)];
      return { kind: "heading", cells: own, ...placeOf(own), afterBreak: false };
    });
    return [...headings, { kind: "task", cells, ...place, afterBreak: false }];
  });
  const marks = text.pieces(header.from, header.to);
  return { layout: "delimited", schema, rows: printed, marks, header: placeOf([cellOf(marks)]), doubts };
}

function placeOf(cells: readonly Cell[]): { from: number; to: number } {
  const lines = cells.flatMap(({ pieces }) => pieces.map(({ line }) => line));
  return { from: lines[0] ?? 1, to: lines.at(-1) ?? 1 };
}

/** The last cells of rows whose lead is blank. */
function nameSetOf(rows: readonly GluedRow[], text: GluedText, hasLead: boolean): ReadonlySet<string> {
  return new Set(
    rows.filter(({ units }) => hasLead && text.afterBlank(units)).map(({ units, to }) => text.bare.slice(units, to)),
  );
}

/**
 * Where the lead ends and the other units begin: nowhere if a blank stands for the lead; else before words that are the
 * whole last cell of another row. Failing that all are taken for the other units, and a person has to say who leads.
 */
function leadEnd(
  text: GluedText,
  { units, to }: GluedRow,
  known: ReadonlySet<string>,
): { at: number; isSure: boolean } {
  if (text.afterBlank(units)) return { at: units, isSure: true };
  const words = text.bare.slice(units, to);
  for (let at = 1; at < words.length; at++) if (known.has(words.slice(at))) return { at: units + at, isSure: true };
  return { at: units, isSure: false };
}
