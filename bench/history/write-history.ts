// A history of any length for measurements: plans are issued by commands, and what is reported on them is appended at once.
import { randomUUID } from "node:crypto";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { addDays, beijingDay, type DomainFact, eventTypes, streamOf, task } from "@taizhang/domain";
import type { EventLog, NewEvent } from "@taizhang/log";

/** Plans of one kind. */
export interface Plans {
  readonly count: number;
  readonly tasks: number;
  /** How many units have a part in each task, in turn from those of its plan; the first is its lead. */
  readonly unitsATask: number;
  /** The names of the units, divided among the plans: what a unit owes does not grow with the number of plans. */
  readonly units: readonly string[];
  /** Reports on each part, each of which is accepted before the next: two events. */
  readonly reportsAPart: number;
}

/** An issued plan. */
export interface WrittenPlan {
  readonly planId: string;
  readonly taskIds: readonly string[];
}

export const regionId = "990101";

const [ProgressReported] = task.actions.reportProgress.events;
const [ReportAccepted] = task.actions.acceptReport.events;

/** How many tasks are appended to at once. */
const atOnce = 8;

/** Writes plans, and the reports on all of their parts. `say` tells a person how far it has come. */
export async function writeHistory(
  log: EventLog,
  kinds: readonly Plans[],
  say: (words: string) => void,
): Promise<readonly WrittenPlan[]> {
  const ago = addDays(beijingDay(new Date().toISOString()), -20);
  const ledger = testLedger(ago, () => log);
  const region = testRegion(ledger, regionId);
  const written: WrittenPlan[] = [];
  const total = kinds.reduce((sum, { count }) => sum + count, 0);

  /** The rows of the nth plan. Their days lie far ahead, so that no day's end has anything to note. */
  const rowsOf = ({ count, tasks, units, unitsATask }: Plans, nth: number) => {
    const size = Math.floor(units.length / count);
    return Array.from({ length: tasks }, (_, at) => ({
      text: `推进第${at + 1}项工作，完善管理制度，明确责任分工，及时公开办理结果，接受社会监督。`,
      due: addDays(ago, 400 + ((nth + at) % 300)),
      units: Array.from({ length: unitsATask }, (_, part) => {
        const name = units[nth * size + ((at * unitsATask + part) % size)] ?? "";
        return [name, part === 0 ? "lead" : "responsible"] as const;
      }),
    }));
  };

  async function report(taskId: string, planId: string, { reportsAPart }: Plans): Promise<void> {
    const { state, revision } = await ledger.executor.load(task, taskId);
    const facts = Array.from({ length: reportsAPart }, (_, nth) => nth + 1).flatMap((reportNo) =>
      Object.keys(state.assignments).flatMap((unitId) => reported(unitId, reportNo, ago)),
    );
    const events = facts.map(({ unitId, fact }) => recorded(fact, { unitId, planId, taskId, at: ledger.clock.now() }));
    const appended = await log.append(streamOf(task, taskId), revision, events);
    if (typeof appended === "string") throw new Error(`the history of task ${taskId} is refused: ${appended}`);
  }

  for (const kind of kinds) {
    for (let nth = 0; nth < kind.count; nth++) {
      const title = `${ago.slice(0, 4)}年第${written.length + 1}号重点任务分解表`;
      const { planId, taskIds } = await region.issue(title, rowsOf(kind, nth));
      const left = taskIds.values();
      const reporter = async () => {
        for (const taskId of left) await report(taskId, planId, kind);
      };
      await Promise.all(Array.from({ length: atOnce }, reporter));
      written.push({ planId, taskIds });
      say(`${written.length} of ${total} plans are written`);
    }
  }
  return written;
}

const reported = (unitId: string, reportNo: number, reportedOn: string) => [
  {
    unitId,
    fact: ProgressReported({
      ...{ unitId, reportNo, reportedOn, evidence: [] },
      progress: { text: `第${reportNo}次填报：本月已按要求公开有关信息，并更新目录，接受社会监督。` },
    }),
  },
  { unitId, fact: ReportAccepted({ unitId, reportNo }) },
];

interface About {
  readonly unitId: string;
  readonly planId: string;
  readonly taskId: string;
  readonly at: string;
}

/** An event as the executor would store it. */
function recorded(fact: DomainFact, { unitId, planId, taskId, at }: About): NewEvent {
  const commandId = randomUUID();
  const isReport = fact.type === ProgressReported.type;
  return {
    id: randomUUID(),
    fact,
    meta: {
      schemaVersion: eventTypes.get(fact.type)?.version ?? 1,
      regionId,
      actor: { subjectId: "writer", unitId: isReport ? unitId : null, roles: [isReport ? "unit" : "office"] },
      onBehalfOf: null,
      happenedAt: at,
      action: isReport ? "reportProgress" : "acceptReport",
      ...{ commandId, commandHash: "0".repeat(64), causationId: commandId, correlationId: commandId },
      ...{ planId, taskId, unitIds: [unitId] },
    },
  };
}

/** Plans of 50 tasks with 10 parts each, for 25 units of their own, in all about 8,500 events a plan: 12 make a hundred thousand, 120 a million. */
export const longHistory = (plans: number): readonly Plans[] => [
  { ...{ count: plans, tasks: 50, unitsATask: 10, units: unitNames(25 * plans) }, reportsAPart: 8 },
];

/** Names for units. */
export const unitNames = (count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `第${String(nth + 1).padStart(3, "0")}单位`);
