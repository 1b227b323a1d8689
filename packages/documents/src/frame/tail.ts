// What follows the table: signature (落款), list of attachments (附件), copies (抄送), the printing line (印发), a blank reporting form (填报单位…).

import { type Piece, pieceOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type Signature, signatureOf } from "./signature.ts";

const COPIES = /^(?:抄送|抄报|主送)\s*[::]/;
const FORM = /^(?:填报|填表|报送)(?:单位|部门|人|日期|时间)\s*(?:\([^()]{0,12}\)\s*)?[::]/;
const PRINTED = /\d{4}年\d{1,2}月\d{1,2}日\s*印发$/;
const ATTACHMENTS = /^附件\s*\d*\s*:/;
const SEAL =
  /^(?:电子公文专用章|\(?此件.{0,12}公开.{0,6}\)?|\(?(?:盖章|公章)\)?|主题词.*|第?\s*[-—–]?\s*\d+\s*[-—–]?\s*页?)$/;
const SENTENCE_END = /[。!?;]$/;

export interface Tail {
  /** The first line of the tail; lines from here on are not part of the table. */
  readonly from: number;
  /** Lines that were understood as part of the tail. */
  readonly understood: readonly Piece[];
  /** The signature under the table. */
  readonly signature: Signature | undefined;
  /** The blank reporting form, whose rows look like tasks but are not. */
  readonly form: { readonly from: number; readonly to: number } | undefined;
}

/** Where the tail begins, and the signature it begins with. */
export interface TailStart {
  readonly from: number;
  readonly signature: Signature | undefined;
}

/** The first line of the tail after this line, or undefined. */
export function tailStart(lines: readonly Line[], after: number): TailStart | undefined {
  const below = lines.filter(({ no }) => no > after);
  const opened = below.find(({ folded }) => opensTail(folded))?.no;
  const before = signatureUnder(opened === undefined ? below : below.filter(({ no }) => no < opened));
  if (before) return { from: before.line, signature: before };
  if (opened === undefined) return undefined;
  return { from: opened, signature: signatureUnder(below.filter(({ no }) => no > opened)) };
}

function opensTail(folded: string): boolean {
  const text = folded.trim();
  if (COPIES.test(text) || FORM.test(text) || (text.length < 80 && PRINTED.test(text))) return true;
  return ATTACHMENTS.test(text) && !isCell(folded);
}

/** Whether a line is marked as a cell, so that it belongs to the table. */
function isCell(folded: string): boolean {
  return /[\t|]/.test(folded);
}

/** The signature after the last cell; a day without a name may be a cell of the last row. */
function signatureUnder(lines: readonly Line[]): Signature | undefined {
  const signature = signatureOf(lines.slice(lines.findLastIndex(({ folded }) => isCell(folded)) + 1));
  return signature?.name === undefined ? undefined : signature;
}

/**
 * Reads the tail from its first line. Lines that are neither copies, form, printing line nor seal are not in
 * `understood`, and so come back as unread. `lines` begin below the last row.
 */
export function readTail(lines: readonly Line[], { from, signature }: TailStart): Tail {
  const understood: Piece[] = [];
  let form: { from: number; to: number } | undefined;
  let part: "copies" | "form" | "attachments" | "none" = "none";
  for (const line of lines.filter(({ no }) => no >= from)) {
    const text = line.folded.trim();
    if (text === "") continue;
    if (ATTACHMENTS.test(text)) part = "attachments";
    if (COPIES.test(text)) part = "copies";
    else if (FORM.test(text)) part = "form";
    const signed = line.no === signature?.line || line.no === signature?.dayLine;
    const closing = signed || PRINTED.test(text) || SEAL.test(text);
    const listed = part === "attachments" && /^(?:附件|\d)/.test(text);
    const belongs = part === "copies" || listed || (part === "form" && !SENTENCE_END.test(text));
    if (!closing && !belongs) continue;
    understood.push(pieceOf(line));
    if (part === "form" && !closing) form = { from: form?.from ?? line.no, to: line.no };
    // A list of copies ends with its full stop.
    if (closing || (part === "copies" && SENTENCE_END.test(text))) part = "none";
  }
  if (!form) return { from, understood, signature, form };
  const title = formTitle(lines, form.from);
  return {
    from,
    understood: [...title, ...understood],
    signature,
    form: { from: title[0]?.line ?? form.from, to: form.to },
  };
}

/** The lines above a form that are its name, such as 「…工作台账」, but not a sentence. */
function formTitle(lines: readonly Line[], form: number): Piece[] {
  const title: Piece[] = [];
  const above = lines.findIndex(({ no }) => no === form);
  for (const line of lines.slice(0, above).toReversed()) {
    const text = line.folded.trim();
    if (text === "") continue;
    if (
      SENTENCE_END.test(text) ||
      /[,、]|^\(/.test(text) ||
      line.text.startsWith("\t") ||
      text.length > 80 ||
      title.length === 3
    )
      break;
    title.unshift(pieceOf(line));
  }
  const name = title.map(({ text }) => text).join("");
  return /(?:台账|台帐|表|单)$/.test(name) ? title : [];
}
