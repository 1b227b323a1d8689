// Lines grouped by their due day 按完成时限分组: the longest overdue first, each day by itself; what has no due day comes last.
import { grouped } from "./grouped.ts";

interface Due {
  readonly dueOn?: string | null;
}

/** The lines of one due day. */
export interface DayGroup<Line> {
  /** Null where there is none. */
  readonly dueOn: string | null;
  readonly lines: readonly Line[];
}

/** The groups in order; within a day the lines stay as they come. */
export function groupedByDay<Line extends Due>(lines: readonly Line[]): readonly DayGroup<Line>[] {
  return [...grouped(lines, (line) => line.dueOn ?? null)]
    .map(([dueOn, group]) => ({ dueOn, lines: group }))
    .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn === null ? 1 : b.dueOn === null || a.dueOn < b.dueOn ? -1 : 1));
}

const countOf = (groups: readonly DayGroup<unknown>[]): number =>
  groups.reduce((all, { lines }) => all + lines.length, 0);

/** A row of the list on the screen: the head of a group, or a line. */
export type Row<Line> =
  | {
      readonly kind: "head";
      readonly group: DayGroup<Line>;
      /** Whether all lines of its day are there: those of the last one may not be fetched yet. */
      readonly isWhole: boolean;
      /** Whether its lines are left out. */
      readonly isFolded: boolean;
    }
  | { readonly kind: "line"; readonly line: Line };

/**
 * The groups as rows, one below the other; `total` is how many lines there are with those that are not fetched yet. Of a group
 * that is folded its head alone is a row.
 */
export const rowsOf = <Line>(
  groups: readonly DayGroup<Line>[],
  total: number,
  isFolded: (group: DayGroup<Line>) => boolean = () => false,
): readonly Row<Line>[] =>
  groups.flatMap((group, at) => [
    {
      ...{ kind: "head" as const, group, isFolded: isFolded(group) },
      isWhole: at < groups.length - 1 || countOf(groups) >= total,
    },
    ...(isFolded(group) ? [] : group.lines.map((line) => ({ kind: "line" as const, line }))),
  ]);

/** The line so many places after one, as the rows have them; undefined where there is none. */
export function lineBeside<Line extends { readonly id: string | number }>(
  rows: readonly Row<Line>[],
  id: string | undefined,
  step: 1 | -1,
): Line | undefined {
  const lines = rows.flatMap((row) => (row.kind === "line" ? [row.line] : []));
  const at = lines.findIndex((line) => String(line.id) === id);
  return at < 0 ? undefined : lines[at + step];
}

/** The lines before and after one; none where it is not among them. */
export const besides = <Line extends { readonly id: string | number }>(
  rows: readonly Row<Line>[],
  id: string | undefined,
): readonly Line[] => [lineBeside(rows, id, -1), lineBeside(rows, id, 1)].filter((line) => line !== undefined);
