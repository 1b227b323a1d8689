// A table of a thing's life: its states are the columns, the acts on it the rows, and every cell is tried.
import { expect, test } from "vitest";
import { type AnyAction, isRejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { AnyAggregate } from "../src/kernel/aggregate.ts";
import type { Fact } from "../src/kernel/event.ts";
import { task } from "../src/task/index.ts";
import type { TaskState } from "../src/task/state.ts";
import { lookedUp } from "./looked-up.ts";
import { testOutsiders } from "./outsiders.ts";

/** What is tried: an action, its command, who gives it, and what is looked up for it otherwise than for the others. */
export type Act = readonly [AnyAction, object, Actor, object?];

/** The life of something in a state: of a task, or of what else is tried. */
export interface Life<State> {
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
  /** How the thing stands, in the words of the cells. */
  readonly told: (state: State) => string;
}

/** What decisions are given, which the shell looks up. */
type Given<State> = (facts: readonly Fact[], before: State, command: object) => unknown;

/**
 * Tests that the table has a row for every act and a cell for every state, that every cell is true, and that outsiders are denied
 * the acts of units.
 */
export const testLife = (life: Life<TaskState>): void => testLifeOf(task, lookedUp, life);

/** The same for something that is in no task. */
export function testLifeOf<State>(
  of: AnyAggregate & {
    readonly initial: State;
    readonly evolve: (state: State, fact: Fact, revision: number) => State;
  },
  given: Given<State>,
  { table, begun, histories, acts, told }: Life<State>,
): void {
  const play = (facts: readonly Fact[]): State => facts.reduce<State>(of.evolve, of.initial);
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
    const [action, command, who, looked] = acts[act] ?? expect.fail(`no act ${act}`);
    const outcome = action.decide(before, action.command.parse(command), who, {
      ...Object(given(facts, before, command)),
      ...looked,
    });
    if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
    expect(outcome.length === 0 ? "nothing" : told(play([...facts, ...outcome]))).toBe(expected);
  });

  testOutsiders({
    of,
    states: Object.fromEntries(states.map((state) => [state, [...begun, ...(histories[state] ?? [])]])),
    acts: Object.fromEntries(Object.entries(acts).map(([act, [action, command]]) => [act, [action, () => command]])),
  });
}
