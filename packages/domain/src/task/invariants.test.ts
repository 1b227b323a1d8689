// What always holds for a task, whatever commands it gets in whatever order: random programmes; a failure prints the seed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assigned, opened } from "../../testing/facts.ts";
import { lookedUp } from "../../testing/looked-up.ts";
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
} from "../../testing/people.ts";
import { type Choices, like } from "../../testing/variations.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Fact } from "../kernel/event.ts";
import { relation } from "../plan/draft.ts";
import { task } from "./index.ts";
import { itemsOf, openItems } from "./items-of.ts";
import { ItemsPrinted } from "./printed-items.ts";
import { type AssignmentState, noFulfilment, type TaskState } from "./state.ts";

const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constant(financeBureau) },
  { weight: 1, arbitrary: fc.constantFrom(developmentBureau, healthBureau) },
);
const anybody = fc.constantFrom(
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
  unitIds: fc.array(unit, { minLength: 1, maxLength: 3 }),
  groupId: fc.constant(relevantDepartments),
  relations: fc.uniqueArray(fc.constantFrom(...relation.options), { minLength: 1 }),
  relation: fc.constantFrom(...relation.options),
  reportNo: fc.constantFrom(1, 1, 2, 3),
  extensionNo: fc.constantFrom(1, 1, 2),
  itemId: fc.constantFrom("p1", "p1", "a1", "a1", "a2"),
  dueOn: fc.constantFrom("2021-06-30", "2021-12-15", "2021-12-31", "2022-01-31"),
  text: fc.constantFrom("甲", "乙", "丙"),
  reportedOn: day,
  completedOn: day,
  via: fc.constant(null),
};

interface Attempt {
  readonly action: AnyAction;
  readonly command: object;
  readonly who: Actor;
}

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
  claimCompletion: fc.constantFrom({}, {}, waived("p1"), waived("a1"), waived("p1", "a1")),
};

const judging = new Set(["endorseCompletion", "returnCompletion", "acceptReport", "returnReport"]);

/** An act, mostly by an actor who may do it: a policy, the office, the lead or the office as judges, or the unit itself. */
function attempt(name: keyof typeof task.actions): fc.Arbitrary<Attempt> {
  const action: AnyAction = task.actions[name];
  return fc.tuple(like(action.example, choices), besides[name] ?? fc.constant({})).chain(([said, more]) => {
    const command: { readonly unitId?: string } = action.command.parse(Object.assign({}, said, more));
    const itself = command.unitId ?? financeBureau;
    const doers = action.by.includes("policy") ? [policy] : action.by.includes("unit") ? [of(itself)] : [office];
    const rightful = fc.constantFrom(...(judging.has(name) ? [of(developmentBureau), office] : doers));
    const who = fc.oneof({ weight: 5, arbitrary: rightful }, { weight: 1, arbitrary: anybody });
    return fc.record({ action: fc.constant(action), command: fc.constant(command), who });
  });
}

// Closing ends everything, assigning soon makes every unit a lead, and items hold claims up, so these are tried seldom.
const seldom: Partial<Record<string, number>> = {
  closeTask: 2,
  openTask: 2,
  assignUnits: 5,
  expandGroup: 5,
  adoptItems: 5,
};
const names = Object.keys(task.actions).filter((name): name is keyof typeof task.actions => name in task.actions);
const anything = fc.oneof(...names.map((name) => ({ weight: seldom[name] ?? 20, arbitrary: attempt(name) })));
const steps = fc.constantFrom({}, { endorsement: false }, { signOff: false }, { endorsement: false, signOff: false });
const parts = fc.constantFrom(
  assigned([developmentBureau, "lead"], [financeBureau, "responsible"]),
  assigned([financeBureau, "responsible"], [healthBureau, "responsible"]),
  assigned([developmentBureau, "lead"]),
);
/** Some notices print an item, and most claims then wait for it. */
const printed = fc.constantFrom<Fact[]>([], [], [ItemsPrinted(ItemsPrinted.sample)]);
const programme = fc.record({
  steps,
  parts,
  printed,
  attempts: fc.array(anything, { minLength: 20, maxLength: 60, size: "max" }),
});

