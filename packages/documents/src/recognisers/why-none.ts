// Why nothing was recognised in a document: what it seems to be instead, how far it was read, and what a clerk can do.
import type { BlockDocument } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { type Problem, problem } from "../readers/problem.ts";
import { isPartedByBlanks } from "./aligned.ts";
import { type ArticleReach, articleReach } from "./article.ts";
import { isHeader, isTwinHeader, wordKind } from "./columns.ts";
import { dutiesOnly, otherGenre, workIsDone } from "./genres.ts";
import { type LostHead, lostHead } from "./lost-head.ts";
import { recogniserNames } from "./names.ts";
import type { Recognition } from "./recognise.ts";
import type { Explanation } from "./record.ts";
import { type Remark, withoutRemarks } from "./remarks.ts";
import { type UnitTable, unitTables } from "./unit-tables.ts";

/** An article has at least so many numbered paragraphs. */
const FEWEST = 2;

/** The reason why there is no draft, for a recognition without parts. */
export function whyNone(document: BlockDocument, { tied, tried }: Recognition): Problem {
  const { lines, blocks } = document;
  if (tied) return tiedReadings(tied);
  const lost = lostHead(document);
  if (lost) return headWordLost(lost);
  const [table] = unitTables(document, []);
  if (table && isTwinHeader(table.words)) return twoHalves(table);
  const form = tried.find(({ records }) => records.length === 0);
  if (form) return isBlankBelow(form, lines) ? emptyForm(form.from) : nothingUnder(form.from);
  const printed = lines.filter(({ text }) => text.trim() !== "");
  const broken = printed.find(
    ({ folded }, at) => RUN_TOGETHER.test(folded.replace(/\s+/g, "")) || isBareHeader(printed.slice(at, at + 8)),
  );
  if (broken) return isPartedByBlanks(broken) ? partedByBlanks(broken.no) : runTogether(broken.no);
  const signed = printed.flatMap((line) => partedBySign(line) ?? [])[0];
  if (signed) return partedOddly(signed);
  const other = otherGenre(printed);
  if (other) return other;
  if (table) return noTaskColumn(table);
  const reach = articleReach(document);
  if (reach.workDone) return workIsDone(reach.firstLine ?? 1);
  if (reach.duties !== null && reach.withUnits === 0) return dutiesOnly(reach.duties);
  // With fewer numbered paragraphs there is nothing to call an article.
  if (reach.paragraphs >= FEWEST) {
    const charge = withoutRemarks(document).remarks.find(({ kind }) => kind === "general");
    return charge && reach.withUnits === 0 ? unitsOfManyOnly(reach, charge) : unitsMissing(reach);
  }
  return noTasks(blocks.filter(({ kind }) => kind === "table").length);
}

/** Whether hardly anything but headings and short labels is printed below a header. */
function isBlankBelow({ from, to, marks }: Explanation, lines: readonly Line[]): boolean {
  const marked = new Set(marks.map(({ line }) => line));
  return lines.every(({ no, text }) => {
    const words = text.trim();
    return no < from || marked.has(no) || (words.length <= (no <= to ? 12 : 40) && !/[。；;]$/.test(words));
  });
}

function headWordLost({ line, words, cells }: LostHead): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行的表头有 ${words} 栏，其下各行却有 ${cells} 栏，表头可能漏了一格，无法确定各栏的含义。请对照原件补齐表头后再导入。`,
    `The header in line ${line} names ${words} columns, but the rows below it have ${cells}: a word of the header may be missing, so that the meaning of the columns cannot be told. Complete the header from the original and import again.`,
  );
}

function twoHalves({ from, words }: UnitTable): Problem {
  const heads = words.slice(0, words.length / 2).join("、");
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${from} 行的表头把「${heads}」并排印了两遍，一行里有左右两项任务，无法按一行一项读入。请把右半边的各行移到左半边的下面后再导入。`,
    `The header in line ${from} prints “${heads}” twice, side by side, so that each row holds two tasks. Move the rows of the right half below those of the left half and import again.`,
  );
}

function noTaskColumn({ from, words }: UnitTable): Problem {
  const heads = words.join("、");
  return problem(
    "NO_TASK_TABLE",
    `第 ${from} 行的表头有单位一栏，但没有一栏认得出是任务（表头：${heads}）。请把写任务的一栏的表头改为「工作任务」后再导入。`,
    `The header in line ${from} has a column of units, but none that is known to hold tasks (header: ${heads}). Name the column of the tasks 「工作任务」 and import again.`,
  );
}

function nothingUnder(line: number): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行有任务表的表头，但其下的文字不能按表头读出任何任务。请检查各行的分隔符，或改用原来的 docx、xlsx 文件。`,
    `Line ${line} holds the header of a task table, but nothing below it reads as a task under it. Check the separators of the rows, or use the docx or xlsx it comes from.`,
  );
}

function tiedReadings([one, other]: NonNullable<Recognition["tied"]>): Problem {
  const zh = [one, other].map(({ by, records }) => `${recogniserNames[by].zh}（${records.length} 项）`).join("，或");
  const en = [one, other].map(({ by, records }) => `${recogniserNames[by].en} (${records.length} tasks)`).join(" or ");
  return problem(
    "AMBIGUOUS_LAYOUT",
    `第 ${one.from} 行起有两种同样说得通的读法：${zh}。请改用保留表格的文件（docx、xlsx 或网页）再导入。`,
    `From line ${one.from} on, two readings are equally good: ${en}. Import a file that keeps the table (docx, xlsx or the web page).`,
  );
}

function emptyForm(line: number): Problem {
  return problem(
    "EMPTY_FORM",
    `第 ${line} 行有任务表的表头，但其下各行没有任务，看来是一张空白表。请填写后再导入。`,
    `Line ${line} holds the header of a task table, but the rows below it hold no task: this seems to be a blank form. Fill it in and import it then.`,
  );
}

function runTogether(line: number): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行有任务表的表头，但各单元格连在一起，没有分隔符，无法确定每格的起止。请改用原来的 docx、xlsx 文件，或把网页另存为 html 后导入。`,
    `Line ${line} holds the header of a task table, but its cells run together without separators, so where a cell ends cannot be told. Import the docx or xlsx it comes from, or save the web page as html.`,
  );
}

