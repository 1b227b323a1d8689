// Several files as one document: a notice and its annexes, in the order in which they were given.
import type { Block, BlockDocument, Place } from "./block.ts";
import type { Piece } from "./cell.ts";
import { numbered } from "./line.ts";

/** One document of these, whose lines are numbered through. */
export function joinDocuments(documents: readonly BlockDocument[]): BlockDocument {
  const [first, ...further] = documents;
  if (!first || further.length === 0) return first ?? NOTHING;
  const starts: number[] = [];
  let before = 0;
  for (const { lines } of documents) {
    starts.push(before);
    before += lines.length;
  }
  return {
    format: first.format,
    lines: numbered(documents.flatMap(({ lines }) => lines.map(({ text }) => text))),
    blocks: documents.flatMap(({ blocks }, at) => blocks.map((block) => moved(block, starts[at] ?? 0))),
    places: new Map(
      documents.flatMap(({ lines, places }, at) =>
        lines.map(({ no }): [number, Place] => [no + (starts[at] ?? 0), { file: at + 1, ...places.get(no) }]),
      ),
    ),
  };
}

const NOTHING: BlockDocument = { format: "txt", lines: [], blocks: [], places: new Map() };

function moved(block: Block, by: number): Block {
  const lines = { from: block.from + by, to: block.to + by };
  if (block.kind === "text") return { kind: "text", ...lines };
  const piece = ({ line, from, text }: Piece): Piece => ({ line: line + by, from, text });
  return {
    kind: "table",
    ...lines,
    rows: block.rows.map((row) =>
      row.map((cell) => (cell.state === "printed" ? { ...cell, pieces: cell.pieces.map(piece) } : cell)),
    ),
  };
}
