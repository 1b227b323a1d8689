// What the shell would look up for the decisions of a task, taken from the facts of a test.
import type { DomainFact } from "../src/catalogue.ts";
import type { Fact } from "../src/kernel/event.ts";
import type { Evidence } from "../src/kernel/shapes.ts";
import { ReportCorrected, type ReportWords } from "../src/task/correct-report.ts";
import { evidenceAfter } from "../src/task/evidence-as-it-stands.ts";
import { ProgressReported } from "../src/task/report-progress.ts";
import type { TaskState } from "../src/task/state.ts";
import { closing, draft, openPlan } from "./facts.ts";
import { roster, rosterWithout } from "./people.ts";

/** The units of the roster, of which those have ended whose parts are noted as nobody's, the headings of the plan, the task as it stood at the day's end, its plan, a closing of it that came after, the current words of the report named, and the evidence to be checked. */
export function lookedUp(facts: readonly Fact[], state: TaskState, command: object) {
  const { unitId = "", reportNo = null }: { unitId?: string; reportNo?: number | null } = command;
  const report = state.assignments[unitId]?.unsettled[reportNo ?? 0];
  const evidence = facts.reduce<readonly Evidence[] | null>(
    (so, fact) => evidenceAfter(so, fact as DomainFact, { unitId, reportNo }),
    null,
  );
  const before = report ? wordsOf(facts[report.saidAt]) : null;
  const ended = Object.entries(state.assignments).flatMap(([id, part]) => (part.ownerlessSince === null ? [] : [id]));
  const known = ended.reduce((so, id) => (so.units.has(id) ? rosterWithout(id, {}, so) : so), roster);
  return { ...known, sections: draft().sections, atEnd: state, before, evidence, ...openPlan, ...closing };
}

function wordsOf(fact: Fact | undefined): ReportWords | null {
  if (fact?.type === ReportCorrected.type) return ReportCorrected.shape.parse(fact.data).after;
  if (fact?.type !== ProgressReported.type) return null;
  const { progress, evidence } = ProgressReported.shape.parse(fact.data);
  return { progress, evidence };
}
