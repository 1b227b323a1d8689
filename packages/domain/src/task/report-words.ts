// Reads the words of a progress report 进展填报 from the fact that holds them.
import type { DomainFact } from "../catalogue.ts";
import type { ReportWords } from "./correct-report.ts";

/** The words of a report that a fact holds; null if it holds none. `saidAt` in a report's state is the fact's revision. */
export function reportWordsIn({ type, data }: DomainFact): ReportWords | null {
  if (type === "ProgressReported") return { progress: data.progress, evidence: data.evidence };
  return type === "ReportCorrected" ? data.after : null;
}
