// Folding, for every read model: independent of batches, storable as JSON, and no more written than has changed.
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyHistory } from "../testing/any-history.ts";
import { assigned, claimed, finance, lead, opened, reported, stored, taskId } from "../testing/facts.ts";
import { movesIn, noChanges } from "./changes.ts";
import { digest, documentsAfter, keysOf } from "./fold.ts";
import { models } from "./models/index.ts";
import { reviewQueue, taskCards, unitLedger } from "./models/task.ts";
import { reportKey, taskReports } from "./models/task-reports.ts";
import type { AnyReadModel, Documents, Shown } from "./read-model.ts";

/** Freezes a value deeply, so that an attempt to change it throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Everything that is stored for a model after some batches: documents with their places in the indexes. */
function keptAfter(model: AnyReadModel, batches: readonly (readonly StoredEvent[])[]): Map<string, Shown> {
  const kept = new Map<string, Shown>();
  for (const events of batches) {
    const before = new Map(keysOf(model, events).map((key) => [key, kept.get(key)?.doc ?? null]));
    const { changes, poison } = digest(model, before, events);
    if (poison) throw poison.error;
    for (const key of movesIn(changes).gone) kept.delete(key);
    for (const doc of changes.after) kept.set(doc.key, frozen(doc));
  }
  return new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The events cut into batches of these sizes, which are used over and over. */
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

test("a document folded on request equals the stored one", () => {
  const kinds: readonly Documents<unknown>[] = [taskCards, unitLedger, reviewQueue, taskReports];
  fc.assert(
    fc.property(anyHistory, (events) => {
      for (const of of kinds) {
        const kept = [...keptAfter(of.model, [events]).values()].filter(({ kind }) => kind === of.kind);
        const asked = [...documentsAfter(of, events)].map(([key, doc]) => [of.prefix + key, doc] as const);
        expect(new Map(asked)).toEqual(new Map(kept.map(({ key, doc }) => [key, doc])));
      }
    }),
    { numRuns: 30 },
  );
});

test("events before one that cannot be digested are digested, and that one is reported", () => {
  const choking: AnyReadModel = {
    ...taskCards.model,
    fold(before, event) {
      if (event.fact.type === "UnitsAssigned") throw new Error("cannot digest");
      return taskCards.model.fold(before, event);
    },
  };
  const events = stored([opened(), assigned([lead, "lead"]), assigned([finance, "lead"])]);
  const { changes, upTo, poison } = digest(choking, new Map(), events);
  expect(changes.after.map(({ key }) => key)).toEqual([taskId, `due:${taskId}/2021-11-30`, `dayend:task/${taskId}`]);
  expect(upTo).toBe(events[0]?.position);
  expect(poison?.event).toBe(events[1]);
});

const begun = stored([opened(), assigned([lead, "lead"], [finance, "responsible"])]);
const before = documentsAfter(taskCards, begun);

test("unchanged documents are not written again", () => {
  const again = digest(taskCards.model, before, stored([assigned([lead, "lead"])]));
  expect(again.changes).toEqual(noChanges);
});

test("an event writes the documents that it changes, and no other", () => {
  const written = (of: Documents<unknown>, folds: ReadonlyMap<string, unknown>, event: StoredEvent[]) =>
    digest(of.model, folds, event).changes.after.map(({ key }) => key);
  const line = `ledger:${finance}/${taskId}`;
  expect(written(taskCards, before, stored([claimed(finance)]))).toEqual([
    taskId,
    line,
    `waiting:${taskId}/${finance}/claim`,
    `due:${taskId}/2021-11-30`,
  ]);
  const filed = stored([reported(finance)]);
  expect(written(taskCards, before, filed)).toEqual([taskId, line, `waiting:${taskId}/${finance}/report/1`]);
  expect(written(taskReports, new Map(), filed)).toEqual([reportKey(taskId, finance, 1)]);
});
