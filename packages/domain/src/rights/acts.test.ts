import { describe, expect, test } from "vitest";
import { explore, type Terrain } from "../../testing/explore.ts";
import { closedPlan } from "../../testing/facts.ts";
import { terrains } from "../../testing/terrains.ts";
import type { AnyAction } from "../kernel/action.ts";

/** The same terrain while the plan is closed, and nothing of that is carried out. */
const beingClosed = (terrain: Terrain): Terrain => ({
  ...terrain,
  given: (...about) => ({ ...Object(terrain.given(...about)), ...closedPlan }),
});

/** The actions that go by the plan. */
const byPlan = ({ of }: Terrain): string[] =>
  Object.entries<AnyAction>(of.actions).flatMap(([name, { goesByPlan }]) => (goesByPlan ? [name] : []));

const withPlans = terrains.filter((terrain) => byPlan(terrain).length > 0);

describe.each(withPlans)("of $of.name, while the plan is closed and that is not carried out", (terrain) => {
  const found = [...explore(beingClosed(terrain))];

  test("what is told is what happens", () => {
    expect(found.flatMap(([, { broken }]) => broken)).toEqual([]);
    // What the plan forbids is told, and never found out by sending it.
    expect(found.flatMap(([name, { said }]) => (said.has("PLAN_CLOSED") ? [name] : []))).toEqual([]);
  });

  test("what goes by the plan is open nowhere, and all else where it was", () => {
    expect(found.flatMap(([name, { open }]) => (open.size === 0 ? [name] : []))).toEqual(byPlan(terrain));
  });
});

describe.each(terrains)("of $of.name", (terrain) => {
  const found = explore(terrain);

  test("what is told is what happens", () => {
    expect([...found.values()].flatMap(({ broken }) => broken)).toEqual([]);
  });

  test("what is refused is told by names and words, not by ids", () => {
    expect([...found.values()].flatMap(({ bare }) => [...bare])).toEqual([]);
  });

  test("every act of people was open somewhere, and tried by somebody who may", () => {
    const untried = [...found].filter(([, { open, may }]) => open.size === 0 || may.size === 0);
    expect(untried.map(([name]) => name)).toEqual([]);
  });

  test("what is refused although it was told open is refused by what it says", () => {
    const byState = [...found].flatMap(([name, { said }]) =>
      [...said].flatMap(([code, isByWhatItSays]) => (isByWhatItSays ? [] : [`${name}: ${code}`])),
    );
    expect(byState).toEqual([]);
  });
});
