// Where the events of a plan and of a person are.
import { expect, test } from "vitest";
import { assigned, finance, opened, planId, regionId, stored } from "../../testing/facts.ts";
import { listed, projected } from "../../testing/shown.ts";
import { eventPlaces, placesIn, stretchesOf, stretchSort } from "./event-places.ts";

/** Events of a task, far enough from one another that each is in a stretch of its own. */
function spread(count: number) {
  const [first] = stored([opened(), assigned([finance, "lead"])]);
  if (!first) throw new Error("no event");
  return Array.from({ length: count }, (_none, at) => ({ ...first, revision: at, position: BigInt(at + 1) << 20n }));
}

const index = (of: { planId: string } | { subjectId: string }, order: "oldestFirst" | "newestFirst" = "oldestFirst") =>
  stretchesOf(regionId, of, order);

test("events that are close together are in one stretch, with what they may be narrowed down by", async () => {
  const events = stored([opened(), assigned([finance, "lead"])]);
  const [found, ...others] = await listed(eventPlaces, events, index({ planId }));
  expect(others).toEqual([]);
  expect(found && placesIn(found.doc)).toEqual(
    events.map(({ stream, revision, position, fact, meta }) => ({
      stream,
      revision,
      position,
      type: fact.type,
      day: meta.happenedAt.slice(0, 10),
      planId,
      subjectIds: [...new Set([meta.actor.subjectId, meta.onBehalfOf?.subjectId].filter(Boolean))],
    })),
  );
});

test("the stretches of a plan and of a person are found from either end, also from a place in the middle", async () => {
  const events = spread(4);
  const { subjectId } = events[0]?.meta.actor ?? { subjectId: "" };
  const revisions = async (name: string, from?: string) => {
    const views = await projected(eventPlaces.model, [events]);
    const { value } = await views.list(eventPlaces, name, { first: 10, ...(from ? { from } : {}) });
    return value.items.flatMap(({ doc }) => placesIn(doc).map(({ revision }) => revision));
  };
  for (const of of [{ planId }, { subjectId }]) {
    expect(await revisions(index(of))).toEqual([0, 1, 2, 3]);
    expect(await revisions(index(of, "newestFirst"))).toEqual([3, 2, 1, 0]);
    expect(await revisions(index(of), stretchSort(3n << 20n, "oldestFirst"))).toEqual([2, 3]);
    expect(await revisions(index(of, "newestFirst"), stretchSort(3n << 20n, "newestFirst"))).toEqual([2, 1, 0]);
  }
  expect(await revisions(index({ subjectId: "nobody" }))).toEqual([]);
  expect(await revisions(stretchesOf("500155", { planId }, "oldestFirst"))).toEqual([]);
});

test("an event that comes twice is kept once", async () => {
  const events = stored([opened(), assigned([finance, "lead"])]);
  const views = await projected(eventPlaces.model, [events, events]);
  const { value } = await views.list(eventPlaces, index({ planId }), { first: 10 });
  expect(value.items.flatMap(({ doc }) => placesIn(doc))).toHaveLength(2);
});
