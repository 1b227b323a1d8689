import fc from "fast-check";
import { expect, test } from "vitest";
import { type LaidGroup, type LaidRow, stretchesOf, turnsOf } from "./turns.ts";

const goesOn = (height: number): LaidRow => ({ height, begins: [null, null] });
const room = { first: 60, others: 100 };

test("a page turns before the row that has no room, and the first page has less of it", () => {
  const rows = Array.from({ length: 6 }, (_, at) =>
    at === 0 ? { height: 30, begins: [10, 10] as const } : goesOn(30),
  );
  expect(turnsOf([{ title: 0, rows }], room)).toEqual([[2, 5]]);
});

test("the title of a group is printed again, and stands on no page alone", () => {
  const group = { title: 20, rows: [goesOn(50), goesOn(50), goesOn(50)] };
  expect(turnsOf([group, { title: 20, rows: [goesOn(50)] }], { first: 75, others: 100 })).toEqual([[1, 2], [0]]);
});

test("where a long heading goes on, its words need room of their own beside few rows", () => {
  const rows: LaidRow[] = [{ height: 50, begins: [70, 10] }, goesOn(40), goesOn(20), { height: 20, begins: [5, 5] }];
  // On the second page the words of 70 stand beside 60, and so take 10 more.
  expect(turnsOf([{ title: 0, rows }], { first: 75, others: 80 })).toEqual([[1, 3]]);
  expect(turnsOf([{ title: 0, rows }], { first: 75, others: 90 })).toEqual([[1]]);
});

test("a row that is higher than a page stands on its own", () => {
  expect(turnsOf([{ title: 0, rows: [goesOn(10), goesOn(500), goesOn(10)] }], room)).toEqual([[1, 2]]);
});

test("every row stands on one page, in order, and every page but that of a high row has room for its rows", () => {
  const height = fc.integer({ min: 1, max: 120 });
  const row = fc.record({
    height,
    begins: fc.constantFrom([null, null] as const, [5, 5] as const, [null, 5] as const),
  });
  const groups = fc.array(fc.record({ title: fc.constantFrom(0, 10), rows: fc.array(row, { minLength: 1 }) }));
  fc.assert(
    fc.property(groups, (laid: readonly LaidGroup[]) => {
      const turns = turnsOf(laid, room);
      let used = 0;
      let limit = room.first;
      for (const [at, { title, rows }] of laid.entries()) {
        const stretches = stretchesOf(rows.length, turns[at] ?? []);
        expect(stretches.flatMap(({ from, to }) => rows.slice(from, to))).toEqual(rows);
        for (const { from, to, turns: isNew } of stretches) {
          if (isNew) [used, limit] = [0, room.others];
          used += title + rows.slice(from, to).reduce((sum, each) => sum + each.height, 0);
          const isHigh = rows.slice(from, to).some(({ height }) => height + title > limit);
          expect(used <= limit || isHigh).toBe(true);
        }
      }
    }),
  );
});
