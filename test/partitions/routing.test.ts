// The table of regions, positions over many logs, and cursors that outlive a move: the pure parts of the routing.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  includes,
  joined,
  nowhereYet,
  type PartitionedPosition,
  readPosition,
  readUpTo,
  writtenPosition,
} from "./partitioned-position.ts";
import { beginMove, endMove, type Placement, placeRegion, type Refusal } from "./placement.ts";
import { readCount } from "./region-cursor.ts";

const county = "420304";

/** What a table says after changes, none of which it may refuse. */
function tableOf(...changes: readonly ((table: Placement) => Placement | Refusal)[]): Placement {
  return changes.reduce((table: Placement, change) => {
    const next = change(table);
    return typeof next === "string" ? expect.fail(`refused: ${next}`) : next;
  }, new Map());
}

describe("the table", () => {
  const inFirst = (table: Placement) => placeRegion(table, county, "p0");
  const toSecond = (table: Placement) => beginMove(table, county, "p1");
  const arrived = (table: Placement) => endMove(table, county, "p1", 2);
  const [placed, moving, moved] = [tableOf(inFirst), tableOf(inFirst, toSecond), tableOf(inFirst, toSecond, arrived)];

  test("a move raises the epoch when it ends, and only then leads elsewhere", () => {
    expect(placed.get(county)).toMatchObject({ partition: "p0", epoch: 1, movingTo: null });
    expect(moving.get(county)).toMatchObject({ partition: "p0", epoch: 1, movingTo: "p1" });
    expect(moved.get(county)).toMatchObject({ partition: "p1", epoch: 2, movingTo: null });
  });

  test("steps that were taken already change nothing", () => {
    expect(toSecond(moving)).toBe(moving);
    expect(arrived(moved)).toBe(moved);
    expect(endMove(moved, county, "p0", 1)).toBe(moved);
  });

  test.each<[string, Placement | Refusal]>([
    ["PLACED_ALREADY", inFirst(placed)],
    ["NOT_PLACED", toSecond(new Map())],
    ["NOT_PLACED", arrived(new Map())],
    ["MOVING_ALREADY", beginMove(moving, county, "p2")],
    ["HELD_BEFORE", beginMove(placed, county, "p0")],
    ["HELD_BEFORE", beginMove(moved, county, "p0")],
    ["NOT_MOVING_THERE", arrived(placed)],
    ["NOT_MOVING_THERE", endMove(moving, county, "p2", 2)],
    ["NOT_MOVING_THERE", endMove(moving, county, "p1", 3)],
  ])("%s", (refusal, answer) => {
    expect(answer).toBe(refusal);
  });
});

describe("a position over many partitions", () => {
  const reached = fc
    .array(fc.tuple(fc.constantFrom("p0", "p1", "p2"), fc.bigInt(1n, 9n)))
    .map((steps) =>
      steps.reduce((at: PartitionedPosition, [partition, to]) => readUpTo(at, partition, to), nowhereYet),
    );

  test("never goes back", () => {
    expect(readUpTo(readUpTo(nowhereYet, "p0", 5n), "p0", 3n).get("p0")).toBe(5n);
  });

  test("includes what it has joined, and everything includes the beginning", () => {
    fc.assert(
      fc.property(reached, reached, (one, other) => {
        const both = joined(one, other);
        expect([includes(both, one), includes(both, other), includes(one, nowhereYet)]).toEqual([true, true, true]);
        expect(writtenPosition(joined(other, one))).toBe(writtenPosition(both));
        expect(includes(one, other) && includes(other, one)).toBe(writtenPosition(one) === writtenPosition(other));
      }),
    );
  });

  test("has no order between partitions", () => {
    const [one, other] = [readUpTo(nowhereYet, "p0", 5n), readUpTo(nowhereYet, "p1", 5n)];
    expect([includes(one, other), includes(other, one)]).toEqual([false, false]);
  });

  test("is read as it was written, and nothing else is", () => {
    fc.assert(
      fc.property(reached, (at) => {
        expect(readPosition(writtenPosition(at))).toEqual(at);
      }),
    );
    expect(() => readPosition('{"p0":-1}')).toThrow();
    expect(() => readPosition('{"p0":"5x"}')).toThrow();
  });
});

describe("a region's cursor", () => {
  const positions = new Map([
    [1, [100n, 300n, 400n]],
    [2, [50n, 60n, 70n, 90n]],
  ]);
  test.each([
    ["before the first event", 1, 99n, 0],
    ["at an event", 1, 300n, 2],
    ["between two events", 1, 399n, 2],
    ["behind the line", 1, 9000n, 3],
    ["of the log it lives in now", 2, 90n, 4],
    ["of an epoch that it never had", 3, 1n, null],
  ])("%s", (_where, epoch, position, count) => {
    expect(readCount({ epoch, position }, positions)).toBe(count);
  });
});
