// What events change, field by field, over all events: none that changes a state is silent, the old value is that of the event before,
// and every field has a name.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { programme, run } from "../testing/task-programmes.ts";
import { terrains } from "../testing/terrains.ts";
import { aggregates, eventTypes, fieldsOf } from "./catalogue.ts";
import type { AnyAggregate } from "./kernel/aggregate.ts";
import { noAmount } from "./kernel/amount.ts";
import { changedFields, changesIn, fieldAt, fieldSet, keptOf, type StateChange } from "./kernel/changed-fields.ts";
import { type Envelope, envelope } from "./kernel/envelope.ts";
import type { Fact } from "./kernel/event.ts";
import type { FieldChange } from "./kernel/field-change.ts";
import type { FieldsOf } from "./kernel/labelled.ts";
import { sampleSuccessor, sampleUnit } from "./kernel/sample-values.ts";

/** It stands in the names of the tests. */
const seed = Math.floor(Math.random() * 2 ** 31);

/** A fact between two states, with what differs between them, and what its data say. */
interface Move {
  readonly fact: Fact;
  readonly isSame: boolean;
  readonly changes: readonly StateChange[];
  readonly inData: readonly FieldChange[];
}

/** As the values look once they were stored. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The facts one after the other. */
function movesOf(of: AnyAggregate, facts: readonly Fact[]): readonly Move[] {
  let state = of.initial;
  return facts.map(({ type, data }, revision) => {
    const known = eventTypes.get(type);
    // As it is read once it was stored; drawn commands make some that could not be.
    const fact = { type, data: known?.shape.safeParse(plain(data)).data ?? data };
    const before = state;
    state = of.evolve(state, fact, revision);
    return {
      fact,
      isSame: isDeepStrictEqual(before, state),
      changes: of.fields.changes(before, state),
      inData: known?.fields(fact.data) ?? [],
    };
  });
}

const keyOf = ({ field, unitId }: FieldChange) => `${field} of ${unitId}`;

const ofItem = new Set(["no", "text", "measure", "target", "unitOfMeasure", "dueOn", "publicationPath", "unitId"]);

/** What an item has is told of the unit whose it is: it goes with the item to another unit. */
function followItem(now: Map<string, unknown>, { field, unitId, before }: StateChange): void {
  const [, itemId] = /^items\.([^.]+)\.unitId$/.exec(field) ?? [];
  if (itemId === undefined || typeof before !== "string" || before === unitId) return;
  for (const name of ofItem) {
    const left = keyOf({ field: `items.${itemId}.${name}`, unitId: before, before: null, after: null });
    if (!now.has(left)) continue;
    now.set(keyOf({ field: `items.${itemId}.${name}`, unitId, before: null, after: null }), now.get(left));
    now.delete(left);
  }
}

/** The types of events that change the state of their aggregate and say nothing of it, neither in the envelope nor in their data. */
const silentIn = (moves: readonly Move[]): string[] => [
  ...new Set(
    moves.flatMap(({ fact, isSame, changes, inData }) =>
      isSame || keptOf(changes).length + inData.length > 0 ? [] : [fact.type],
    ),
  ),
];

test.each(Object.values(aggregates).map((of) => ({ of, name: of.name })))(
  "$name: the sample of every event says what it changes, after those of the others",
  ({ of }) => {
    if (of.fields.sets.length === 0) return expect(of.name).toBe("denial");
    const samples = [...of.events.values()].map(({ type, sample }): Fact => ({ type, data: sample }));
    // Twice, because what undoes something comes after what it undoes.
    const moves = movesOf(of, [...samples, ...samples]);
    const telling = new Set(moves.flatMap(({ fact, changes }) => (changes.length > 0 ? [fact.type] : [])));
    expect(silentIn(moves).filter((type) => !telling.has(type))).toEqual([]);
  },
);

/** Histories of tasks as random programmes make them: those of the terrain tell of states that no act leads to. */
const ofProgrammes = fc.sample(programme, { seed, numRuns: 100 }).map((said) => {
  const { first, moves } = run(said);
  return [...first, ...moves.map(({ fact }) => fact)];
});
const grounds = terrains.map(({ of, histories }) => ({
  of,
  name: of.name,
  histories: of === aggregates.task ? ofProgrammes : histories,
}));

