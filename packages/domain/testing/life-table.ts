// A table of a thing's life: its states are the columns, the acts on it the rows, and every cell is tried.
import { expect, test } from "vitest";
import { type AnyAction, isRejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { Fact } from "../src/kernel/event.ts";
import { task } from "../src/task/index.ts";
import type { TaskState } from "../src/task/state.ts";
import { lookedUp } from "./looked-up.ts";
import { testOutsiders } from "./outsiders.ts";

/** What is tried: an action, its command, and who gives it. */
export type Act = readonly [AnyAction, object, Actor];

/** The life of something in a task. */
export interface Life {
  /**
   * Cells apart by bars, the states in the first line. A cell is what the thing is after the act in words of `told`, `nothing` if
   * the act changes nothing, or the code of the refusal.
   */
  readonly table: string;
  /** The facts that every history begins with. */
  readonly begun: readonly Fact[];
  /** By state: the facts that lead to it. */
  readonly histories: Readonly<Record<string, readonly Fact[]>>;
  readonly acts: Readonly<Record<string, Act>>;
  /** How the thing stands in a task, in the words of the cells. */
  readonly told: (state: TaskState) => string;
}

const play = (facts: readonly Fact[]): TaskState => facts.reduce(task.evolve, task.initial);

/**
 * Tests that the table has a row for every act and a cell for every state, that every cell is true, and that outsiders are denied
 * the acts of units.
 */
export function testLife({ table, begun, histories, acts, told }: Life): void {
  const [[, ...head] = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const states = Object.keys(histories);

  test("the table has a row for every act and a cell for every state", () => {
    expect(head).toEqual(states);
    expect(rows.map(([act]) => act)).toEqual(Object.keys(acts));
    for (const row of rows) expect(row).toHaveLength(states.length + 1);
  });

  const cells = rows.flatMap(([act = "", ...row]) =>
    states.map((state, at) => ({ act, state, expected: row[at] ?? "missing" })),
  );
  test.each(cells)("$state, $act: $expected", ({ act, state, expected }) => {
    const facts = [...begun, ...(histories[state] ?? [])];
    const before = play(facts);
    const [action, command, who] = acts[act] ?? expect.fail(`no act ${act}`);
    const outcome = action.decide(before, action.command.parse(command), who, lookedUp(facts, before, command));
    if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
    expect(outcome.length === 0 ? "nothing" : told(play([...facts, ...outcome]))).toBe(expected);
  });

  testOutsiders({
    of: task,
    states: Object.fromEntries(states.map((state) => [state, [...begun, ...(histories[state] ?? [])]])),
    acts: Object.fromEntries(Object.entries(acts).map(([act, [action, command]]) => [act, [action, () => command]])),
  });
}
