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
import { leadUnitIdsOf } from "../rights/reading.ts";
import { type AssignmentState, isOpen } from "./assignment-state.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { noFulfilment } from "./fulfilment.ts";
import { task } from "./index.ts";
import { itemsOf, openItems } from "./items-of.ts";
import { ItemsPrinted } from "./printed-items.ts";
import type { TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

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

interface Attempt {
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
  claimCompletion: fc.constantFrom({}, {}, waived("p1"), waived("a1"), waived("p1", "a1")),
};

const judging = new Set([
  "endorseCompletion",
  "returnCompletion",
  "acceptReport",
  "returnReport",
  "urge",
  "verifyPublication",
]);

/** An act, mostly by an actor who may do it: a policy, the office, the lead or the office as judges, or the unit itself. */
function attempt(name: keyof typeof task.actions): fc.Arbitrary<Attempt> {
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
};
const names = Object.keys(task.actions).filter((name): name is keyof typeof task.actions => name in task.actions);
const anything = fc.oneof(...names.map((name) => ({ weight: weights[name] ?? 20, arbitrary: attempt(name) })));
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
  assigned: ["accepted", "claimed", "dropped", "exempted", "handedOver"],
  accepted: ["claimed", "dropped", "exempted", "handedOver"],
  claimed: ["accepted", "endorsed", "signedOff", "dropped", "exempted", "handedOver"],
  endorsed: ["accepted", "signedOff", "dropped", "exempted", "handedOver"],
  signedOff: ["accepted"],
  dropped: ["assigned", "accepted", "claimed", "endorsed"],
  exempted: ["assigned", "accepted", "claimed", "endorsed"],
  handedOver: [],
};

/** The part of a unit after a fact, with the one before; null where it had none, or another part of it began. */
const pairsOf = ({ before, after }: { readonly before: TaskState; readonly after: TaskState }) =>
  Object.entries(after.assignments).map(([unitId, now]) => {
    const last = before.assignments[unitId];
    return { unitId, now, last, same: last?.partNo === now.partNo ? last : null };
  });

// With its bias towards small values, fast-check would mostly draw short programmes of the first acts.
fc.configureGlobal({ numRuns: 50, unbiased: true });

/** What may still happen to a task that is over. */
const afterwards = ["TaskRestored", "TaskReopened", "TaskClosed", "TaskIssueCorrected"];

