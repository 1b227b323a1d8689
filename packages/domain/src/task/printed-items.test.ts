// Which items a row prints.
import { describe, expect, test } from "vitest";
import { opened, row } from "../../testing/facts.ts";
import { policy } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { DatedText, DraftItem, DraftTask } from "../plan/draft.ts";
import { task } from "./index.ts";
import { ItemsPrinted, itemsPrinted } from "./printed-items.ts";

const given = specification(task);

const june: DatedText = { text: "2021年6月底前", date: "2021-06-30" };
const october: DatedText = { text: "2021年10月底前", date: "2021-10-31" };
const item = (no: string, text: string, deadlines: DatedText[] = [], children: DraftItem[] = []): DraftItem => ({
  ...{ no, text, deadlines, children },
});
const read = (over: Partial<DraftTask>) =>
  itemsPrinted(row(over)).flatMap(({ data }) =>
    data.items.map(({ itemId, no, text, dueOn }) => [itemId, no, text.text, dueOn]),
  );

describe("numbered parts", () => {
  test("each is an item, by its number, with the day it prints 梁平 L102", () => {
    const items = [item("1", "2021年6月底前更新行政法规。", [june]), item("2", "2021年10月底前更新规章。", [october])];
    expect(read({ items, deadlinesInText: [june, october] })).toEqual([
      ["p1", "1", "2021年6月底前更新行政法规。", "2021-06-30"],
      ["p2", "2", "2021年10月底前更新规章。", "2021-10-31"],
    ]);
  });

  test("one with parts below it is those parts; the day above them holds for those that print none", () => {
    const below = [item("1", "更新法规。"), item("2", "2021年10月底前更新规章。", [october])];
    expect(read({ items: [item("1", "2021年6月底前：", [june], below), item("2", "长期坚持。")] })).toEqual([
      ["p1.1", "1.1", "更新法规。", "2021-06-30"],
      ["p1.2", "1.2", "2021年10月底前更新规章。", "2021-10-31"],
      ["p2", "2", "长期坚持。", null],
    ]);
  });

  test("one that prints dates in several sentences is an item for each, and no word is lost", () => {
    const text = "做好准备。2021年6月底前更新法规。逐部核对。2021年10月底前更新规章；再行检查。";
    const found = read({ items: [item("1", text, [june, october])], deadlinesInText: [june, october] });
    expect(found).toEqual([
      ["p1", "1", "做好准备。2021年6月底前更新法规。逐部核对。", "2021-06-30"],
      ["p1-2", "1", "2021年10月底前更新规章；再行检查。", "2021-10-31"],
    ]);
    expect(found.map(([, , words]) => words).join("")).toBe(text);
  });

  test("a number that is printed twice has two ids", () => {
    expect(read({ items: [item("1", "甲"), item("1", "乙")] }).map(([id]) => id)).toEqual(["p1", "p1-2"]);
  });
});

describe("sentences outside the numbered parts", () => {
  test("one that prints a date is an item without a number 韶关 L107", () => {
    const text = "全面推进，2021年6月底前集中公开。设立专题专栏。";
    expect(read({ text, deadlinesInText: [june] })).toEqual([
      ["d1", null, "全面推进，2021年6月底前集中公开。", "2021-06-30"],
    ]);
  });

  test("it stands beside the numbered parts, whose dates are not counted twice", () => {
    const text = "2021年6月底前完成准备。1.2021年6月底前更新。";
    const items = [item("1", "2021年6月底前更新。", [june])];
    expect(read({ text, items, deadlinesInText: [june, june] }).map(([id, , words]) => [id, words])).toEqual([
      ["p1", "2021年6月底前更新。"],
      ["d1", "2021年6月底前完成准备。"],
    ]);
  });

  test("of two dates in one sentence the last is its day, and both are kept", () => {
    const text = "2021年6月底前起草，2021年10月底前公布。";
    const [fact] = itemsPrinted(row({ text, deadlinesInText: [june, october] }));
    expect(fact?.data.items).toMatchObject([{ itemId: "d1", dueOn: "2021-10-31", deadlines: [june, october] }]);
  });

  test("a date whose words are found in no sentence makes the whole text an item, so that no due day is lost", () => {
    expect(read({ text: "6 月 底前公开。", deadlinesInText: [june] })).toEqual([
      ["d1", null, "6 月 底前公开。", "2021-06-30"],
    ]);
  });
});

describe("opening", () => {
  const { openTask } = task.actions;

  test("a row that prints items says so in a fact of its own", () => {
    const { data } = opened();
    const command = { ...data, row: { ...data.row, items: [item("1", "公开预算。")] } };
    const printed = { itemId: "p1", no: "1", text: { text: "公开预算。" }, dueOn: null, deadlines: [] };
    given()
      .when(openTask, command, policy)
      .yields({ type: "TaskOpened", data: command }, ItemsPrinted({ items: [printed] }));
  });

  test("a task that was opened before there were items owes none, also when it is opened again", () => {
    const { data } = opened();
    const before = { type: "TaskOpened", data: { ...data, row: { ...data.row, items: [item("1", "公开预算。")] } } };
    given(before).when(openTask, before.data, policy).changesNothing();
    expect(task.evolve(task.initial, before, 0).items).toEqual({});
  });
});
