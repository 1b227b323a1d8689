// How names are written, and when two spellings are one name.
import { z } from "zod";
import { name } from "../kernel/shapes.ts";

const fullMarks = new Map([
  ["(", "（"],
  [")", "）"],
  [",", "，"],
  [";", "；"],
  [":", "："],
]);

/**
 * The form in which the roster keeps a name, as the reader of notices prints it: letters and digits in half width and
 * one character for all its forms (NFKC), brackets and marks in full width, no blanks except between Latin words.
 * 「各乡(镇、 街道)」 is kept as 「各乡（镇、街道）」.
 */
export function canonicalName(name: string): string {
  return name
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/(?<![!-~]) | (?![!-~])/gu, "")
    .replace(/[(),;:]/g, (mark) => fullMarks.get(mark) ?? mark);
}

/** A name as people may say it in a command: it is kept in its canonical form. Stored facts hold `name` alone. */
export const saidName = z.string().transform(canonicalName).pipe(name);

/**
 * The form in which names are compared: half width (NFKC), no blanks, nothing that is not seen (a page that was
 * copied may print a blank of no width), round brackets for 〔〕﹝﹞[]【】, lower case. 「各乡（镇、街道）」 and
 * 「各乡(镇、街道)」 are one.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replace(/[〔﹝[【]/gu, "(")
    .replace(/[〕﹞\]】]/gu, ")")
    .toLowerCase();
}
