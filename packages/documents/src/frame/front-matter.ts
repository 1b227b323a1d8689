// What comes before the table: the covering notice with its number, title, signature and day, and the page metadata.
import { findDates } from "../cells/dates.ts";
import { readHeading } from "../cells/heading.ts";
import { leadingNumber } from "../cells/number.ts";
import { type Piece, pieceOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import type { Finding } from "../meaning/warnings.ts";
import { bareWords, foldWidth } from "../readers/width.ts";
import { isPageMark } from "../recognisers/grid.ts";
import type { Explanation } from "../recognisers/record.ts";
import { isDayAlone, SIGNER, signatureOf, withoutBlanks } from "./signature.ts";

export interface FrontMatter {
  /** The table's own title; empty where none is printed. */
  readonly title: string;
  readonly noticeTitle: string | null;
  /** The printed 发布机构, or else the signature. */
  readonly issuer: string | null;
  readonly docNumber: string | null;
  /** The day under the signature, as an ISO day. */
  readonly issuedOn: string | null;
  /** Other readings of the day and of the issuer, which a person should compare. */
  readonly otherDay: { readonly date: string; readonly line: number } | undefined;
  readonly signature: { readonly name: string; readonly line: number } | undefined;
  /** Titles in 《》 that the notice names. */
  readonly named: readonly string[];
  /** Sentences between the title and the header, which belong to nothing. */
  readonly strays: readonly Piece[];
}

const DOC_NUMBER = /^([\u4e00-\u9fff]{2,20})[〔[(](\d{4})[〕\])]第?(\d{1,5})号$/;
/** The number of a document run together with its title. */
const NUMBER_AT_END =
  /(?<=意见|方案|通知|办法|决定|规划|计划|清单|要点|措施|任务|表)[\u4e00-\u9fff]{1,10}[〔[(（]\d{4}[〕\])）]\d{1,5}号$/;
const PUBLICITY = /^\(?此件.{0,12}公开.{0,6}\)?$/;
/** A line wholly in brackets. Below a title it may belong to the title (「（征求意见稿）」); above, it is about the notice. */
const REMARK = /^\([^()]+\)$/;
const ATTACHMENT = /^附件\s*[\d一二三四五六七八九十]*\s*:?$/;
const NOTICE_END = /(?:通知|通报|意见|函|公告|方案|办法|决定|批复)$/;
const METADATA_KEYS =
  "标题|文号|发文字号|发布机构|发文机关|成文日期|发布日期|发布时间|生成日期|索引号|主题分类|体裁分类";
const METADATA_LINE = new RegExp(`^\\s*(${METADATA_KEYS})\\s*:\\s*(.*)$`);
/** The line of a web page below its title: 「发布时间：2031-03-01 来源：市政府办公室 浏览次数：122」. */
const BYLINE =
  /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:$|(?=\D))|(?:(?:发布|更新)?(?:时间|日期)|(?:信息|稿件|文章)?来源|作者|浏览(?:次数|量)?|点击(?:次数|[数率量])?|阅读(?:次数|量)?):)/;
/** The number of a table among several is not in the name of the plan. */
const TABLE_NUMBER = /^附?表\s*[\d一二三四五六七八九十]/;
/** A label with its value, such as 「牵头单位：县政府办公室」, which is about the table and not its name. */
const LABELLED = /^(?!附件)[^:《》]{2,10}:./;
/** Something that runs over more lines than this is not a title. */
const TITLE_LINES = 4;

/**
 * Reads everything above the first table or list. An article or a list may open with sentences of its own below its
 * title. `isCell` tells the cells of ruled tables, such as one of metadata, which hold no title.
 */
