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

const readingFile = z.object({ version: z.literal(1), lines: z.array(readLine) });

/** Writes the reading of a document down, as JSON in UTF-8. */
export function encodeReading({ lines, places }: BlockDocument, uses: readonly Use[]): Uint8Array {
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
  return new TextEncoder().encode(JSON.stringify({ version: 1, lines: written }));
}

/** The lines of a kept reading. Throws on anything else. */
export function decodeReading(bytes: Uint8Array): ReadLine[] {
  return readingFile.parse(JSON.parse(new TextDecoder().decode(bytes))).lines;
}
