// What follows the table: copies (抄送), the printing line (印发), a blank reporting form (填报单位…).
import type { Line } from "../readers/text.ts";
import { type Piece, trimmed } from "./cell.ts";

const COPIES = /^(?:抄送|抄报|主送)\s*[::]/;
const FORM = /^(?:填报|填表|报送)(?:单位|部门|人|日期|时间)\s*(?:\([^()]{0,12}\)\s*)?[::]/;
const PRINTED = /\d{4}年\d{1,2}月\d{1,2}日\s*印发$/;
const SEAL = /^(?:电子公文专用章|\(?(?:盖章|公章)\)?|主题词.*|第?\s*[-—–]?\s*\d+\s*[-—–]?\s*页?)$/;
const SENTENCE_END = /[。!?;]$/;

export interface Tail {
  /** The first line of the tail; lines from here on are no part of the table. */
  readonly from: number;
  /** Lines that were understood as a part of the tail. */
  readonly understood: readonly Piece[];
  /** The blank reporting form, whose rows look like tasks and are none. */
  readonly form: { readonly from: number; readonly to: number } | undefined;
}

/** The first line behind the header that opens the tail, or undefined. */
export function tailStart(lines: readonly Line[], header: number): number | undefined {
  return lines.find(({ no, folded }) => no > header && opensTail(folded.trim()))?.no;
}

function opensTail(text: string): boolean {
  return COPIES.test(text) || FORM.test(text) || (text.length < 80 && PRINTED.test(text));
}

/**
 * Reads the tail from its first line. Lines that are neither copies, form, printing line nor seal are left out of
 * `understood`, and so come back as unread. `lastRow` is the last line of the table's rows.
 */
export function readTail(lines: readonly Line[], from: number, lastRow: number): Tail {
  const understood: Piece[] = [];
  let form: { from: number; to: number } | undefined;
  let part: "copies" | "form" | "none" = "none";
  for (const line of lines.slice(from - 1)) {
    const text = line.folded.trim();
    if (text === "") continue;
    if (COPIES.test(text)) part = "copies";
    else if (FORM.test(text)) part = "form";
    const closing = PRINTED.test(text) || SEAL.test(text);
    const belongs = part === "copies" || (part === "form" && !SENTENCE_END.test(text));
    if (!closing && !belongs) continue;
    understood.push(trimmed({ line: line.no, from: 0, text: line.text }));
    if (part === "form" && !closing) form = { from: form?.from ?? line.no, to: line.no };
    // A list of copies ends with its full stop.
    if (closing || (part === "copies" && SENTENCE_END.test(text))) part = "none";
  }
  if (!form) return { from, understood, form };
  const title = formTitle(lines, form.from, lastRow);
  return { from, understood: [...title, ...understood], form: { from: title[0]?.line ?? form.from, to: form.to } };
}

/** The lines over a form that carry its name, such as 「…工作台账」; a sentence is none. */
function formTitle(lines: readonly Line[], form: number, lastRow: number): Piece[] {
  const title: Piece[] = [];
  for (let no = form - 1; no > lastRow; no--) {
    const line = lines[no - 1];
    const text = line?.folded.trim() ?? "";
    if (text === "" || !line) continue;
    if (
      SENTENCE_END.test(text) ||
      /[,、]|^\(/.test(text) ||
      line.text.startsWith("\t") ||
      text.length > 80 ||
      title.length === 3
    )
      break;
    title.unshift(trimmed({ line: no, from: 0, text: line.text }));
  }
  const name = title.map(({ text }) => text).join("");
  return /(?:台账|台帐|表|单)$/.test(name) ? title : [];
}
