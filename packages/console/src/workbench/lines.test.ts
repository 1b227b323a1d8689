import { expect, test } from "vitest";
import { charactersRead, kindOf, pagesOf, rowBegunOn, rowOf, shownLines } from "./lines.ts";

const use = (as: "TASK" | "STRUCTURE", row: number | null) => ({ as, from: 0, to: 2, row });
const line = (no: number, text: string, ...uses: ReturnType<typeof use>[]) => ({ no, text, uses });

test("each line is exactly one thing, and an unread one is never taken for anything else", () => {
  const unread = [{ from: 3, to: 4 }];
  expect(kindOf(line(1, "公开财政预算。", use("TASK", 1)), unread)).toBe("read");
  expect(kindOf(line(2, "责任单位", use("STRUCTURE", null)), unread)).toBe("structure");
  expect(kindOf(line(3, "以上为重点。"), unread)).toBe("unread");
  expect(kindOf(line(4, "以上为重点。", use("TASK", 1)), unread)).toBe("unread");
  expect(kindOf(line(5, " \t"), unread)).toBe("blank");
});

test("a line leads to the first row that it was read into", () => {
  expect(rowOf(line(1, "一二", use("STRUCTURE", null), use("TASK", 7)))).toBe(7);
  expect(rowOf(line(1, "一二", use("STRUCTURE", null)))).toBeNull();
});

test("all lines are shown, or those with something to say", () => {
  expect(shownLines(5, null)).toEqual([1, 2, 3, 4, 5]);
  expect(
    shownLines(5, [
      { from: 2, to: 3 },
      { from: 3, to: 9 },
    ]),
  ).toEqual([2, 3, 4, 5]);
});

test("lines are asked for by their pages", () => {
  expect(pagesOf([1, 500, 501, 1000])).toEqual([0, 1]);
  expect(pagesOf([])).toEqual([]);
});

test("what went unread is not counted as read", () => {
  expect(charactersRead(87, [{ text: "以上 为重点。\n" }])).toBe(81);
  expect(charactersRead(87, [])).toBe(87);
});

test("a row begins on its first line, and goes on over lines that belong to none", () => {
  const lines = new Map(
    [
      line(1, "一", use("TASK", 1)),
      line(2, ""),
      line(3, "二", use("TASK", 1)),
      line(4, "三", use("TASK", 2)),
      line(5, "四", use("STRUCTURE", null)),
    ].map((each) => [each.no, each] as const),
  );
  expect([1, 2, 3, 4, 5, 6].map((no) => rowBegunOn(no, lines))).toEqual([1, null, null, 2, null, null]);
});
