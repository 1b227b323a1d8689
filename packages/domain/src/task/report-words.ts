// The words of a progress report 进展填报, as the fact that said them last holds them.
import type { DomainFact } from "../catalogue.ts";
import type { ReportWords } from "./correct-report.ts";

/** What a fact says of a report; null for a fact that says nothing of one. A report's state tells where it was said. */
export function reportWordsIn({ type, data }: DomainFact): ReportWords | null {
  if (type === "ProgressReported") return { progress: data.progress, evidence: data.evidence };
  return type === "ReportCorrected" ? data.after : null;
}