describe("whatever is tried on a task", () => {
  test("an assignment moves only along the table of its life", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const move of run(tried).moves) {
          for (const { same, now } of pairsOf(move)) {
            const from = same?.state ?? "none";
            if (from !== now.state) expect(along[from]).toContain(now.state);
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

  test("a due day moves later by an extension, and anywhere by an amendment, also when a part is open again after one, and by nothing else; requests are numbered without gap, one pending at a time", () => {
    const ofTask = ["TaskExtended", "TaskAmended", "AssignmentReopened", "AssignmentRestored"];
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, fact, after } of run(tried).moves) {
          for (const { now, same: part } of pairsOf({ before, after })) {
            if (!part) continue;
            // What was asked of items before a unit's present part is numbered on.
            const items = Object.keys(now.items).map(
              (itemId) => [part.items[itemId], now.items[itemId], part.before.itemExtensions[itemId] ?? 0] as const,
            );
            const parts = [part, now, part.before.extensions] as const;
            for (const [old = noFulfilment, since = noFulfilment, asked] of [parts, ...items]) {
              if (since.dueOn !== old.dueOn) {
                const ofItem = old !== part;
                expect(["ExtensionGranted", ...(ofItem ? [] : ofTask)]).toContain(fact.type);
                if (fact.type === "ExtensionGranted" || fact.type === "TaskExtended")
                  expect((since.dueOn ?? "") > (old.dueOn ?? "")).toBe(true);
              }
              if (fact.type !== "ExtensionRequested" || since.extension === old.extension) continue;
              expect(since.extension?.no).toBe((old.extension?.no ?? asked) + 1);
              expect(old.extension?.state).not.toBe("pending");
            }
          }
        }
      }),
    );
  });

  test("parts of a unit are numbered without gap; one begins only where the last is closed, and takes its numbers on", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const move of run(tried).moves) {
          for (const { last, same, now } of pairsOf(move)) {
            if (same) continue;
            expect(now.partNo).toBe((last?.partNo ?? 0) + 1);
            expect(now).toMatchObject({ state: "assigned", unsettled: {}, persons: [], dispute: null });
            // Of items it has at most the days that were granted for them.
            for (const { isCompleted, amount, extension } of Object.values(now.items))
              expect({ isCompleted, amount, extension }).toEqual({ isCompleted: false, amount: "0", extension: null });
            if (!last) continue;
            expect(isOpen(last.state)).toBe(false);
            expect(now.before.reports).toBe(last.reportCount);
            const { partNo, dueOn, state } = last;
            expect(now.before.parts).toMatchObject([...last.before.parts, { partNo, dueOn, state }]);
            expect(now.reportCount).toBe(last.reportCount);
            expect(now.before.extensions).toBe(last.extension?.no ?? last.before.extensions);
            for (const [itemId, { extension }] of Object.entries(last.items))
              if (extension) expect(now.before.itemExtensions[itemId]).toBe(extension.no);
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

  test("what ends a part ends what waits in it, and whoever read the task as a lead reads it still", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, after } of run(tried).moves) {
          expect(leadUnitIdsOf(after)).toEqual(expect.arrayContaining(leadUnitIdsOf(before)));
          for (const [unitId, part] of Object.entries(after.assignments)) {
            const { state, extension, dispute } = part;
            if (state !== "exempted" && state !== "handedOver") continue;
            expect(extension?.state).not.toBe("pending");
            expect(dispute).not.toBe("pending");
            for (const item of itemsOf(after.items, unitId, part)) {
              expect(item.state).not.toBe("open");
              expect(item.extension?.state).not.toBe("pending");
            }
          }
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

  test("a task that is over only ends otherwise, goes on, or is corrected with its plan; nothing in it is open", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        const { moves, state } = run(tried);
        for (const { fact } of moves.filter((move) => move.before.closed)) expect(afterwards).toContain(fact.type);
        for (const { before, fact, after } of moves)
          for (const [unitId, part] of Object.entries(after.assignments)) {
            // Only what undoes an ending brings a dropped part back, to where it was.
            const dropped = before.assignments[unitId]?.dropped;
            if (!dropped || part.dropped) continue;
            expect(["TaskRestored", "TaskReopened"]).toContain(fact.type);
            expect(part.state).toBe(dropped.before);
          }
        if (state.closed)
          for (const part of Object.values(state.assignments)) {
            expect(["signedOff", "dropped", "exempted", "handedOver"]).toContain(part.state);
            expect(part.dispute).not.toBe("pending");
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
    .sample(programme, { numRuns: 600, seed: 20210630, unbiased: true })
    .flatMap((tried) => run(tried).moves);

  test("where the plan needs no sign-off, a claim waits for a lead that must endorse it, and for nobody else", () => {
    const claim = CompletionClaimed({ ...CompletionClaimed.sample, unitId: financeBureau });
    const lead = assigned([developmentBureau, "lead"], [financeBureau, "responsible"]);
    const begun = {
      steps: { signOff: false } as const,
      printed: [lead, claim],
      parts: assigned([healthBureau, "guiding"]),
    };
    const few = fc.array(anything, { minLength: 10, maxLength: 30, size: "max" });
    fc.assert(
      fc.property(few, (attempts) => {
        const { moves } = run({ ...begun, attempts });
        // What one decision states stands together.
        const decided = moves.filter(({ by }, place) => moves[place + 1]?.by !== by);
        for (const { after } of decided) expect(signedOffBy(after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

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
