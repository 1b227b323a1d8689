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

test("the sentence names the due day if there is one", () => {
  const { tell } = openTask.events[0];
  expect(tell(opened().data, String).zh).toContain("完成时限2021-11-30");
  expect(tell({ ...opened().data, dueOn: null }, String).en).not.toContain("due");
});
