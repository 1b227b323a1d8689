// The signature 落款: the name of the office and, on a line of its own below, the day.
import { findDates } from "../cells/dates.ts";
import type { Line } from "../document/line.ts";

export interface Signature {
  /** The office; undefined if only the day is printed. */
  readonly name: string | undefined;
  /** ISO day. */
  readonly date: string;
  /** The line of the name, or else of the day. */
  readonly line: number;
  readonly dayLine: number;
}

/** How the name of a signing office ends. */
export const SIGNER = /(?:政府|办公室|委员会|局|厅|办|院|部|会)$/;

/** The last day on a line of its own, with the name above it. */
export function signatureOf(lines: readonly Line[]): Signature | undefined {
  const printed = lines.filter(({ text }) => text.trim() !== "");
  const at = printed.findLastIndex(({ folded }) => isDayAlone(withoutBlanks(folded)));
  const day = printed[at];
  const date = day && findDates(withoutBlanks(day.folded), null)[0]?.date;
  if (!day || !date) return undefined;
  const above = printed[at - 1];
  const name = withoutBlanks(above?.text ?? "");
  const signer = name.length <= 40 && SIGNER.test(name) ? name : undefined;
  return { name: signer, date, line: signer && above ? above.no : day.no, dayLine: day.no };
}

/** Whether a text without blanks is a day of the calendar and nothing else. */
export function isDayAlone(text: string): boolean {
  const [date] = findDates(text, null);
  return date !== undefined && date.from === 0 && date.to === text.length && /[日号]$/.test(text);
}

/** A text without blanks: archives put a blank where a line was broken. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
