// What the records leave of the lines they stand in: marks of numerals, brackets, labels, headings, and what was left out.
import { grouped } from "@taizhang/domain";
import { type Piece, trimmed } from "../../document/cell.ts";
import type { RowRecord } from "../record.ts";
import { type BlockText, lineIndexAt, type Stretch } from "./block-text.ts";

/** The words of the stretch that none of these pieces holds. */
export function restOf(text: BlockText, { from, to }: Stretch, taken: readonly Piece[]): Piece[] {
  const held = grouped(taken, ({ line }) => line);
  const rest: Piece[] = [];
  for (let index = lineIndexAt(text, from); index < text.lines.length; index++) {
    const line = text.lines[index];
    const start = text.starts[index] ?? 0;
    if (!line || start >= to) break;
    let at = Math.max(from - start, 0);
    const own = (held.get(line.no) ?? []).toSorted((one, other) => one.from - other.from);
    for (const piece of [...own, { from: Math.min(line.text.length, to - start), text: "" }]) {
      const gap = trimmed({ line: line.no, from: at, text: line.text.slice(at, Math.max(piece.from, at)) });
      if (gap.text !== "") rest.push(gap);
      at = piece.from + piece.text.length;
    }
  }
  return rest;
}

/** Every piece that a record holds in one of its fields, but for what an earlier record accounts for. */
export function piecesIn({ number, task, requirements, clauses, deadline, paths }: RowRecord): Piece[] {
  const own = clauses.flatMap(({ cell, shared }) => (shared ? [] : [cell]));
  const due = deadline.shared ? [] : [deadline.cell];
  return [number, task, ...requirements, ...own, ...due, ...paths].flatMap((cell) => cell?.pieces ?? []);
}
