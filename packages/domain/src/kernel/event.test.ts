// Reading events of earlier versions, and what the compiler refuses.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { office } from "../../testing/people.ts";
import { decodeFact, tell } from "../catalogue.ts";
import { plan } from "../plan/index.ts";
import type { PlanState } from "../plan/state.ts";
import { task } from "../task/index.ts";
import { noTask, type TaskState } from "../task/state.ts";
import { action, isRejection, reject, unchanged } from "./action.ts";
import { everybodys } from "./affair.ts";
import { aggregate } from "./aggregate.ts";
import { event } from "./event.ts";

/** An invented event in its third shape. 1: {due}. 2: {dueOn}. 3: {dueOn, reason}. */
const InventedMoved = event({
  type: "InventedMoved",
  title: "虚构",
  version: 3,
  shape: z.object({ dueOn: z.iso.date(), reason: z.string().nullable() }),
  upcast: {
    1: (old) => ({ dueOn: z.object({ due: z.string() }).parse(old).due }),
    2: (old) => ({ ...z.object({ dueOn: z.string() }).parse(old), reason: null }),
  },
  sight: () => everybodys(),
  sample: { dueOn: "2021-11-30", reason: null },
  evolve: (state: TaskState) => state,
  tell: (e) => ({ zh: `改期至${e.dueOn}`, en: `moved to ${e.dueOn}` }),
});

const sentence = { zh: "", en: "" };
const told = { sight: () => everybodys(), sample: {}, tell: () => sentence };

describe("a stored event of any version is read", () => {
  const current = { dueOn: "2021-11-30", reason: null };
  test.each([
    [1, { due: "2021-11-30" }, current],
    [2, { dueOn: "2021-11-30" }, current],
    [3, { dueOn: "2021-11-30", reason: "汛期" }, { dueOn: "2021-11-30", reason: "汛期" }],
  ])("version %i", (version, stored, data) => {
    const read = InventedMoved.decode(version, JSON.parse(JSON.stringify(stored)));
    expect(read).toEqual(data);
    expect(InventedMoved.tell(read, String)).toEqual({ zh: "改期至2021-11-30", en: "moved to 2021-11-30" });
  });

  test("a newer version stops the reader and says what to do", () => {
    expect(() => InventedMoved.decode(4, current)).toThrow(/InventedMoved is stored in version 4.*upgrade/);
  });

  test("a version without an upcast stops the reader", () => {
    expect(() => InventedMoved.decode(0, current)).toThrow("InventedMoved has no upcast from version 0");
  });

  test("data that does not fit the shape of its version stops the reader", () => {
    expect(() => InventedMoved.decode(1, current)).toThrow();
    expect(() => InventedMoved.decode(3, { due: "2021-11-30" })).toThrow();
  });

  test("an event whose shape was never replaced has version 1", () => {
    const plain = event({ ...told, type: "Plain", title: "虚构", shape: z.object({}), evolve: (s: TaskState) => s });
    expect(plain.version).toBe(1);
    expect(plain.decode(1, {})).toEqual({});
    expect(() => plain.decode(2, {})).toThrow("upgrade");
  });

  test("an unknown field, added by a later build, does not stop the reader", () => {
    expect(InventedMoved.decode(3, { ...current, later: true })).toEqual(current);
  });
});

describe("the catalogue", () => {
  test("a type that this build does not know stops the reader", () => {
    expect(() => decodeFact("TaskForgotten", 1, {})).toThrow(/unknown type TaskForgotten.*upgrade/);
  });

  test("a known type of a newer version stops the reader", () => {
    expect(() => decodeFact("DraftDiscarded", 2, { reason: { text: "误" } })).toThrow("upgrade");
  });

  test("a fact is told with the names people read", () => {
    const fact = decodeFact("AssignmentAccepted", 1, { unitId: "00000000-0000-4000-8000-000000000002" });
    expect(tell(fact, () => "区财政局")).toEqual({ zh: "区财政局签收", en: "accepted the assignment of 区财政局" });
  });
});

describe("an aggregate", () => {
  test("leaves its state unchanged by a fact of another aggregate", () => {
    expect(task.evolve(noTask, { type: "PlanClosed", data: {} }, 0)).toBe(noTask);
  });

  test("does not compile with an action on another aggregate's state", () => {
    const onPlan = action({
      title: sentence,
      by: ["office"],
      example: {},
      command: z.object({}),
      events: [
        event({ ...told, type: "InventedPlanFact", title: "虚构", shape: z.object({}), evolve: (p: PlanState) => p }),
      ],
      open: (state: PlanState) => (state.status === "none" ? unchanged : reject("PLAN_CLOSED")),
      decide: () => [],
    });
    // @ts-expect-error An action on a plan is no action of a task.
    const mixed = aggregate({ ...task, actions: { onPlan } });
    expect(mixed.events.has("InventedPlanFact")).toBe(true);
  });

  test("does not compile with an action that reads more than the state", () => {
    const onMore = action({
      title: sentence,
      by: ["office"],
      example: {},
      command: z.object({}),
      events: [],
      open: (state: TaskState & { readonly weather: string }) => (state.weather ? unchanged : reject("PLAN_CLOSED")),
      decide: () => [],
    });
    // @ts-expect-error A task's state has no weather.
    const mixed = aggregate({ ...task, actions: { onMore } });
    expect(mixed.events.size).toBe(0);
  });

  test("does not compile with a decision that states a fact the action does not declare", () => {
    const undeclared = action({
      title: sentence,
      by: ["office"],
      example: {},
      command: z.object({}),
      events: [plan.actions.closePlan.events[0]],
      open: (state: PlanState) => state,
      // @ts-expect-error The action declares PlanClosed only.
      decide: () => [InventedMoved({ dueOn: "2021-11-30", reason: null })],
    });
    expect(undeclared.events).toHaveLength(1);
  });

  test("does not compile with an action that does not say when it is open, or says so by what is typed", () => {
    const spec = { title: sentence, by: ["office"] as const, events: [], decide: () => [] };
    const command = z.object({ unitId: z.string(), reason: z.string() });
    const example = { unitId: "", reason: "" };
    // @ts-expect-error It has no step `open`.
    const never = action({ ...spec, command, example });
    expect(() => never.foregone({}, example, office)).toThrow(TypeError);
    const byInput = action({
      ...spec,
      ...{ command, example },
      // @ts-expect-error The reason is input, and names no target.
      open: (task: TaskState, { unitId, reason }) => (reason === unitId ? unchanged : task),
    });
    expect(byInput.naming).toEqual(new Map([["unitId", "always"]]));
  });
});

test("a refusal can be told from facts", () => {
  expect(isRejection(reject("PLAN_CLOSED"))).toBe(true);
  expect(isRejection([])).toBe(false);
});
