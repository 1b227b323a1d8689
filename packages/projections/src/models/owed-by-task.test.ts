// What is owed by a task: each part has a list of its own, which stays as it is when another part changes.
import { expect, test } from "vitest";
import { assigned, finance, health, lead, opened, reported, stored, UnitsUrged, words } from "../../testing/facts.ts";
import { owedByTask, waitsAbout } from "./owed-by-task.ts";
import { type CardPart, cardAfter, type TaskCard } from "./task-card.ts";

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

test("what waits about one part is found without looking at the others", () => {
  const events = stored([...begin, reported(finance), reported(health)]);
  const card = events.reduce<TaskCard | null>(cardAfter, null);
  const part = card?.parts[finance];
  if (!card || !part) throw new Error("there is no such part");
  const parts: TaskCard["parts"] = {
    [finance]: part,
    get [health](): CardPart {
      throw new Error("this part is not asked about");
    },
  };
  const waits = (partNo: number) => waitsAbout({ ...card, parts }, { unitId: finance, partNo });
  expect(waits(1).map(({ kind, reportNo }) => [kind, reportNo])).toEqual([["report", 1]]);
  expect(waits(0)).toEqual([]);
});
