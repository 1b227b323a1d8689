// What the shell would look up for the decisions of a task, taken from the facts of a test.
import type { DomainFact } from "../src/catalogue.ts";
import type { Fact } from "../src/kernel/event.ts";
import type { Evidence } from "../src/kernel/shapes.ts";
import type { ReportWords } from "../src/task/correct-report.ts";
import { evidenceAfter } from "../src/task/evidence-as-it-stands.ts";
import { reportWordsIn } from "../src/task/report-words.ts";
import type { TaskState } from "../src/task/state.ts";
import { closing, draft, openPlan } from "./facts.ts";
import { roster, rosterWithout } from "./people.ts";

/** The units of the roster, of which those have ended whose parts are noted as nobody's, the headings of the plan, the task as it stood at the day's end, its plan, a closing of it that came after, the current words of the report named, and the evidence to be checked. */
export function lookedUp(facts: readonly Fact[], state: TaskState, command: object) {
  const { unitId = "", reportNo = null }: { unitId?: string; reportNo?: number | null } = command;
  const evidence = facts.reduce<readonly Evidence[] | null>(
    (so, fact) => evidenceAfter(so, fact as DomainFact, { unitId, reportNo }),
    null,
  );
  const before = facts.reduce<ReportWords | null>((so, fact) => {
    const { data } = fact as DomainFact;
    const isOfReport = "unitId" in data && data.unitId === unitId && "reportNo" in data && data.reportNo === reportNo;
    return isOfReport ? (reportWordsIn(fact as DomainFact) ?? so) : so;
  }, null);
  const ended = Object.entries(state.assignments).flatMap(([id, part]) => (part.ownerlessSince === null ? [] : [id]));
  const known = ended.reduce((so, id) => (so.units.has(id) ? rosterWithout(id, {}, so) : so), roster);
  return { ...known, sections: draft().sections, atEnd: state, before, evidence, ...openPlan, ...closing };
}
