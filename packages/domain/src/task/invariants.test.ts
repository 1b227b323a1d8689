// What always holds for a task, whatever commands it gets in whatever order: random programmes; a failure prints the seed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assigned } from "../../testing/facts.ts";
import { developmentBureau, financeBureau, healthBureau } from "../../testing/people.ts";
import { anything, judging, programme, run } from "../../testing/task-programmes.ts";
import type { AnyAction } from "../kernel/action.ts";
import { leadUnitIdsOf } from "../rights/reading.ts";
import { type AssignmentState, isOpen } from "./assignment-state.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { noFulfilment } from "./fulfilment.ts";
import { task } from "./index.ts";
import { itemsOf, openItems } from "./items-of.ts";
import type { TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

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

/** What may still happen to a task that is over; a unit that is restored meanwhile has its parts again should the task go on. */
const afterwards = ["TaskRestored", "TaskReopened", "TaskClosed", "TaskIssueCorrected", "OwnerlessLifted"];

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
          for (const { unitId, last, same, now } of pairsOf(move)) {
            if (same) continue;
            expect(now.partNo).toBe((last?.partNo ?? 0) + 1);
            expect(now).toMatchObject({ state: "assigned", unsettled: {}, persons: [], dispute: null });
            // Of items it has at most the days that were granted for them, and of those that come with it what was done of them.
            for (const [itemId, { isCompleted, amount, extension }] of Object.entries(now.items)) {
              const { unitId: owner, handedOnBy } = move.after.items[itemId] ?? {};
              const giver = owner === unitId ? handedOnBy?.at(-1)?.unitId : undefined;
              const done = (giver && move.before.assignments[giver]?.items[itemId]?.amount) ?? "0";
              expect({ isCompleted, amount, extension }).toEqual({ isCompleted: false, amount: done, extension: null });
            }
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
