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
import { task } from "./index.ts";
import { type AssignmentState, isOpen, type TaskState } from "./state.ts";

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
  return like(action.example, choices).chain((said) => {
    const command: { readonly unitId?: string } = action.command.parse(said);
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

// Endings end everything, other acts end a part, and assigning soon makes every unit a lead, so they are tried seldom.
const seldom: Partial<Record<string, number>> = {
  ...{ closeTask: 2, withdrawTask: 2, openTask: 2, assignUnits: 5, expandGroup: 8 },
  ...{ reassign: 6, handOver: 4, exemptAssignment: 6 },
};
const names = Object.keys(task.actions).filter((name): name is keyof typeof task.actions => name in task.actions);
const anything = fc.oneof(...names.map((name) => ({ weight: seldom[name] ?? 20, arbitrary: attempt(name) })));
const steps = fc.constantFrom({}, { endorsement: false }, { signOff: false }, { endorsement: false, signOff: false });
const parts = fc.constantFrom(
  assigned([developmentBureau, "lead"], [financeBureau, "responsible"]),
  assigned([financeBureau, "responsible"], [healthBureau, "responsible"]),
  assigned([developmentBureau, "lead"]),
);
const programme = fc.record({
  steps,
  parts,
  attempts: fc.array(anything, { minLength: 20, maxLength: 60, size: "max" }),
});

/** Runs a programme; returns every fact that came of it with the states before and after. */
function run({ steps, parts, attempts }: typeof programme extends fc.Arbitrary<infer P> ? P : never) {
  const first: Fact[] = [opened(steps), parts];
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

  test("a due day moves later by an extension and anywhere by an amendment, and by nothing else; requests are numbered without gap, one pending at a time", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, fact, after } of run(tried).moves) {
          for (const { now, same: part } of pairsOf({ before, after })) {
            if (!part) continue;
            if (now.dueOn !== part.dueOn) {
              expect(["ExtensionGranted", "TaskExtended", "TaskAmended"]).toContain(fact.type);
              if (fact.type !== "TaskAmended") expect((now.dueOn ?? "") > (part.dueOn ?? "")).toBe(true);
            }
            if (fact.type !== "ExtensionRequested" || now === part) continue;
            expect(now.extension?.no).toBe((part.extension?.no ?? part.before.extensions) + 1);
            expect(part.extension?.state).not.toBe("pending");
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
            if (!last) continue;
            expect(isOpen(last.state)).toBe(false);
            expect(now.before.reports).toBe(last.reportCount);
            expect(now.reportCount).toBe(last.reportCount);
            expect(now.before.extensions).toBe(last.extension?.no ?? last.before.extensions);
          }
        }
      }),
    );
  });

  test("what ends a part ends what waits in it, and whoever read the task as a lead reads it still", () => {
    fc.assert(
      fc.property(programme, (tried) => {
        for (const { before, after } of run(tried).moves) {
          expect(leadUnitIdsOf(after)).toEqual(expect.arrayContaining(leadUnitIdsOf(before)));
          for (const { state, extension, dispute } of Object.values(after.assignments)) {
            if (state !== "exempted" && state !== "handedOver") continue;
            expect(extension?.state).not.toBe("pending");
            expect(dispute).not.toBe("pending");
          }
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
    const seen = new Set(["TaskOpened", ...sampled.map(({ fact }) => fact.type)]);
    expect([...seen].sort()).toEqual([...task.events.keys()].sort());
  });
});
