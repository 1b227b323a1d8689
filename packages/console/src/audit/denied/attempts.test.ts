import { expect, test } from "vitest";
import { type Attempt, attemptsIn, fitting, reasonsIn, unitsIn } from "./attempts.ts";

const attempt = (no: number, by: string | null, target: string | null, reason: string): Attempt => ({
  ...{ eventId: String(no), position: String(no), happenedAt: "2021-09-30T09:55:00.000Z", planId: null, taskId: null },
  onBehalfOf: { subjectId: "p", displayName: null, unitId: by, unitName: by === null ? null : `局${by}` },
  denied: {
    ...{ act: { zh: "销号", en: "Sign off" }, reason, reasonSaid: { zh: reason, en: reason }, byRegionId: "420304" },
    ...{ targetUnitId: target, targetUnitName: target === null ? null : `局${target}` },
  },
});
const attempts = [
  attempt(1, "a", "b", "FORBIDDEN"),
  attempt(2, "a", "a", "NOT_THE_LEAD"),
  attempt(3, null, "b", "FORBIDDEN"),
  attempt(4, null, null, "NOWHERE"),
];
const idsOf = (found: readonly Attempt[]) => found.map(({ eventId }) => eventId).join();

test("an attempt is found by the unit that tried and by the unit whose part was meant", () => {
  expect(idsOf(fitting(attempts, { unit: "a" }))).toBe("1,2");
  expect(idsOf(fitting(attempts, { unit: "b" }))).toBe("1,3");
  expect(idsOf(fitting(attempts, { unit: "b", reason: "NOT_THE_LEAD" }))).toBe("");
  expect(idsOf(fitting(attempts, { reason: "FORBIDDEN" }))).toBe("1,3");
  expect(idsOf(fitting(attempts, {}))).toBe("1,2,3,4");
});

test("each count is that of the list it leads to", () => {
  for (const { value, count } of unitsIn(attempts)) expect(fitting(attempts, { unit: value })).toHaveLength(count);
  for (const { value, count } of reasonsIn(attempts)) expect(fitting(attempts, { reason: value })).toHaveLength(count);
  expect(unitsIn(attempts).map(({ name, count }) => `${name} ${count}`)).toEqual(["局a 2", "局b 2"]);
  expect(reasonsIn(attempts).map(({ value, count }) => `${value} ${count}`)).toEqual([
    ...["FORBIDDEN 2", "NOT_THE_LEAD 1", "NOWHERE 1"],
  ]);
});

test("other events are no attempts", () => {
  const { denied: _denied, ...event } = attempt(5, "a", null, "FORBIDDEN");
  expect(attemptsIn([{ ...event, denied: null }, ...attempts])).toHaveLength(4);
});
