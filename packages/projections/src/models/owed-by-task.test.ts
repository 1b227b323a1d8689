// What is owed by a task: each part has a list of its own, which stays as it is when another part changes.
import { expect, test } from "vitest";
import { assigned, finance, health, lead, opened, reported, stored, UnitsUrged, words } from "../../testing/facts.ts";
import { owedByTask } from "./owed-by-task.ts";
import { cardAfter, type TaskCard } from "./task-card.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"], [health, "responsible"])];

test("an event of one part leaves the lists of the others as they are", () => {
  const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [finance], text: words("请答复") });
  const events = stored([...begin, reported(finance), urged]);
  const cards: TaskCard[] = [];
  for (const event of events) {
    const card = cardAfter(cards.at(-1) ?? null, event);
    if (card) cards.push(card);
  }
  const changed = cards.slice(2).map((card, nth) => {
    const before = cards[nth + 1];
    const known = new Set<unknown>(before ? owedByTask(before) : []);
    return owedByTask(card)
      .filter((things) => things.length > 0 && !known.has(things))
      .map(([first]) => first?.said.unitId);
  });
  expect(changed).toEqual([[finance], [finance]]);
});
