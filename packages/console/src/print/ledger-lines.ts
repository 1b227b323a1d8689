// The lines of a printed ledger, plan by plan and in the order of their rows 按计划和行号.

interface Line {
  readonly planId: unknown;
  /** Null for what is about a plan as a whole, which stands before its rows. */
  readonly row?: number | null;
}

/** The lines of a plan. */
export interface PlanLines<Each> {
  readonly planId: string;
  readonly lines: readonly Each[];
}

/** The plans of lines, in the order in which they come. */
export const planIdsOf = (lines: readonly Line[]): readonly string[] => [
  ...new Set(lines.map(({ planId }) => String(planId))),
];

/** The lines under their plans; those of one row stay in the order in which they come. */
export const byPlan = <Each extends Line>(lines: readonly Each[]): readonly PlanLines<Each>[] =>
  planIdsOf(lines).map((planId) => ({
    planId,
    lines: lines.filter((line) => String(line.planId) === planId).sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
  }));
