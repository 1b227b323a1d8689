// The evidence 佐证材料 of a report or of a claim as it stands after all facts of a task: what a check of it is about.
import type { DomainFact } from "../catalogue.ts";
import type { Evidence } from "../kernel/shapes.ts";
import { reportWordsIn } from "./report-words.ts";

/** The evidence after one more fact: of a unit's report, or of its claim where `reportNo` is null. */
export function evidenceAfter(
  before: readonly Evidence[] | null,
  fact: DomainFact,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number | null },
): readonly Evidence[] | null {
  const { type, data } = fact;
  if (!("unitId" in data) || data.unitId !== unitId) return before;
  if (reportNo !== null)
    return "reportNo" in data && data.reportNo === reportNo ? (reportWordsIn(fact)?.evidence ?? before) : before;
  if (type === "CompletionClaimed") return data.evidence;
  if (type === "ClaimCorrected") return data.after.evidence;
  return type === "ClaimWithdrawn" || type === "CompletionReturned" || type === "AssignmentReopened" ? null : before;
}
