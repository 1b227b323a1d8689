// Reads a notice: from bytes to a draft, or to the reason why it cannot be read.
import type { PlanDraft } from "@taizhang/domain";
import type { BlockDocument } from "./document/block.ts";
import { joinDocuments } from "./document/join.ts";
import { type Hidden, withoutPersonalNumbers } from "./document/personal-numbers.ts";
import { readFrontMatter } from "./frame/front-matter.ts";
import { readTail, tailStart } from "./frame/tail.ts";
import { toDraft } from "./meaning/draft.ts";
import { type Problem, problem } from "./readers/problem.ts";
import { readDocument } from "./readers/read-document.ts";
import { encodeReading } from "./reading-file.ts";
import { recogniserNames } from "./recognisers/names.ts";
import { recognise } from "./recognisers/recognise.ts";
import type { Explanation } from "./recognisers/record.ts";
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
 * divide names that are printed without a separator. Pure, and never throws on bad input: what cannot be read comes back
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
function understand({ document, hiddenIn }: Hidden, known: readonly string[]): ReadResult {
  const recognition = recognise(document);
  const { parts } = recognition;
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return { error: whyNone(document, recognition) };
  const { lines } = document;
  const tail = tailStart(lines, last.to);
  const { draft, uses } = toDraft({
    document,
    hiddenIn,
    parts,
    known,
    front: readFrontMatter(lines, first),
    tail: tail && readTail(lines, tail, last.to),
  });
  const unread = draft.unread.reduce((sum, { text }) => sum + text.replace(/\s/g, "").length, 0);
  // If more is left unread than was read, the document was not understood, and the draft would only mislead.
  if (draft.tasks.length === 0 || unread * 2 > draft.coverage.characters) return { error: notUnderstood(first, draft) };
  return { draft, reading: encodeReading(document, uses) };
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