export function readFrontMatter(
  lines: readonly Line[],
  { from: first, start = 0, by }: Pick<Explanation, "from" | "start" | "by">,
  isCell: (no: number) => boolean,
): FrontMatter {
  const above = [...lines.slice(0, first - 1), ...linesBefore(lines[first - 1], start)];
  const printed = withoutCells(above, isCell);
  // So may a table that stands in an article, below a heading of its own.
  const isProse =
    by === "article" || by === "labelled" || isNumbered(printed.findLast(({ text }) => text.trim() !== ""));
  const { title, from, strays } = isProse ? proseTitle(printed) : tableTitle(printed);
  const notice = above.filter(({ no }) => no < from);
  const metadata = metadataOf(above.filter((line) => line.no < from || isByline(line)));
  const signed = signatureOf(notice);
  const metadataDay = findDates(metadata.get("成文日期")?.value ?? metadata.get("发布日期")?.value ?? "", null)[0];
  const issuer = metadata.get("发布机构")?.value ?? signed?.name ?? null;
  return {
    title,
    noticeTitle: metadata.get("标题")?.value ?? noticeTitle(notice),
    issuer,
    docNumber:
      docNumber(isProse ? above : notice) ??
      numberOf(metadata.get("发文字号")?.value ?? metadata.get("文号")?.value ?? ""),
    // Where nothing is signed, 成文日期 is the day of the document; the day of its publication is another.
    issuedOn: signed?.date ?? findDates(metadata.get("成文日期")?.value ?? "", null)[0]?.date ?? null,
    otherDay:
      metadataDay && signed && metadataDay.date !== signed.date
        ? { date: metadataDay.date, line: (metadata.get("成文日期") ?? metadata.get("发布日期"))?.line ?? signed.line }
        : undefined,
    signature: signed?.name ? { name: signed.name, line: signed.line } : undefined,
    named: notice.flatMap(({ text }) => [...text.matchAll(/《([^《》]{2,120})》/g)].map(([, name]) => name ?? "")),
    strays,
  };
}

/** What stands before the stretch on its first line: blanks, full stops and days are all that is left of the line breaks. */
function linesBefore(line: Line | undefined, start: number): Line[] {
  if (!line || start === 0) return [];
  return [
    ...line.text.slice(0, start).matchAll(/\d{4}年\d{1,2}月\d{1,2}日|(?:(?!\d{4}年\d{1,2}月\d{1,2}日)[^\s。])+。?/g),
  ].map(({ 0: text }) => ({
    no: line.no,
    text,
    folded: foldWidth(text),
  }));
}

/** The lines outside cells, which end at the last cell above a title. */
function withoutCells(above: readonly Line[], isCell: (no: number) => boolean): readonly Line[] {
  const last = above.findLastIndex(({ no, text }) => text.trim() !== "" && !isCell(no));
  const cell = above.slice(0, last + 1).findLastIndex(({ no }) => isCell(no));
  return above.slice(cell + 1, last + 1);
}

function tableTitle(above: readonly Line[]): { title: string; from: number; strays: Piece[] } {
  const title: Line[] = [];
  const strays: Piece[] = [];
  for (const line of above.toReversed()) {
    const text = withoutBlanks(line.folded);
    if (text === "" || isPageMark(line.folded) || (title.length === 0 && isByline(line))) continue;
    if (isRow(line)) break;
    if (title.length === TITLE_LINES || endsTitleSearch(text) || (title.length > 0 && REMARK.test(text))) break;
    if (/[。;:!?]$/.test(text) || LABELLED.test(text) || (REMARK.test(text) && /[,。;:]/.test(text))) {
      if (title.length > 0 || strays.length === 3) break;
      strays.unshift(pieceOf(line));
      continue;
    }
    title.unshift(line);
  }
  const first = title[0];
  // Without a title the sentences above the header are the end of the notice itself.
  if (!first) return { title: "", from: (above.at(-1)?.no ?? 0) + 1, strays: [] };
  return {
    title: titleOf(title),
    from: first.no,
    strays,
  };
}

/**
 * The title of an article or a list: the nearest lines above it that are no sentence. Below them may stand the number, the
 * addressees and an introduction, all of which are no title; a day above them ends the covering notice.
 */
function proseTitle(above: readonly Line[]): { title: string; from: number; strays: Piece[] } {
  const title: Line[] = [];
  for (const line of above.toReversed()) {
    const text = withoutBlanks(line.folded);
    if (text === "" || (title.length === 0 && isByline(line))) continue;
    if (isRow(line)) break;
    if (isDayAlone(text) || ATTACHMENT.test(text) || METADATA_LINE.test(text) || title.length === TITLE_LINES) break;
    const isTitle =
      text.length <= LONGEST_TITLE &&
      !/[。;:!?,、]$/.test(text) &&
      !DOC_NUMBER.test(text) &&
      !REMARK.test(text) &&
      !isNumbered(line);
    if (isTitle) title.unshift(line);
    else if (title.length > 0) break;
  }
  const [first] = title;
  if (!first) return { title: "", from: (above.at(-1)?.no ?? 0) + 1, strays: [] };
  return { title: titleOf(title).replace(NUMBER_AT_END, ""), from: first.no, strays: [] };
}

