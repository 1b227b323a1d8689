// The plan as the workbench has it.
import type { DraftShownQuery } from "../generated/operations.ts";
import type { Numbered } from "../parts/task-no.ts";

export type PlanOnPage = NonNullable<DraftShownQuery["plan"]>;

/** Under which keys what is expected of a plan, a warning and a name is kept. */
export const planKey = (planId: string): string => `plan/${planId}`;
export const warningKey = (planId: string, warningNo: number): string => `warning/${planId}/${warningNo}`;
export const nameKey = (planId: string, name: string): string => `name/${planId}/${name}`;

/** A row of it, with the number that the notice prints of that. */
export const numbered = ({ rowNumbers }: Pick<PlanOnPage, "rowNumbers">, row: number): Numbered => ({
  row,
  no: rowNumbers[row - 1],
});
