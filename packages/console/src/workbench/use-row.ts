// One row of the draft as it was read; asked for again when the plan changes.
import { useQuestion } from "../ask/use-question.ts";
import { RowOfDraftDocument } from "../generated/operations.ts";

/** The question for a row; null asks nothing. */
export const useRow = (planId: string, row: number | null) =>
  useQuestion(RowOfDraftDocument, { id: planId, row: row ?? 0 }, { about: { planId }, enabled: row !== null });
