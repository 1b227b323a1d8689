import { describe, expect, test } from "vitest";
import { explore } from "../../testing/explore.ts";
import { terrains } from "../../testing/terrains.ts";

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