/** The words of a title without marks of Markdown, and without the word 附件 run together with it. */
function titleOf(title: readonly Line[]): string {
  // A row of a spreadsheet with a title has empty cells behind it.
  const names = title.filter(({ folded }) => !TABLE_NUMBER.test(withoutBlanks(folded)));
  const words = (names.length > 0 ? names : title)
    .map(({ text }) => withoutBlanks(text).replace(/^#+|\*+|[,|]+$/g, ""))
    .join("");
  return words.replace(/^附件(?:\d{1,2}(?!\d)|(?=\d{4}年))[:：]?/, "");
}

/** Whether a line is a heading or a numbered paragraph of the text. */
function isNumbered(line: Line | undefined): boolean {
  return line !== undefined && (readHeading(line.text.trim()) ?? leadingNumber(line.text)) !== undefined;
}

function isByline({ folded }: Line): boolean {
  return folded.length <= 120 && BYLINE.test(withoutBlanks(folded));
}

/** Whether a line is a row of another table: a tab stands between its words. */
function isRow({ text }: Line): boolean {
  return /\S\t\s*\S/.test(text);
}

/** A line that is longer is a paragraph. */
const LONGEST_TITLE = 80;

function endsTitleSearch(text: string): boolean {
  return (
    text.length > 80 ||
    ATTACHMENT.test(text) ||
    PUBLICITY.test(text) ||
    DOC_NUMBER.test(text) ||
    isDayAlone(text) ||
    text.includes("|") ||
    METADATA_LINE.test(text) ||
    (NOTICE_END.test(text.slice(-2)) && text.includes("关于印发"))
  );
}

function metadataOf(notice: readonly Line[]): Map<string, { value: string; line: number }> {
  const found = new Map<string, { value: string; line: number }>();
  for (const line of notice) {
    for (const [, key, value] of line.folded.matchAll(/[[【]\s*([^\]】|]{2,8}?)\s*[\]】]\s*\|?([^|[【]*)/g))
      keep(key, value);
    const plain = METADATA_LINE.exec(line.folded);
    if (plain) keep(plain[1], plain[2]);

    function keep(key: string | undefined, value: string | undefined): void {
      if (key && value && withoutBlanks(value) !== "" && !found.has(key))
        found.set(key, { value: value.trim(), line: line.no });
    }
  }
  return found;
}

function docNumber(notice: readonly Line[]): string | null {
  for (const { folded } of notice) {
    const words = withoutBlanks(folded);
    const number = numberOf(NUMBER_AT_END.exec(words)?.[0] ?? words);
    if (number) return number;
  }
  return null;
}

function numberOf(text: string): string | null {
  const found = DOC_NUMBER.exec(foldWidth(withoutBlanks(text)));
  return found ? `${found[1]}〔${found[2]}〕${found[3]}号` : null;
}

/**
 * The title of the notice: the lines from 关于 to 通知. A letterhead line directly above is its first line (梁平); one that
 * stands apart is not (巫山).
 */
function noticeTitle(notice: readonly Line[]): string | null {
  for (const [at, line] of notice.entries()) {
    const start = withoutBlanks(line.text);
    if (!/^[^《》。::]{0,40}关于/.test(start)) continue;
    let title = "";
    let taken = 0;
    for (const next of notice.slice(at, at + 12)) {
      const words = withoutBlanks(next.text);
      if (words === "") continue;
      title += words;
      taken++;
      if (NOTICE_END.test(words) || /[。::]$/.test(words) || taken === 6) break;
    }
    if (!NOTICE_END.test(title)) continue;
    const letterhead = withoutBlanks(notice[at - 1]?.text ?? "");
    return start.startsWith("关于") && letterhead.length <= 30 && SIGNER.test(letterhead) ? letterhead + title : title;
  }
  return null;
}

/** What the front matter leaves open: names or days that do not agree. */
export function frontFindings(front: FrontMatter): Finding[] {
  const { title, noticeTitle, otherDay, signature, issuer } = front;
  const names = [noticeTitle ?? "", ...front.named].map(bareWords);
  const renamed = title !== "" && noticeTitle !== null && !names.some((name) => name.includes(bareWords(title)));
  const at = (code: Finding["code"], line: number | undefined, words: string): Finding => ({
    code,
    row: null,
    lines: line === undefined ? null : [line, line],
    words,
  });
  return [
    ...(title === "" ? [at("TITLE_MISSING", undefined, "")] : []),
    ...(renamed ? [at("TITLE_DIFFERS", undefined, `${noticeTitle} ≠ ${title}`)] : []),
    ...(otherDay ? [at("TWO_DATES", otherDay.line, otherDay.date)] : []),
    ...(signature && issuer && bareWords(signature.name) !== bareWords(issuer)
      ? [at("TWO_ISSUERS", signature.line, `${issuer} ≠ ${signature.name}`)]
      : []),
  ];
}
