// The plan as the workbench has it.
import type { DraftShownQuery } from "../generated/operations.ts";

export type PlanOnPage = NonNullable<DraftShownQuery["plan"]>;

/** Under which keys what is expected of a plan, a warning and a name is kept. */
export const planKey = (planId: string): string => `plan/${planId}`;
export const warningKey = (planId: string, warningNo: number): string => `warning/${planId}/${warningNo}`;
export const nameKey = (planId: string, name: string): string => `name/${planId}/${name}`;
