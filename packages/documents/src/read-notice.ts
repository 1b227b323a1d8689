// Reads a notice: from bytes to a draft, or to the reason why it cannot be read.
import type { PlanDraft } from "@taizhang/domain";
import type { BlockDocument } from "./document/block.ts";
import { joinDocuments } from "./document/join.ts";
import type { Line } from "./document/line.ts";
import { type Hidden, withoutPersonalNumbers } from "./document/personal-numbers.ts";
import { readFrontMatter } from "./frame/front-matter.ts";
import { readTail, type Tail, tailStart } from "./frame/tail.ts";
import { toDraft } from "./meaning/draft.ts";
import { type Problem, problem } from "./readers/problem.ts";
import { readDocument } from "./readers/read-document.ts";
import { encodeReading } from "./reading-file.ts";
import { type LeftOut, sortTables } from "./recognisers/left-out.ts";
import { recogniserNames } from "./recognisers/names.ts";
import { recognise } from "./recognisers/recognise.ts";
import type { Explanation } from "./recognisers/record.ts";
import { withoutRemarks } from "./recognisers/remarks.ts";
import { whyNone } from "./recognisers/why-none.ts";

/** A file of a notice: the notice itself or an annex. */
export interface NoticeFile {
  readonly bytes: Uint8Array;
  /** The name of the file; it appears in the text of errors and has no other effect. */
  readonly name: string;
}

/**
 * A draft with the reading it comes from (see `decodeReading`), or an error with a code and a sentence in English
 * (`message`) and Chinese (`messageZh`).
 */
export type ReadResult = { readonly draft: PlanDraft; readonly reading: Uint8Array } | { readonly error: Problem };

/**
 * Reads a notice, which may come in several files, as one plan. `known` are the names of the region's roster, which
 * divide names that are printed without a separator and complete those without their level. Pure, and never throws on bad input: what cannot be read comes back
 * as an error.
 */
export function readNotice(files: readonly NoticeFile[], known: readonly string[] = []): ReadResult {
  const documents: BlockDocument[] = [];
  for (const { bytes, name } of files) {
    const document = readDocument(bytes);
    if ("problem" in document) return { error: named(document.problem, name) };
    documents.push(document);
  }
  const result = understand(withoutPersonalNumbers(joinDocuments(documents)), known);
  const names = files.map(({ name }) => name).join("、");
  return "error" in result ? { error: named(result.error, names) } : result;
}

/** Makes the draft of a document. */
function understand({ document: printed, hiddenIn }: Hidden, known: readonly string[]): ReadResult {
  const { document, leftOut } = sortTables(printed);
  const { document: told, remarks } = withoutRemarks(document);
  const recognition = recognise(told);
  const { parts } = recognition;
  const [first] = parts;
  if (!first) return { error: whyNone(printed, recognition) };
  const { lines } = document;
  const tails = parts.flatMap((part, at) => tailOf(lines, part, parts[at + 1]) ?? []);
  const { draft, uses, cells } = toDraft({
    document,
    hiddenIn,
    parts,
    remarks,
    leftOut,
    known,
    front: readFrontMatter(withoutTables(lines, leftOut), first, cellsAbove(document, first.from)),
    tails,
  });
  const unread = draft.unread.reduce((sum, { text }) => sum + text.replace(/\s/g, "").length, 0);
  // If more is left unread than was read, the document was not understood, and the draft would only mislead.
  if (draft.tasks.length === 0 || unread * 2 > draft.coverage.characters) return { error: notUnderstood(first, draft) };
  return { draft, reading: encodeReading(document, { uses, cells }) };
}

/** What follows a part: to the next one, or to the end. */
function tailOf(lines: readonly Line[], { to }: Explanation, next: Explanation | undefined): Tail | undefined {
  const between = lines.slice(to, next && next.from - 1);
  const start = tailStart(between, to);
  return start && readTail(between, start);
}

/** Tells the lines that stand beside others in a row of a ruled table, of the tables that begin above a line. */
function cellsAbove({ blocks }: BlockDocument, line: number): (no: number) => boolean {
  const cells = new Set<number>();
  for (const block of blocks) {
    if (block.kind === "text" || block.from >= line) continue;
    for (const row of block.rows) {
      const printed = row.flatMap((cell) => (cell.state === "printed" ? [cell.pieces] : []));
      if (printed.length > 1) for (const { line } of printed.flat()) cells.add(line);
    }
  }
  return (no) => cells.has(no);
}

/** The lines without the words of tables that are left out, which name neither the notice nor its parts. */
function withoutTables(lines: readonly Line[], leftOut: readonly LeftOut[]): readonly Line[] {
  if (leftOut.length === 0) return lines;
  const without = [...lines];
  for (const { from, to } of leftOut) {
    for (let no = from; no <= to; no++) without[no - 1] = { no, text: "", folded: "" };
  }
  return without;
}

function notUnderstood({ by, from }: Explanation, { tasks, unread }: PlanDraft): Problem {
  const left = unread[0]?.lines[0];
  const { zh, en } = recogniserNames[by];
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${from} 行起像是${zh}，但多数内容不能这样读出（读出 ${tasks.length} 项，第 ${left} 行起有未读的文字）。请改用保留表格的文件（docx、xlsx 或网页另存的 html）。`,
    `From line ${from} on this looks like ${en}, but most of it does not read so (${tasks.length} tasks; text is left over from line ${left} on). Use a file that keeps the table (docx, xlsx, or the web page saved as html).`,
  );
}

function named(error: Problem, name: string): Problem {
  return { code: error.code, message: `${name}: ${error.message}`, messageZh: `${name}：${error.messageZh}` };
}
