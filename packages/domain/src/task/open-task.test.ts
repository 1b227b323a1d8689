// Decision tests of opening a task.
import { expect, test } from "vitest";
import { opened } from "../../testing/facts.ts";
import { policy } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { task } from "./index.ts";

const given = specification(task);
const { openTask } = task.actions;

test("a task is opened with its row, its due day and the steps of its plan", () => {
  given().when(openTask, opened().data, policy).yields(opened());
});

test("opening a task twice changes nothing, even with other contents", () => {
  given(opened())
    .when(openTask, opened({ signOff: false }).data, policy)
    .changesNothing();
});

test("the sentence calls it by the number that is printed, and by that of its row where none is", () => {
  const { tell } = openTask.events[0];
  const { data } = opened();
  const called = (no: string | null) => {
    const { zh, en } = tell({ ...data, row: { ...data.row, row: 12, no } }, String);
    return [zh, en].map((words) => words.split(/[：:]/)[0]);
  };
  expect(called("5")).toEqual(["开立第5项任务", "opened task 5"]);
  expect(called("第三条")).toEqual(["开立第三条任务", "opened task 第三条"]);
  expect(called(null)).toEqual(["开立第12项任务", "opened task 12"]);
});

test("the sentence names the due day if there is one", () => {
  const { tell } = openTask.events[0];
  expect(tell(opened().data, String).zh).toContain("完成时限2021-11-30");
  expect(tell({ ...opened().data, dueOn: null }, String).en).not.toContain("due");
});
