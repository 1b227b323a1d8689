// The reading of a document as it is kept beside its bytes: every line of the text, where it stands in its file, and what became of it.
import { z } from "zod";
import type { BlockDocument } from "./document/block.ts";
import { USE_KINDS, type Use } from "./meaning/use.ts";

/** What a stretch of a line became: its first character, the one after its last, the kind, and the row of the task. */
const useOfLine = z.object({
  from: z.int().min(0),
  to: z.int().min(0),
  as: z.enum(USE_KINDS),
  row: z.int().min(1).nullable(),
});
/** One stretch of a line, and what it became. */
export type LineUse = z.infer<typeof useOfLine>;

const place = z.object({
  file: z.int().min(1).optional(),
  paragraph: z.int().min(1).optional(),
  table: z.int().min(1).optional(),
  row: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
  sheet: z.string().optional(),
  cell: z.string().optional(),
});

const readLine = z.object({ text: z.string(), place: place.optional(), uses: z.array(useOfLine).optional() });
/** One line of the text of a document, with what became of it. */
export type ReadLine = z.infer<typeof readLine>;

/** A cell as its row prints it: the head it is printed under, and its lines, first and last, in order. */
const printedCell = z.object({
  row: z.int().min(1),
  column: z.string(),
  lines: z.array(z.tuple([z.int().min(1), z.int().min(1)])),
});
/** Which lines a cell of a row is printed on. */
export type PrintedCell = z.infer<typeof printedCell>;

const readingFile = z.object({
  version: z.literal(1),
  lines: z.array(readLine),
  /** Absent from readings that were kept before cells were. */
  cells: z.array(printedCell).optional(),
});
/** A kept reading: every line of the text, and where the cells of the rows are printed if that was kept. */
export type Reading = Pick<z.infer<typeof readingFile>, "lines" | "cells">;

/** Writes the reading of a document down, as JSON in UTF-8. */
export function encodeReading(
  { lines, places }: BlockDocument,
  { uses, cells }: { readonly uses: readonly Use[]; readonly cells: readonly PrintedCell[] },
): Uint8Array {
  const byLine = new Map<number, LineUse[]>();
  for (const { as, row, pieces } of uses) {
    for (const { line, from, text } of pieces) {
      const used = byLine.get(line) ?? [];
      byLine.set(line, used);
      used.push({ from, to: from + text.length, as, row });
    }
  }
  const written = lines.map(({ no, text }): ReadLine => {
    const at = places.get(no);
    const used = byLine.get(no)?.sort((one, other) => one.from - other.from);
    return { text, ...(at && { place: at }), ...(used && { uses: used }) };
  });
  return new TextEncoder().encode(JSON.stringify({ version: 1, lines: written, cells }));
}

/** A kept reading. Throws on anything else. */
export function decodeReading(bytes: Uint8Array): Reading {
  return readingFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
