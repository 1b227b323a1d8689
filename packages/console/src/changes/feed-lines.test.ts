import { expect, test } from "vitest";
import type { ChangeToldFragment } from "../generated/operations.ts";
import { lineOver, mostLines, noLines, received, revealed } from "./feed-lines.ts";

const change = (no: number): ChangeToldFragment => ({
  cursor: `c-${no}`,
  position: String(no),
  eventId: `e-${no}`,
  type: "TaskOpened",
  title: { zh: "开立任务", en: "Task opened" },
  sentence: { zh: "开立任务", en: "opened the task" },
  happenedAt: "2021-09-20T09:02:00.000Z",
  planId: null,
  taskId: null,
  unitIds: [],
  actor: { unitName: null, displayName: null, subjectId: null },
  sight: "WHOLE",
});
const from = (first: number, count: number) => Array.from({ length: count }, (_none, at) => change(first + at));
const numbers = (all: readonly ChangeToldFragment[]) => all.map(({ position }) => Number(position));

test("the newest stands on top, and what comes while one reads is kept back until it is wanted", () => {
  const first = received(noLines, from(1, 2), false);
  const reading = received(received(first, from(3, 2), true), from(5, 1), true);
  expect([numbers(reading.shown), numbers(reading.waiting), reading.count]).toEqual([[2, 1], [5, 4, 3], 5]);
  const after = revealed(reading);
  expect([numbers(after.shown), after.waiting, after.count]).toEqual([[5, 4, 3, 2, 1], [], 5]);
  expect(numbers(received(reading, from(6, 1), false).shown)).toEqual([6, 5, 4, 3, 2, 1]);
});

test("no more lines are kept than fit, the oldest go, and all are counted", () => {
  const many = received(received(noLines, from(1, mostLines), false), from(mostLines + 1, 3), false);
  expect([many.shown.length, many.shown[0]?.position, many.count]).toEqual([
    mostLines,
    String(mostLines + 3),
    mostLines + 3,
  ]);
  expect(lineOver(many.shown, from(1, 5))).toHaveLength(mostLines);
});

test("what both the feed and an answer tell stands once", () => {
  expect(numbers(lineOver(from(3, 2).reverse(), from(1, 3).reverse()))).toEqual([4, 3, 2, 1]);
});
