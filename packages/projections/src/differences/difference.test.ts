// Differences between moments: what is told, to whom, and that they add up.
import { leadUnitIdsOf, seesAll } from "@taizhang/domain";
import { programme, run } from "@taizhang/domain/testing/task-programmes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assigned,
  claimed,
  finance,
  health,
  ItemsPrinted,
  lead,
  opened,
  signedOff,
  stored,
  TaskAmended,
} from "../../testing/facts.ts";
import { inOrder, summed } from "../../testing/summed.ts";
import { cardAfter, type TaskCard } from "../models/task-card.ts";
import { comparedTasks, differencesOfTask } from "./compared-tasks.ts";
import { differencesBetween } from "./difference.ts";
import { fieldsOfTask, type SeesPart } from "./task-fields.ts";

const everything: SeesPart = () => seesAll;
const cardOf = (facts: Parameters<typeof stored>[0]): TaskCard => {
  const card = stored(facts).reduce<TaskCard | null>(cardAfter, null);
  if (card === null) throw new Error("nothing opens the task");
  return card;
};
const parts = assigned([lead, "lead"], [finance, "responsible"]);
const before = cardOf([opened(), parts]);
const after = cardOf([opened(), parts, claimed(finance), signedOff(finance)]);

/** Differences by the unit and the field, without what the claim says besides. */
const told = (differences: ReturnType<typeof differencesOfTask>) =>
  new Map(differences.map(({ of, field, before: was, after: is }) => [`${of.unitId ?? ""} ${field}`, [was, is]]));

describe("what differs", () => {
  test("is told by the field and by whose it is, with both values and a label in both languages", () => {
    const differences = differencesOfTask(before, after, everything, []);
    expect(told(differences).get(`${finance} state`)).toEqual(["assigned", "signedOff"]);
    expect(new Set(differences.map(({ of }) => of.unitId))).toEqual(new Set([finance]));
    expect(differences.find(({ field }) => field === "claim.done")).toMatchObject({
      label: { zh: "办结申报·办结说明", en: "claim: what was done" },
      before: null,
      after: expect.any(String),
    });
    expect(JSON.stringify(differences)).not.toContain("subjectId");
  });

  test("is the other way around from the later moment to the earlier one", () => {
    const there = told(differencesOfTask(before, after, everything, []));
    const back = told(differencesOfTask(after, before, everything, []));
    expect([...back].map(([field, values]) => [field, values.toReversed()])).toEqual(
      expect.arrayContaining([...there].map((each) => [...each])),
    );
    expect(back.size).toBe(there.size);
  });

  test("is nothing between a moment and itself", () => {
    expect(differencesOfTask(after, after, everything, [])).toEqual([]);
  });

  test("is of items by their ids", () => {
    const sample = ItemsPrinted.sample;
    const differences = differencesOfTask(before, cardOf([opened(), parts, ItemsPrinted(sample)]), everything, []);
    expect(new Set(differences.map(({ of }) => of.itemId))).toEqual(new Set(sample.items.map(({ itemId }) => itemId)));
  });
});

describe("who sees what", () => {
  const nothing = { whole: false, persons: false };

  test("who sees only states learns of a claim that it stands, and not what it says", () => {
    const seen = told(differencesOfTask(before, after, () => nothing, []));
    expect([...seen.keys()].toSorted()).toEqual([`${finance} signOff.lateDays`, `${finance} state`]);
  });

  test("who leads the task today sees of two days before what it will see of the year", () => {
    const asLead: SeesPart = (_unit, leads) => ({ whole: leads.includes(health), persons: true });
    const done = cardOf([opened(), parts, claimed(finance)]);
    expect(told(differencesOfTask(before, done, asLead, [health])).has(`${finance} claim.done`)).toBe(true);
    expect(told(differencesOfTask(before, done, asLead, [])).has(`${finance} claim.done`)).toBe(false);
  });

  test("who leads the task at one of the moments sees both as a lead", () => {
    const asLead: SeesPart = (unitId, leads) => ({
      whole: unitId === health || leads.includes(health),
      persons: true,
    });
    const led = cardOf([opened(), parts, claimed(finance), assigned([health, "lead"])]);
    const seen = told(differencesOfTask(cardOf([opened(), parts, claimed(finance)]), led, asLead, []));
    expect(seen.has(`${finance} claim.done`)).toBe(false);
    expect(seen.get(`${health} relations`)).toEqual([null, ["lead"]]);
  });
});

test("lists are compared by what is new in them, what is gone, and what has changed", () => {
  expect(comparedTasks([before], [after], everything, new Map())).toMatchObject([{ became: "changed", card: after }]);
  expect(comparedTasks([], [after], everything, new Map())).toMatchObject([{ became: "new", card: after }]);
  expect(comparedTasks([before], [], everything, new Map())).toMatchObject([{ became: "gone", card: before }]);
  expect(comparedTasks([after], [after], everything, new Map())).toEqual([]);
});

test("an amendment shows in the words that hold now, under the names it has in the history", () => {
  const amendment = TaskAmended.sample;
  const amended = cardOf([opened(), parts, TaskAmended(amendment)]);
  const fields = differencesOfTask(before, amended, everything, []).map(({ field }) => field);
  expect(fields).toEqual(expect.arrayContaining(Object.keys(amendment.after)));
});

test("the differences of all days are together that of the whole time, whatever happens to a task", () => {
  fc.assert(
    fc.property(programme, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (said, cuts) => {
      const { first, moves } = run(said);
      const events = stored([...first, ...moves.map(({ fact }) => fact)].map((fact) => Object(fact)));
      const ends = [...new Set([...cuts.map((cut) => cut % (events.length + 1)), events.length])].toSorted(
        (a, b) => a - b,
      );
      let card: TaskCard | null = null;
      let known = 0;
      const states = ends.map((end) => {
        for (; known < end; known += 1) card = cardAfter(card, events[known] ?? fail());
        return card === null ? [] : fieldsOfTask(card, everything);
      });
      const steps = states.slice(1).map((state, at) => differencesBetween(states[at] ?? [], state));
      const whole = differencesBetween(states[0] ?? [], states.at(-1) ?? []);
      expect(summed(steps)).toEqual(inOrder(whole));
    }),
    { numRuns: 60 },
  );
});

test("they are so for each unit of a task, too, also for one that came to lead it on the way or leads it no more", () => {
  fc.assert(
    fc.property(programme, (said) => {
      const { first, moves } = run(said);
      const cards: (TaskCard | null)[] = [null];
      for (const event of stored([...first, ...moves.map(({ fact }) => fact)].map((fact) => Object(fact)))) {
        cards.push(cardAfter(cards.at(-1) ?? null, event));
      }
      const last = cards.at(-1) ?? fail();
      const ledNow = leadUnitIdsOf(last.life);
      for (const reader of Object.keys(last.life.assignments)) {
        const sees: SeesPart = (unitId, leads) => ({
          whole: unitId === reader || leads.includes(reader),
          persons: true,
        });
        const steps = cards.slice(1).map((card, at) => differencesOfTask(cards[at] ?? null, card, sees, ledNow));
        expect(summed(steps)).toEqual(inOrder(differencesOfTask(null, last, sees, ledNow)));
        const half = Math.floor(cards.length / 2);
        const later = differencesOfTask(cards[half] ?? null, last, sees, ledNow);
        expect(summed(steps.slice(half))).toEqual(inOrder(later));
      }
    }),
    { numRuns: 40 },
  );
});

function fail(): never {
  throw new Error("there are as many events as facts");
}
