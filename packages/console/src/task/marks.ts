// The printed words beside what was read 读取位置: each character of a line belongs to one field, or went nowhere.
import type { SourceUseKind } from "../generated/operations.ts";

export interface Span {
  readonly field: SourceUseKind;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A stretch of a line, and what it became; null where it went nowhere. */
export interface Stretch {
  readonly from: number;
  readonly text: string;
  readonly field: SourceUseKind | null;
}

/** The stretches of a line in order. Where two spans overlap, the one that begins first keeps the characters. */
export function stretchesOfLine(
  line: { readonly no: number; readonly text: string },
  spans: readonly Span[],
): readonly Stretch[] {
  const own = spans.filter((span) => span.line === line.no).sort((a, b) => a.from - b.from);
  const stretches: Stretch[] = [];
  let at = 0;
  const add = (to: number, field: Stretch["field"]) => {
    const text = line.text.slice(at, to);
    if (text !== "") stretches.push({ from: at, text, field });
    at = Math.max(at, to);
  };
  for (const { from, to, field } of own) {
    if (to <= at) continue;
    add(from, null);
    add(to, field);
  }
  add(line.text.length, null);
  return stretches;
}
