// Lines grouped by their due day 按完成时限分组: the longest overdue first, each day by itself; what has no due day comes last.

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
  const days = new Map<string | null, Line[]>();
  for (const line of lines) {
    const day = line.dueOn ?? null;
    const group = days.get(day);
    if (group) group.push(line);
    else days.set(day, [line]);
  }
  return [...days]
    .map(([dueOn, group]) => ({ dueOn, lines: group }))
    .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn === null ? 1 : b.dueOn === null || a.dueOn < b.dueOn ? -1 : 1));
}

/** A row of the list on the screen: the head of a group, or a line. */
export type Row<Line> =
  | { readonly kind: "head"; readonly group: DayGroup<Line> }
  | { readonly kind: "line"; readonly line: Line };

/** The groups as rows, one below the other. */
export const rowsOf = <Line>(groups: readonly DayGroup<Line>[]): readonly Row<Line>[] =>
  groups.flatMap((group) => [
    { kind: "head" as const, group },
    ...group.lines.map((line) => ({ kind: "line" as const, line })),
  ]);
