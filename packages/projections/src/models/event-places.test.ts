// Where the events of a region, a plan, a person and a unit are, and denied attempts.
import { denial } from "@taizhang/domain";
import { expect, test } from "vitest";
import { assigned, finance, health, lead, opened, planId, regionId, stored, taskId } from "../../testing/facts.ts";
import { listed, projected } from "../../testing/shown.ts";
import type { PageOf } from "../views.ts";
import { eventPlaces, isOf, lastIn, type PlacesOf, placesIn, stretchesOf, stretchSort } from "./event-places.ts";

/** Events of a task, far enough from one another that each is in a stretch of its own. */
function spread(count: number) {
  const [first] = stored([opened(), assigned([finance, "lead"])]);
  if (!first) throw new Error("no event");
  return Array.from({ length: count }, (_none, at) => ({ ...first, revision: at, position: BigInt(at + 1) << 20n }));
}

const index = (of: PlacesOf) => stretchesOf(regionId, of);

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
      unitIds: meta.unitIds,
    })),
  );
});

test("the last event up to a position is found, of whatever stream", async () => {
  const [opening, assigning] = stored([opened(), assigned([finance, "lead"])]);
  if (!opening || !assigning) throw new Error("no events");
  const events = [
    { ...opening, position: 10n },
    { ...opening, stream: "task-another", position: 20n },
    { ...assigning, position: 30n },
  ];
  const [found] = await listed(eventPlaces, events, index({ region: true }));
  const last = (upTo: bigint) => found && lastIn(found.doc, upTo);
  expect([9n, 10n, 19n, 20n, 29n, 30n, 99n].map(last)).toEqual([null, 10n, 10n, 20n, 20n, 30n, 30n]);
});

test("the stretches of a region, a plan, a person and a unit are found from either end, also from a place in the middle", async () => {
  const events = spread(4).map((event) => ({ ...event, meta: { ...event.meta, unitIds: [finance] } }));
  const { subjectId } = events[0]?.meta.actor ?? { subjectId: "" };
  const revisions = async (name: string, span: Omit<PageOf, "first"> = {}) => {
    const views = await projected(eventPlaces.model, [events]);
    const { value } = await views.list(eventPlaces, name, { first: 10, ...span });
    return value.items.flatMap(({ doc }) => placesIn(doc).map(({ revision }) => revision));
  };
  const middle = stretchSort(3n << 20n);
  for (const of of [{ region: true as const }, { planId }, { subjectId }, { unitId: finance }]) {
    expect(await revisions(index(of))).toEqual([0, 1, 2, 3]);
    expect(await revisions(index(of), { from: middle })).toEqual([2, 3]);
    expect(await revisions(index(of), { to: middle, backward: true })).toEqual([0, 1, 2]);
  }
  expect(await revisions(index({ subjectId: "nobody" }))).toEqual([]);
  expect(await revisions(index({ unitId: health }))).toEqual([]);
  expect(await revisions(stretchesOf("500155", { planId }))).toEqual([]);
});

test("a stretch stands with every unit that one of its events touches, and tells which", async () => {
  const [first, ...others] = stored([opened(), assigned([finance, "lead"])]);
  if (!first) throw new Error("no event");
  const touching = (unitIds: string[], at: number) => ({
    ...{ ...first, revision: 10 + at, position: first.position + 100n * BigInt(at) },
    meta: { ...first.meta, unitIds },
  });
  const events = [first, ...others, touching([health, finance], 5), touching([health], 6)];
  const [found] = await listed(eventPlaces, events, index({ unitId: health }));
  expect(found && placesIn(found.doc).map(({ unitIds }) => unitIds)).toEqual(events.map(({ meta }) => meta.unitIds));
});

test("the stretches with denied attempts of a region are found, whatever their targets", async () => {
  const [AttemptDenied] = denial.actions.recordDeniedAttempt.events;
  const tried = AttemptDenied({
    target: { regionId, planId, taskId },
    targetUnitId: lead,
    by: { subjectId: "clerk-1", regionId, unitId: finance },
    action: "reportProgress",
    title: { zh: "进展填报", en: "Report progress" },
    reason: "NOT_YOUR_ASSIGNMENT",
    triedOn: "2021-06-30",
  });
  const events = stored([opened(), tried, assigned([finance, "lead"]), tried]).map((event, at) => ({
    ...event,
    position: BigInt(at + 1) << 20n,
    ...(event.fact.type === "AttemptDenied" ? { stream: `denial-${at}` } : {}),
  }));
  const found = await listed(eventPlaces, events, index({ denied: true }));
  const places = found.flatMap(({ doc }) => placesIn(doc));
  expect(places.map(({ stream }) => stream)).toEqual(["denial-1", "denial-3"]);
  expect(places.every((place) => isOf(place, { denied: true }))).toBe(true);
  expect(await listed(eventPlaces, events, stretchesOf("500155", { denied: true }))).toEqual([]);
});

test("an event that comes twice is kept once", async () => {
  const events = stored([opened(), assigned([finance, "lead"])]);
  const views = await projected(eventPlaces.model, [events, events]);
  const { value } = await views.list(eventPlaces, index({ planId }), { first: 10 });
  expect(value.items.flatMap(({ doc }) => placesIn(doc))).toHaveLength(2);
});
