// Random programmes of acts on a task, of which tests ask what always holds.
import fc from "fast-check";
import type { AnyAction } from "../src/kernel/action.ts";
import { isRejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { Fact } from "../src/kernel/event.ts";
import { relation } from "../src/plan/draft.ts";
import { task } from "../src/task/index.ts";
import { ItemsPrinted } from "../src/task/printed-items.ts";
import type { TaskState } from "../src/task/state.ts";
import { assigned, opened } from "./facts.ts";
import { lookedUp } from "./looked-up.ts";
import {
  actor,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  relevantDepartments,
  today,
} from "./people.ts";
import { type Choices, like } from "./variations.ts";

const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constant(financeBureau) },
  { weight: 1, arbitrary: fc.constantFrom(developmentBureau, healthBureau) },
);
/** Everybody who appears in programmes. */
export const anybody = fc.constantFrom(
  of(developmentBureau),
  of(financeBureau),
  of(educationBureau),
  actor("unit"),
  office,
  policy,
);
const day = fc.constantFrom("2021-06-01", today, today, "2021-07-01");

/** The values to vary in the examples of all actions. A new action is tried without being named here. */
const choices: Choices = {
  unitId: unit,
  toUnitId: unit,
  suggestedUnitId: fc.option(unit),
  subjectId: fc.constantFrom("clerk-1", "clerk-2"),
  from: day,
  unitIds: fc.array(unit, { minLength: 1, maxLength: 3 }),
  groupId: fc.constant(relevantDepartments),
  relations: fc.uniqueArray(fc.constantFrom(...relation.options), { minLength: 1 }),
  relation: fc.constantFrom(...relation.options),
  reportNo: fc.constantFrom(1, 1, 2, 3),
  extensionNo: fc.constantFrom(1, 1, 2),
  urgingNo: fc.constantFrom(1, 1, 2),
  verdict: fc.constantFrom("found", "broken", "wrongContent"),
  whyAgain: fc.constantFrom(null, { text: "进展仍不明" }),
  itemId: fc.constantFrom("p1", "p1", "a1", "a1", "a2"),
  dueOn: fc.constantFrom("2021-06-30", "2021-12-15", "2021-12-31", "2022-01-31"),
  text: fc.constantFrom("甲", "乙", "丙"),
  reportedOn: day,
  completedOn: day,
  on: fc.constantFrom("2021-11-23", "2021-11-30", "2022-01-31"),
  via: fc.constant(null),
};

export interface Attempt {
  readonly action: AnyAction;
  readonly command: object;
  readonly who: Actor;
}

/** A policy that acts when every due day is over. */
const nextYear: Actor = { ...policy, at: "2022-06-01T00:00:00.000Z" };
const ofItem = fc.constantFrom({}, {}, { itemId: "p1" }, { itemId: "a1" });
const waived = (...itemIds: readonly string[]) => ({
  waived: itemIds.map((itemId) => ({ itemId, reason: { text: "甲" } })),
});

/** What a command may say besides its example. */
const besides: Partial<Record<keyof typeof task.actions, fc.Arbitrary<object>>> = {
  requestExtension: ofItem,
  withdrawExtensionRequest: ofItem,
  grantExtension: ofItem,
  refuseExtension: ofItem,
  completeItem: fc.constantFrom({}, { amount: "0.5" }, { amount: "3.5" }),
  // One piece of evidence, so that it is often the one that is checked and mended.
  claimCompletion: fc
    .constantFrom({}, {}, waived("p1"), waived("a1"), waived("p1", "a1"))
    .map((waiving) => ({ ...waiving, evidence: task.actions.claimCompletion.example.evidence })),
  verifyPublication: fc.constantFrom({}, { reportNo: null }, { reportNo: null }),
  correctClaim: fc.constant({ evidence: task.actions.correctClaim.example.evidence }),
};

/** The acts by which somebody else judges or urges a unit. */
export const judging = new Set([
  "endorseCompletion",
  "returnCompletion",
  "acceptReport",
  "returnReport",
  "urge",
  "verifyPublication",
]);

/** An act, mostly by an actor who may do it: a policy, the office, the lead or the office as judges, or the unit itself. */
export function attempt(name: keyof typeof task.actions): fc.Arbitrary<Attempt> {
  const action: AnyAction = task.actions[name];
  return fc.tuple(like(action.example, choices), besides[name] ?? fc.constant({})).chain(([said, more]) => {
    const command: { readonly unitId?: string } = action.command.parse(Object.assign({}, said, more));
    const itself = command.unitId ?? financeBureau;
    const doers = action.by.includes("policy")
      ? [policy, nextYear]
      : action.by.includes("unit")
        ? [of(itself)]
        : [office];
    const rightful = fc.constantFrom(...(judging.has(name) ? [of(developmentBureau), office] : doers));
    const who = fc.oneof({ weight: 5, arbitrary: rightful }, { weight: 1, arbitrary: anybody });
    return fc.record({ action: fc.constant(action), command: fc.constant(command), who });
  });
}

// Endings end everything, other acts end a part, assigning soon makes every unit a lead, and items hold claims up, so these
// are tried seldom, and what leads on to an endorsement often.
const weights: Partial<Record<string, number>> = {
  ...{ closeTask: 2, withdrawTask: 2, openTask: 2, assignUnits: 5, expandGroup: 8 },
  ...{ reassign: 6, handOver: 4, exemptAssignment: 6 },
  ...{ adoptItems: 4, completeItem: 40, claimCompletion: 30, endorseCompletion: 40 },
  ...{ verifyPublication: 40, reopenItem: 40, correctClaim: 50 },
};
const names = Object.keys(task.actions).filter((name): name is keyof typeof task.actions => name in task.actions);
/** Any act on a task. */
export const anything = fc.oneof(...names.map((name) => ({ weight: weights[name] ?? 20, arbitrary: attempt(name) })));
const steps = fc.constantFrom({}, { endorsement: false }, { signOff: false }, { endorsement: false, signOff: false });
const parts = fc.constantFrom(
  assigned([developmentBureau, "lead"], [financeBureau, "responsible"]),
  assigned([financeBureau, "responsible"], [healthBureau, "responsible"]),
  assigned([developmentBureau, "lead"]),
);
/** Some notices print an item, and most claims then wait for it. */
const printed = fc.constantFrom<Fact[]>([], [], [ItemsPrinted(ItemsPrinted.sample)]);
/** What is tried on a task: the steps of its plan, its parts and printed items, and acts in some order. */
export const programme = fc.record({
  steps,
  parts,
  printed,
  attempts: fc.array(anything, { minLength: 20, maxLength: 60, size: "max" }),
});

/** Runs a programme; returns every fact that came of it with the states before and after. */
export function run({ steps, parts, printed, attempts }: typeof programme extends fc.Arbitrary<infer P> ? P : never) {
  const first: Fact[] = [opened(steps), ...printed, parts];
  let state: TaskState = first.reduce(task.evolve, task.initial);
  const moves: { readonly before: TaskState; readonly fact: Fact; readonly after: TaskState; readonly by: Attempt }[] =
    [];
  for (const by of attempts) {
    if (!by.action.by.some((doer) => by.who.roles.includes(doer))) continue;
    const facts = [...first, ...moves.map(({ fact }) => fact)];
    const outcome = by.action.decide(state, by.command, by.who, lookedUp(facts, state, by.command));
    for (const fact of isRejection(outcome) ? [] : outcome) {
      const after = task.evolve(state, fact, first.length + moves.length);
      moves.push({ before: state, fact, after, by });
      state = after;
    }
  }
  return { first, moves, state };
}
