// Several files as one document: a notice and its annexes, in the order in which they were given.
import { type Block, type BlockDocument, type Place, withPieces } from "./block.ts";
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
  const ownExport = documents.find((each) => each.ownExport)?.ownExport;
  return {
    ...(ownExport && { ownExport }),
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
  const further = withPieces(block, ({ line, from, text }) => ({ line: line + by, from, text }));
  return { ...further, from: block.from + by, to: block.to + by };
}
