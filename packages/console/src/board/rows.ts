// The rows of the board by heading 目标: each heading, and those under it, with what picks its tasks.
import type { BoardCountedFragment } from "../generated/operations.ts";
import { headingWords } from "../parts/heading-words.ts";

type Section = BoardCountedFragment["sections"][number];

/** A row of the board by heading: a heading, or one under it. */
export interface HeadingRow {
  readonly key: string;
  readonly counts: Section["counts"];
  /** Null for the tasks under no heading. */
  readonly text: string | null;
  readonly isUnder: boolean;
  /** How many headings there are under it. */
  readonly under: number;
  /** What picks its tasks. */
  readonly picks: { readonly section?: string | null; readonly part?: number; readonly subsection?: string };
}

/** The rows of a board, one below the other, without what is under the headings that are folded. */
export const rowsOf = (
  sections: BoardCountedFragment["sections"],
  folded: readonly string[] = [],
): readonly HeadingRow[] =>
  sections.flatMap(({ no = null, title, part, counts, children }) => {
    const picks = { section: no, ...(part == null ? {} : { part }) };
    const key = `${part ?? 1}/${no ?? ""}`;
    return [
      {
        key,
        counts,
        text: no === null ? null : headingWords(no, title ?? ""),
        isUnder: false,
        picks,
        under: children.length,
      },
      ...(folded.includes(key) ? [] : children).map((child) => ({
        key: `${key}/${child.no}`,
        counts: child.counts,
        text: headingWords(child.no ?? "", child.title ?? ""),
        isUnder: true,
        under: 0,
        picks: { ...picks, subsection: child.no ?? "" },
      })),
    ];
  });
