// From the bytes of a file to a block document, whatever its format.
import type { BlockDocument } from "../document/block.ts";
import type { Problem } from "./problem.ts";
import { readLines } from "./text.ts";

/** The document in a file, or why it cannot be read. The format is told by the content, never by the name. */
export function readDocument(bytes: Uint8Array): BlockDocument | { problem: Problem } {
  const text = readLines(bytes);
  if ("problem" in text) return text;
  return { lines: text.lines, blocks: [{ kind: "text", from: 1, to: text.lines.length }], places: new Map() };
}
