// Any history of two tasks, whether or not the rules would allow it: read models must bear what the log could hold.
import { type DomainFact, type Relation, type TaskState, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import {
  AssignmentAccepted,
  AssignmentReopened,
  assigned,
  ClaimWithdrawn,
  CompletionEndorsed,
  CompletionReturned,
  claimed,
  corrected,
  finance,
  GroupExpanded,
  groupAssigned,
  health,
  lead,
  opened,
  positionOf,
  ReportAccepted,
  ReportReturned,
  relevant,
  reported,
  signedOff,
  stored,
  TaskClosed,
  uuid,
  words,
} from "./facts.ts";

export const tasks = [uuid(201), uuid(202)];
const units = [lead, finance, health];

interface Deed {
  readonly taskId: string;
  readonly unitId: string;
  readonly relation: Relation;
  readonly reportNo: number;
  readonly fact: (deed: Deed, before: TaskState) => DomainFact;
}

const facts: Deed["fact"][] = [
  ({ unitId, relation }) => assigned([unitId, relation]),
  () => groupAssigned,
  ({ unitId, relation }) =>
    GroupExpanded({ groupId: relevant, unitIds: [unitId], relations: [relation], reason: words("属其职责") }),
  ({ unitId }) => AssignmentAccepted({ unitId }),
  ({ unitId }, before) => reported(unitId, (before.assignments.get(unitId)?.reports.length ?? 0) + 1),
  ({ unitId, reportNo }) => corrected(unitId, reportNo),
  ({ unitId, reportNo }) => ReportAccepted({ unitId, reportNo }),
  ({ unitId, reportNo }) => ReportReturned({ unitId, reportNo, reason: words("缺佐证") }),
  ({ unitId }) => claimed(unitId),
  ({ unitId }) => ClaimWithdrawn({ unitId, reason: words("尚缺一项") }),
  ({ unitId }) => CompletionEndorsed({ unitId, opinion: words("属实") }),
  ({ unitId }) => CompletionReturned({ unitId, reason: words("链接打不开") }),
  ({ unitId }) => signedOff(unitId),
  ({ unitId }) => AssignmentReopened({ unitId, reason: words("抽查不符"), cause: "inspection" }),
  (_deed, { assignments }) => TaskClosed({ cause: "planClosed", dropped: [...assignments.keys()] }),
];

const deed: fc.Arbitrary<Deed> = fc.record({
  taskId: fc.constantFrom(...tasks),
  unitId: fc.constantFrom(...units),
  relation: fc.constantFrom<Relation>("lead", "responsible", "supervising"),
  reportNo: fc.integer({ min: 1, max: 3 }),
  fact: fc.constantFrom(...facts),
});

/** Both tasks opened with some units, and then anything. */
export const anyHistory: fc.Arbitrary<StoredEvent[]> = fc.array(deed, { maxLength: 40 }).map((deeds) => {
  const events: StoredEvent[] = [];
  const states = new Map<string, TaskState>();
  const happens = (taskId: string, fact: DomainFact) => {
    const [event] = stored([fact], { taskId });
    const nth = events.length;
    if (event) events.push({ ...event, position: positionOf(nth), meta: { ...event.meta, commandId: `c${nth}` } });
    states.set(taskId, task.evolve(states.get(taskId) ?? task.initial, fact));
  };
  for (const taskId of tasks) {
    happens(taskId, opened({ taskId }));
    happens(taskId, assigned([lead, "lead"], [finance, "responsible"]));
  }
  for (const each of deeds) happens(each.taskId, each.fact(each, states.get(each.taskId) ?? task.initial));
  return events;
});
