import { task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyHistory, tasks } from "../testing/any-history.ts";
import { assigned, finance, lead, opened, stored, taskId } from "../testing/facts.ts";
import { digest, foldModel, keysOf } from "./fold.ts";
import { models } from "./models/index.ts";
import { planBoard } from "./models/plan-board.ts";
import { reviewQueue } from "./models/review-queue.ts";
import { taskCard } from "./models/task-card.ts";
import { unitLedger } from "./models/unit-ledger.ts";
import type { AnyReadModel } from "./read-model.ts";
import type { KeptDoc } from "./views.ts";

/** Freezes a value through and through, so that whoever changes it is found out. */
function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** All that is kept of a model after some batches: documents with their places in the indexes. */
function keptAfter(model: AnyReadModel, batches: readonly (readonly StoredEvent[])[]): Map<string, KeptDoc> {
  const kept = new Map<string, KeptDoc>();
  for (const events of batches) {
    const before = new Map(keysOf(model, events).map((key) => [key, kept.get(key)?.doc ?? null]));
    const { changes, poison } = digest(model, before, events);
    if (poison) throw poison.error;
    for (const key of changes.gone) kept.delete(key);
    for (const doc of changes.kept) kept.set(doc.key, frozen(doc));
  }
  return new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The events cut into batches of these sizes, over and over. */
function cut(events: readonly StoredEvent[], sizes: readonly number[]): StoredEvent[][] {
  const batches: StoredEvent[][] = [];
  for (let start = 0, nth = 0; start < events.length; nth++) {
    const size = sizes[nth % sizes.length] ?? 1;
    batches.push(events.slice(start, start + size));
    start += size;
  }
  return batches;
}

describe.each(models.map((model) => [model.name, model] as const))("%s", (_name, model) => {
  test("it does not matter how the events are batched", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    fc.assert(
      fc.property(anyHistory, sizes, (events, batchSizes) => {
        expect(keptAfter(model, cut(events, batchSizes))).toEqual(keptAfter(model, [events]));
      }),
    );
  });

  test("its documents come back from JSON as they went in", () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const docs = [...keptAfter(model, [events]).values()];
        expect(JSON.parse(JSON.stringify(docs))).toStrictEqual(docs);
      }),
    );
  });
});

test("a document on request is the document that is kept", () => {
  // These show lines and waiting things of a task; what is kept under the task itself is the fold they are made from.
  const derived: readonly AnyReadModel[] = [unitLedger, reviewQueue];
  fc.assert(
    fc.property(anyHistory, (events) => {
      for (const model of [taskCard, planBoard, ...derived]) {
        for (const [key, { doc }] of keptAfter(model, [events])) {
          if (derived.includes(model) && tasks.includes(key)) continue;
          const of = events.filter((event) => key.includes(event.meta.taskId ?? "none"));
          expect(foldModel(model, of, key)).toEqual(doc);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("cards and boards say of every part what the domain says", () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      for (const id of tasks) {
        const of = events.filter((event) => event.meta.taskId === id);
        const state = of.reduce((before, { fact }) => task.evolve(before, fact), task.initial);
        const decided = [...state.assignments].map(([unitId, { relations, state, reports }]) => ({
          unitId,
          relations,
          state,
          reports: reports.map(({ progress, evidence, review }) => ({ progress, evidence, review })),
        }));
        const card = foldModel(taskCard, of, id);
        expect(card?.assignments).toMatchObject(decided);
        const board = foldModel(planBoard, of, id);
        expect(
          board?.parts.map(({ unitId, relations, state, reportCount, unreviewed }) => ({
            ...{ unitId, relations, state, reportCount },
            unreviewed: unreviewed.map(({ no }) => no).sort((a, b) => a - b),
          })),
        ).toEqual(
          [...state.assignments].map(([unitId, { relations, state, reports }]) => ({
            ...{ unitId, relations, state, reportCount: reports.length },
            unreviewed: reports.flatMap(({ review }, at) => (review === "open" ? [at + 1] : [])),
          })),
        );
      }
    }),
  );
});

test("what lies before an event that cannot be digested is digested, and the event is named", () => {
  const choking: AnyReadModel = {
    ...planBoard,
    on: {
      ...planBoard.on,
      UnitsAssigned: () => {
        throw new Error("cannot digest");
      },
    },
  };
  const events = stored([opened(), assigned([lead, "lead"]), assigned([finance, "lead"])]);
  const { changes, upTo, poison } = digest(choking, new Map(), events);
  expect(changes.kept.map(({ key }) => key)).toEqual([taskId]);
  expect(upTo).toBe(events[0]?.position);
  expect(poison?.event).toBe(events[1]);
});

test("documents that stay as they are are not written again", () => {
  const events = stored([opened(), assigned([lead, "lead"], [finance, "responsible"])]);
  const fold = foldModel(planBoard, events, taskId);
  const again = digest(planBoard, new Map([[taskId, fold]]), stored([assigned([lead, "lead"])]));
  expect(again.changes).toEqual({ kept: [], gone: [] });
});