describe.each(grounds)(`$name, in all histories (seed ${seed})`, (terrain) => {
  const moves = terrain.histories.map((facts) => movesOf(terrain.of, facts));

  test("no event that changes the state is silent", () => {
    expect(silentIn(moves.flat())).toEqual([]);
  });

  test("the old value of a field is the new one of the event before, and all of them together are what the state has in the end", () => {
    for (const [at, history] of moves.entries()) {
      const now = new Map<string, unknown>();
      for (const { fact, changes } of history) {
        for (const change of changes) followItem(now, change);
        for (const change of changes) {
          expect(change.before, `${fact.type}: ${keyOf(change)}`).toEqual(
            now.get(keyOf(change)) ?? (change.field.endsWith(".amount") ? noAmount : null),
          );
          now.set(keyOf(change), change.after);
        }
      }
      const { of, histories } = terrain;
      const end = (histories[at] ?? []).reduce(of.evolve, of.initial);
      const inTheEnd = of.fields.changes(of.initial, end).map((change) => [keyOf(change), change.after]);
      // A state does not keep reports that are accepted, or of a part that ended.
      const left = ([key = "", value]: readonly unknown[]) =>
        value !== null && value !== noAmount && !String(key).startsWith("reports.");
      expect([...now].filter(left).toSorted()).toEqual(inTheEnd.filter(left).toSorted());
    }
  });

  test("what the data say themselves is the same", () => {
    for (const { fact, changes, inData } of moves.flat()) {
      const byKey = new Map(changes.map((change) => [keyOf(change), change]));
      for (const said of inData) {
        const { before, after } = byKey.get(keyOf(said)) ?? said;
        expect([said.before, said.after], `${fact.type}: ${keyOf(said)}`).toEqual([before, after]);
      }
    }
  });

  test("what an envelope leaves to the data is in the data, also where there was nothing before", () => {
    const missing = moves.flat().flatMap(({ fact, changes, inData }) =>
      changes.flatMap(({ field, ...change }) => {
        // What is taken away as a whole says so as a whole.
        const isSaid = inData.some((said) => said.field === field || field.startsWith(`${said.field}.`));
        return !change.inData || isSaid ? [] : [`${fact.type} ${field}`];
      }),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test("every field has a name in both languages, and its values can be stored", () => {
    const nameless = new Set<string>();
    for (const { fact, changes } of moves.flat()) {
      const kept = keptOf(changes);
      expect(plain(kept)).toEqual(kept);
      expect(envelope.shape.changed.parse(plain(kept))).toEqual(kept);
      for (const { label, field } of fieldsOf({ fact: Object(fact), meta: Object({ changed: kept }) })) {
        if (!/^[^a-z]*\p{Script=Han}/u.test(label.zh) || !/[a-z]/.test(label.en)) nameless.add(`${fact.type} ${field}`);
      }
    }
    expect([...nameless]).toEqual([]);
  });
});

describe("an envelope", () => {
  const change = (field: string, unitId: string | null, after: unknown): StateChange => ({
    ...{ field, unitId, before: null, after },
    inData: false,
  });

  test("keeps the same changes of several units together, and gives them back one by one", () => {
    const changes = [
      change("closed", null, true),
      change("state", sampleUnit, "dropped"),
      change("state", sampleSuccessor, "dropped"),
    ];
    const kept = keptOf([...changes, { ...change("text", null, "甲"), inData: true }]);
    expect(kept).toEqual([
      { unitIds: [], fields: { closed: [null, true] } },
      { unitIds: [sampleUnit, sampleSuccessor], fields: { state: [null, "dropped"] } },
    ]);
    expect(changesIn({ changed: kept })).toEqual(changes.map(({ inData: _inData, ...each }) => each));
  });

  test("does not mix up the thing as a whole with a unit that has the same changed", () => {
    const both = [change("dueOn", null, "2021-11-30"), change("dueOn", sampleUnit, "2021-11-30")];
    expect(changesIn({ changed: keptOf(both) })).toHaveLength(2);
  });

  test("of a build that kept no changes has none: then the event says what its data hold", () => {
    const old = Object({}) as Envelope;
    expect(changesIn(old)).toEqual([]);
    const { sample } = Object(eventTypes.get("AssignmentExempted"));
    const told = fieldsOf({ fact: { type: "AssignmentExempted", data: sample }, meta: old });
    expect(told).toEqual([
      {
        ...{ field: "state", unitId: sampleUnit, before: "assigned", after: "exempted" },
        ...{ label: { zh: "办理状态", en: "state" }, to: "all" },
      },
    ]);
  });
});

describe("a catalogue of fields", () => {
  interface Invented {
    readonly dueOn: string | null;
    readonly weather: string;
  }

  test("does not compile without a field of the state", () => {
    // @ts-expect-error Nothing is said of the weather.
    const forgetful: FieldsOf<Invented> = { dueOn: { zh: "完成时限", en: "due day" } };
    expect(
      changedFields({ dueOn: null, weather: "rain" }, { dueOn: null, weather: "sun" }, forgetful, { unitId: null }),
    ).toEqual([]);
  });

  test("is asked by the path, also through a list of numbered things", () => {
    const fields: FieldsOf<Invented> = {
      dueOn: { zh: "完成时限", en: "due day" },
      weather: { at: "sky.now", zh: "天气", en: "weather", to: "whole" },
    };
    const sets = [fieldSet(fields), fieldSet(fields, ["items", "*"], { zh: "条目", en: "item" })];
    expect(fieldAt(sets, "dueOn")).toEqual({ label: { zh: "完成时限", en: "due day" }, to: "all" });
    expect(fieldAt(sets, "items.p1.sky.now")).toEqual({
      label: { zh: "条目p1·天气", en: "item p1: weather" },
      to: "whole",
    });
    expect(fieldAt(sets, "items.p1")).toEqual({ label: { zh: "条目p1", en: "item p1" }, to: "whole" });
    expect(fieldAt(sets, "weather")).toBeNull();
  });
});