/** Runs a programme; returns every fact that came of it with the states before and after. */
function run({ steps, parts, printed, attempts }: typeof programme extends fc.Arbitrary<infer P> ? P : never) {
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

const along: Record<AssignmentState | "none", readonly AssignmentState[]> = {
  none: ["assigned"],
  assigned: ["accepted", "claimed", "dropped"],
  accepted: ["claimed", "dropped"],
  claimed: ["accepted", "endorsed", "signedOff", "dropped"],
  endorsed: ["accepted", "signedOff", "dropped"],
  signedOff: ["accepted"],
  dropped: [],
};

// With its bias towards small values, fast-check would mostly draw short programmes of the first acts.
fc.configureGlobal({ numRuns: 50, unbiased: true });

describe("whatever is tried on a task", () => {
  test("an assignment moves only along the table of its life", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, after } of run(tried).moves) {
          for (const [unitId, { state }] of Object.entries(after.assignments)) {
            const from = before.assignments[unitId]?.state ?? "none";
            if (from !== state) expect(along[from]).toContain(state);
          }
        }
      }),
    );
  });

  test("a fact changes what a unit owes, and until when, only for the units it concerns", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, fact, after } of run(tried).moves) {
          const touched = task.events.get(fact.type)?.sight(fact.data).units;
          for (const [unitId, now] of Object.entries(after.assignments)) {
            if (before.assignments[unitId] !== now) expect(touched, fact.type).toContain(unitId);
          }
        }
      }),
    );
  });

  test("nobody but a unit itself accepts, reports, corrects, claims or withdraws for it", () => {
    const actions = Object.entries<AnyAction>(task.actions);
    const isOwn = (name: string, { by }: AnyAction) => by.every((doer) => doer === "unit") && !judging.has(name);
    const statedBy = (some: typeof actions) => some.flatMap(([, { events }]) => events.map(({ type }) => type));
    const ofOthers = statedBy(actions.filter(([name, action]) => !isOwn(name, action)));
    const own = new Set(statedBy(actions).filter((type) => !ofOthers.includes(type)));
    expect(own).toContain("ProgressReported");
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { fact, by } of run(tried).moves.filter((move) => own.has(move.fact.type)))
          expect(fact.data).toMatchObject({ unitId: by.who.unitId });
      }),
    );
  });

  test("reports are numbered without gap, and a reviewed one keeps its place", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const counts = new Map<string, number>();
        for (const { fact, after } of run(tried).moves) {
          if (fact.type !== "ProgressReported") continue;
          const { unitId, reportNo } = task.actions.reportProgress.events[0].shape.parse(fact.data);
          expect(reportNo).toBe((counts.get(unitId) ?? 0) + 1);
          counts.set(unitId, reportNo);
          expect(after.assignments[unitId]?.reportCount).toBe(reportNo);
        }
      }),
    );
  });

  test("a due day only moves later, and only by an extension; requests are numbered without gap, one pending at a time", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, fact, after } of run(tried).moves) {
          for (const [unitId, now] of Object.entries(after.assignments)) {
            const part = before.assignments[unitId];
            if (!part) continue;
            const items = Object.keys(now.items).map((itemId) => [part.items[itemId], now.items[itemId]] as const);
            for (const [old = noFulfilment, since = noFulfilment] of [[part, now] as const, ...items]) {
              if (since.dueOn !== old.dueOn) {
                expect(["ExtensionGranted", "TaskExtended"]).toContain(fact.type);
                expect((since.dueOn ?? "") > (old.dueOn ?? "")).toBe(true);
              }
              if (fact.type !== "ExtensionRequested" || since.extension === old.extension) continue;
              expect(since.extension?.no).toBe((old.extension?.no ?? 0) + 1);
              expect(old.extension?.state).not.toBe("pending");
            }
          }
        }
      }),
    );
  });

  test("items: printed ones stay, ids are used once, and nobody claims while one is open that it does not waive", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const { first, moves, state } = run(tried);
        const begun = first.reduce(task.evolve, task.initial);
        for (const itemId of Object.keys(begun.items)) expect(state.items[itemId]).toEqual(begun.items[itemId]);
        const used = new Set<string>();
        for (const { before, fact, after, by } of moves) {
          const added = Object.keys(after.items).filter((itemId) => !before.items[itemId]);
          for (const itemId of added) {
            expect(used).not.toContain(itemId);
            used.add(itemId);
          }
          if (fact.type !== "CompletionClaimed") continue;
          const { unitId = "", waived = [] }: { unitId?: string; waived?: { itemId: string }[] } = by.command;
          const part = before.assignments[unitId] ?? expect.fail("who claims has a part");
          expect(openItems(before, unitId, part).map(({ itemId }) => itemId)).toEqual(
            waived.map(({ itemId }) => itemId),
          );
        }
      }),
    );
  });

  test("items: a unit owes what it has done of them, and no request waits for one that is done or gone", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const { state } = run(tried);
        for (const [unitId, part] of Object.entries(state.assignments)) {
          const owed = itemsOf(state.items, unitId, part);
          for (const itemId of Object.keys(part.items)) expect(owed.map((each) => each.itemId)).toContain(itemId);
          for (const { state: stands, extension } of owed)
            if (stands !== "open") expect(extension?.state).not.toBe("pending");
        }
      }),
    );
  });

  test("nothing more happens in a closed task, and nothing in it is open", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const { moves, state } = run(tried);
        for (const { before } of moves) expect(before.closed).toBe(false);
        if (state.closed)
          for (const part of Object.values(state.assignments)) {
            expect(["signedOff", "dropped"]).toContain(part.state);
            expect(part.extension?.state).not.toBe("pending");
          }
      }),
    );
  });

  test("the facts, read back from text, fold to the same state; deciding and folding again is the same", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const { first, moves, state } = run(tried);
        const read = [...first, ...moves.map(({ fact }) => fact)].map(({ type, data }) => ({
          type,
          data: task.events.get(type)?.shape.parse(JSON.parse(JSON.stringify(data))),
        }));
        expect(read.reduce(task.evolve, task.initial)).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
        expect(run(tried)).toEqual({ first, moves, state });
      }),
    );
  });

  // What happens in some programmes, the same ones in every run.
  const sampled = fc
    .sample(programme, { numRuns: 200, seed: 20210630, unbiased: true })
    .flatMap((tried) => run(tried).moves);

  test("evolving never throws, whatever the order of the facts, and never makes an assignment out of nothing", () => {
    const count = ({ assignments }: TaskState) => Object.keys(assignments).length;
    const given = sampled.filter(({ before, after }) => count(before) < count(after)).map(({ fact }) => fact.type);
    const assigning = new Set(given);
    fc.assert(
      fc.property(
        programme.chain((tried) => {
          const { first, moves } = run(tried);
          return fc.shuffledSubarray([...first, ...moves.map(({ fact }) => fact)]);
        }),
        (facts) => {
          const end = facts.reduce(task.evolve, task.initial);
          const named = new Set(
            facts
              .filter(({ type }) => assigning.has(type))
              .flatMap(({ type, data }) => task.events.get(type)?.sight(data).units ?? []),
          );
          for (const unitId of Object.keys(end.assignments)) expect(named).toContain(unitId);
        },
      ),
    );
  });

  test("the programmes reach every event of a task", () => {
    const seen = new Set(["TaskOpened", "ItemsPrinted", ...sampled.map(({ fact }) => fact.type)]);
    expect([...seen].sort()).toEqual([...task.events.keys()].sort());
  });
});