function partedByBlanks(line: number): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行有任务表的表头，但各栏只用空格隔开，其下各行没有逐栏对齐，无法确定每格的起止。请改用原来的 docx、xlsx 文件，或在各格之间改用制表符（Tab）后再导入。`,
    `Line ${line} holds the header of a task table, but only blanks part its columns, and the rows below do not keep to them, so where a cell ends cannot be told. Import the docx or xlsx it comes from, or put a tab between the cells and import again.`,
  );
}

/** Signs that part the cells of a line for the eye, and may stand in the words of a cell or go round several of its lines. */
const ODD_SIGNS = ["│", "┃", "║", "；"] as const;

interface SignedHeader {
  readonly line: number;
  readonly sign: (typeof ODD_SIGNS)[number];
}

/** The sign between the words of a header; undefined if the line is none, such as 「细化工作任务；明确责任单位；」. */
function partedBySign({ no, text }: Line): SignedHeader | undefined {
  if (/[。；：]$/.test(text.trim())) return undefined;
  const sign = ODD_SIGNS.find((each) => text.includes(each) && isHeader(cellsBetween(text, each)));
  return sign && { line: no, sign };
}

function cellsBetween(text: string, sign: string): string[] {
  return text
    .split(sign)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
}

function partedOddly({ line, sign }: SignedHeader): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行有任务表的表头，但各栏用「${sign}」隔开，它也可能是格内的文字或框线，无法确定每格的起止。请改用原来的 docx、xlsx 文件，或改成每项一行、各格之间用制表符（Tab）隔开后再导入。`,
    `Line ${line} holds the header of a task table, but “${sign}” parts its columns, which may belong to the words of a cell or be drawn around them, so where a cell ends cannot be told. Import the docx or xlsx it comes from, or write one task a line with a tab between the cells and import again.`,
  );
}

function unitsMissing({ paragraphs, withUnits, firstLine }: ArticleReach): Problem {
  const zh =
    withUnits === 0 ? "都没有在段末用括号或「责任单位：」一类字样写明单位" : `其中只有 ${withUnits} 段写明了责任单位`;
  const en =
    withUnits === 0
      ? "none of which names units in brackets at its end or behind a label"
      : `of which only ${withUnits} name${withUnits === 1 ? "s" : ""} units`;
  return problem(
    "NO_UNITS_NAMED",
    `第 ${firstLine} 行起是条文，共 ${paragraphs} 个编号段落，${zh}，因此分不出任务。请在每项任务末尾用括号或「责任单位：」写明单位，或导入随文印发的任务分工表。`,
    `From line ${firstLine} on there is an article with ${paragraphs} numbered paragraphs, ${en}, so that its tasks cannot be told. Add the units to each task, in brackets at its end or behind 「责任单位：」, or import the table of tasks that was issued with it.`,
  );
}

/** Sentences such as 「以上由县财政局牵头」 alone do not tell which of the paragraphs are tasks. */
function unitsOfManyOnly({ paragraphs, firstLine }: ArticleReach, { line }: Remark): Problem {
  return problem(
    "NO_UNITS_NAMED",
    `第 ${firstLine} 行起是条文，共 ${paragraphs} 个编号段落，各段都没有写明单位，只有统管多项的一句（第 ${line.no} 行），因此分不出哪些段落是任务。请把单位写到每项任务的末尾，用括号或「责任单位：」写明。`,
    `From line ${firstLine} on there is an article with ${paragraphs} numbered paragraphs, none of which names units; only a sentence about many of them does (line ${line.no}), so that it cannot be told which are tasks. Add the units to each task, in brackets at its end or behind 「责任单位：」.`,
  );
}

function noTasks(tables: number): Problem {
  const zh = tables > 0 ? `文件里有 ${tables} 个表格，但没有一个` : "没有";
  const en = tables > 0 ? `The file holds ${tables} tables, but none with` : "There is neither";
  return problem(
    "NO_TASK_TABLE",
    `没有找到任务：${zh}带有「工作任务」和「责任单位」一类表头的表格，也没有写明责任单位的条文或清单。任务若在附件里，请导入附件；若在网页里，请把网页另存为 html 后导入。`,
    `No task was found: ${en} a table with a header such as 「工作任务」 and 「责任单位」${tables > 0 ? ", and no" : " nor"} articles or lists that name the units. If the tasks are in an annex, import the annex; if they are on a web page, save the page as html.`,
  );
}

/** Header words with nothing between them: the cells of the table have been run together. */
const RUN_TOGETHER =
  /(?:任务|举措|事项|要求|目标|内容)(?:牵头|责任|落实|配合|主办|承办)(?:\/责任)?(?:单位|部门)|(?:单位|部门)(?:配合\/)?(?:责任单位|责任部门|配合单位|完成时限|完成时间|工作要求|时限要求)/;

/** Header words on lines of their own without any separator. */
function isBareHeader(lines: readonly Line[]): boolean {
  const words: string[] = [];
  for (const { folded } of lines) {
    if (wordKind(folded) === undefined) break;
    words.push(folded);
  }
  return words.length > 2 && isHeader(words);
}
