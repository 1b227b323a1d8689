// A plan as its board has it.
import type { BoardShownQuery } from "../generated/operations.ts";

export type PlanOnBoard = NonNullable<BoardShownQuery["plan"]>;
