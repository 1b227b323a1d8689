// Random histories of two tasks, even those that the rules would not allow: read models must cope with any log.
import { type DomainFact, decodeFact, isOpen, itemsOf, relation, type TaskState, task } from "@taizhang/domain";
import { type Choices, like } from "@taizhang/domain/testing/variations";
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import {
  assigned,
  at,
  finance,
  health,
  lead,
  opened,
  planId,
  positionOf,
  regionId,
  relevant,
  stored,
  TaskClosed,
  uuid,
} from "./facts.ts";

export const tasks = [uuid(201), uuid(202)];

// Mostly the same unit and its first report, so that the facts have to do with each other.
const unit = fc.constantFrom(finance, finance, finance, lead, health);
const units = fc.array(unit, { minLength: 1, maxLength: 3 });

/** The values to vary in the samples of all events. A new event is tried without being named here. */
const choices: Choices = {
  regionId: fc.constant(regionId),
  planId: fc.constant(planId),
  unitId: unit,
  toUnitId: unit,
  suggestedUnitId: fc.option(unit),
  subjectId: fc.constantFrom("clerk-1", "clerk-2"),
  unitIds: units,
  members: fc.oneof(fc.constant([]), units),
  dropped: units,
  groupId: fc.constantFrom(relevant, uuid(301)),
  via: fc.constantFrom(null, relevant),
  relations: fc.uniqueArray(fc.constantFrom(...relation.options), { minLength: 1 }),
  relation: fc.constantFrom(...relation.options),
  reportNo: fc.constantFrom(1, 1, 2, 3),
  extensionNo: fc.constantFrom(1, 1, 2),
  urgingNo: fc.constantFrom(1, 1, 2),
  verdict: fc.constantFrom("found", "broken"),
  itemId: fc.constantFrom("p1", "p1", "a1", "a1", "a2"),
  adoptedBy: unit,
  dueOn: fc.constantFrom("2021-09-30", "2021-11-30"),
  text: fc.constantFrom("甲", "乙", "丙"),
};

/** Any fact about a task, of any type. */
const anyFact = (taskId: string): fc.Arbitrary<DomainFact> =>
  fc.oneof(
    ...[...task.events.values()].map(({ type, version, sample }) => ({
      // Nothing waits in a closed task, so closing is tried seldom.
      weight: type === TaskClosed.type ? 1 : 10,
      arbitrary: fc
        .tuple(like(sample, { ...choices, taskId: fc.constant(taskId) }), ofItem(type))
        .map(([data, item]) => decodeFact(type, version, Object.assign({}, data, item))),
    })),
  );

/** What is extended may be an item of the part. */
const ofItem = (type: string): fc.Arbitrary<object> =>
  type.startsWith("Extension") ? fc.constantFrom({}, {}, { itemId: "p1" }, { itemId: "a1" }) : fc.constant({});

const anyDeed = fc.oneof(...tasks.map((taskId) => fc.record({ taskId: fc.constant(taskId), fact: anyFact(taskId) })));

/** The fact with the number of the report, request, part or urging that the decision would have given. */
function numbered(fact: DomainFact, state: TaskState): DomainFact {
  const { assignments } = state;
  if (fact.type === "UnitsUrged") return { ...fact, data: { ...fact.data, urgingNo: state.urgingCount + 1 } };
  if (fact.type === "ProgressReported")
    return { ...fact, data: { ...fact.data, reportNo: (assignments[fact.data.unitId]?.reportCount ?? 0) + 1 } };
  if (fact.type === "ExtensionRequested")
    return { ...fact, data: { ...fact.data, extensionNo: lastRequestOf(fact.data, state) + 1 } };
  if (fact.type === "AssignmentHandedOver") {
    const to = assignments[fact.data.toUnitId];
    const toPartNo = to === undefined ? 1 : isOpen(to.state) ? to.partNo : to.partNo + 1;
    return { ...fact, data: { ...fact.data, toPartNo } };
  }
  return fact;
}

/** The number of the last request of a unit for its part, or for an item of it. */
function lastRequestOf(
  { unitId, itemId }: { readonly unitId: string; readonly itemId?: string | undefined },
  { assignments, items }: TaskState,
): number {
  const part = assignments[unitId];
  if (!part) return 0;
  if (itemId === undefined) return part.extension?.no ?? part.before.extensions;
  const owed = itemsOf(items, unitId, part).find((each) => each.itemId === itemId);
  return owed?.extension?.no ?? part.before.itemExtensions[itemId] ?? 0;
}

/** Both tasks are opened with some units; then anything may happen. */
export const anyHistory: fc.Arbitrary<StoredEvent[]> = fc
  .record({
    dueOn: fc.constantFrom(null, "2021-11-30", "2021-12-31"),
    deeds: fc.array(anyDeed, { maxLength: 40, size: "max" }),
  })
  .map(({ dueOn, deeds }) => {
    const events: StoredEvent[] = [];
    const states = new Map<string, { readonly state: TaskState; readonly revision: number }>();
    const happens = (taskId: string, said: DomainFact) => {
      const nth = events.length;
      const { state, revision } = states.get(taskId) ?? { state: task.initial, revision: 0 };
      const fact = numbered(said, state);
      for (const event of stored([fact], { taskId })) {
        const meta = { ...event.meta, happenedAt: at(nth), commandId: `c${nth}` };
        events.push({ ...event, id: uuid(1000 + nth), position: positionOf(nth), revision, meta });
      }
      states.set(taskId, { state: task.evolve(state, fact, revision), revision: revision + 1 });
    };
    for (const taskId of tasks) {
      happens(taskId, opened({ taskId, dueOn }));
      happens(taskId, assigned([lead, "lead"], [finance, "responsible"]));
    }
    for (const { taskId, fact } of deeds) happens(taskId, fact);
    return events;
  });

/** The events of one task, and the state that the domain folds from them. */
export function lifeOf(taskId: string, events: readonly StoredEvent[]) {
  const own = events.filter(({ meta }) => meta.taskId === taskId);
  const life = own.reduce((before, { fact, revision }) => task.evolve(before, fact, revision), task.initial);
  return { own, life };
}
