// What the shell would look up for the decisions of a task, taken from the facts of a test.
import type { Fact } from "../src/kernel/event.ts";
import { ReportCorrected, type ReportWords } from "../src/task/correct-report.ts";
import { ProgressReported } from "../src/task/report-progress.ts";
import type { TaskState } from "../src/task/state.ts";
import { draft } from "./facts.ts";
import { roster } from "./people.ts";

/** The units of the roster, the headings of the plan, the task as it stood at the day's end, and the current words of the report that is named. */
export function lookedUp(facts: readonly Fact[], state: TaskState, command: object) {
  const { unitId = "", reportNo = 0 }: { unitId?: string; reportNo?: number } = command;
  const report = state.assignments[unitId]?.unsettled[reportNo];
  return { ...roster, sections: draft().sections, atEnd: state, before: report ? wordsOf(facts[report.saidAt]) : null };
}

function wordsOf(fact: Fact | undefined): ReportWords | null {
  if (fact?.type === ReportCorrected.type) return ReportCorrected.shape.parse(fact.data).after;
  return fact?.type === ProgressReported.type ? ProgressReported.shape.parse(fact.data) : null;
}
