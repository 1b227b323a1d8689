// Decision tests of closing a task with its plan.
import { expect, test } from "vitest";
import { assigned, closing, opened, page, words } from "../../testing/facts.ts";
import { financeBureau, healthBureau, policy, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { task } from "./index.ts";
import { AssignmentSignedOff } from "./sign-off.ts";

const given = specification(task);
const { closeTask } = task.actions;
const close = { cause: "planClosed" } as const;
const begun = [opened(), assigned([financeBureau, "responsible"], [healthBureau, "responsible"])];
const signedOff = [
  CompletionClaimed({ unitId: healthBureau, completedOn: today, done: words("已办"), evidence: [page] }),
  AssignmentSignedOff({ unitId: healthBureau, opinion: words("同意") }),
];

test("open parts are dropped with the cause; signed-off parts stay signed off", () => {
  const closed = TaskClosed({ ...close, dropped: [financeBureau] });
  given(...begun, ...signedOff)
    .when(closeTask, close, policy, closing)
    .yields(closed);
  const state = [...begun, ...signedOff, closed].reduce(task.evolve, task.initial);
  expect(Object.values(state.assignments).map((part) => part.state)).toEqual(["dropped", "signedOff"]);
});

test("a task without open parts is closed too, and its sentence says so", () => {
  given(opened())
    .when(closeTask, close, policy, closing)
    .yields(TaskClosed({ ...close, dropped: [] }));
  expect(TaskClosed.tell({ ...close, dropped: [] }, String).en).toContain("nothing was open");
});

test("closing twice changes nothing", () => {
  given(...begun, TaskClosed({ ...close, dropped: [financeBureau, healthBureau] }))
    .when(closeTask, close, policy, closing)
    .changesNothing();
});

test("a task that was never opened is not closed", () => {
  given().when(closeTask, close, policy, closing).rejects("TASK_NOT_FOUND");
});
