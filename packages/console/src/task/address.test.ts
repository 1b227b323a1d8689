import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { type TaskState, taskAddress } from "./address.ts";

const moment = fc.constantFrom("2021-09-15", "2021-09-15T02:20:00.000Z", "221873");
const states: fc.Arbitrary<TaskState> = fc
  .tuple(
    fc.uuid(),
    fc.record(
      {
        asOf: moment,
        against: fc.oneof(moment, fc.constant("now")),
        oldest: fc.constant(true),
        show: fc.constantFrom("people" as const, "rules" as const),
        event: fc.uuid(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([taskId, others]) => ({ taskId, ...others }));

test("the address of a task holds the whole state of the page", () => {
  fc.assert(
    fc.property(states, (state) => {
      const { pathname, search } = new URL(addressOf(taskAddress, state), "http://127.0.0.1");
      const taskId = decodeURIComponent(pathname.slice("/console/tasks/".length));
      expect(taskAddress.read({ ...queries.parseSearch(search), taskId })).toEqual(state);
    }),
  );
});

test("what makes no sense in it is left out", () => {
  expect(taskAddress.read({ taskId: "1", asOf: "now", against: "soon", show: "all", oldest: "no" })).toEqual({
    taskId: "1",
  });
});
