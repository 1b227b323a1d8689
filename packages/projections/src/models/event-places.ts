// Where in the log the events of a region, a plan, a person and a unit are 事件所在, and the attempts that were denied, so that their
// histories are read page by page from either end, however long the log is.
import { beijingDay, denial } from "@taizhang/domain";
import type { Position, StoredEvent } from "@taizhang/log";
import { type Documents, kindOf, type ReadModel } from "../read-model.ts";

/** The place of one event, with what a history may be narrowed down by. */
export interface EventPlace {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  /** The day in Beijing on which it happened. */
  readonly day: string;
  readonly planId: string | null;
  /** Who acted, and on whose behalf. */
  readonly subjectIds: readonly string[];
  /** The units that it touches. */
  readonly unitIds: readonly string[];
}

/** An event of a stretch, kept short: there are as many of these as events. Units are told by their places in the stretch's list. */
type Kept = readonly [
  revision: number,
  position: string,
  type: string,
  day: string,
  subjectIds: readonly string[],
  units: readonly number[],
];

/** The events of one region in one stretch of the log, by their streams. */
export interface Stretch {
  readonly regionId: string;
  readonly no: string;
  /** All units that its events touch. */
  readonly unitIds: readonly string[];
  readonly streams: Readonly<Record<string, { readonly planId: string | null; readonly events: readonly Kept[] }>>;
}

// A position is a place in a file, so that a stretch of 64 KiB holds about a hundred events, and a document is small.
const stretchBits = 16n;
const noOf = (position: Position): bigint => position >> stretchBits;

// A position has 63 bits.
const digits = 15;

/** Where the stretch of a position stands in an index. */
export const stretchSort = (position: Position): string => String(noOf(position)).padStart(digits, "0");

/** What the events have in common; all those of a region, where it is nothing else. */
export type PlacesOf =
  | { readonly region: true }
  | { readonly planId: string }
  | { readonly subjectId: string }
  | { readonly unitId: string }
  | { readonly denied: true };

/** The index of the stretches that hold events of a region, of a plan, a person or a unit of it, or denied attempts, in the order of the log. */
export function stretchesOf(regionId: string, of: PlacesOf): string {
  if ("region" in of) return `${regionId}/all`;
  if ("denied" in of) return `${regionId}/denied`;
  if ("planId" in of) return `${regionId}/plan/${of.planId}`;
  return "unitId" in of ? `${regionId}/unit/${of.unitId}` : `${regionId}/person/${of.subjectId}`;
}

/** True for the place of an event that has this in common with others. */
export function isOf({ type, planId, subjectIds, unitIds }: EventPlace, of: PlacesOf): boolean {
  if ("region" in of) return true;
  if ("denied" in of) return isDenial(type);
  if ("planId" in of) return planId === of.planId;
  return "unitId" in of ? unitIds.includes(of.unitId) : subjectIds.includes(of.subjectId);
}

const isDenial = (type: string): boolean => denial.events.has(type);

/** The places in a stretch, in the order of the log. */
export function placesIn({ streams, unitIds }: Stretch): EventPlace[] {
  const places = Object.entries(streams).flatMap(([stream, { planId, events }]) =>
    events.map(([revision, position, type, day, subjectIds, units]) => ({
      ...{ stream, revision, type, day, planId, subjectIds },
      position: BigInt(position),
      unitIds: units.flatMap((nth) => unitIds[nth] ?? []),
    })),
  );
  return places.sort((a, b) => (a.position < b.position ? -1 : 1));
}

/** The position of the last event in a stretch up to a position; null where all of them came later. */
export function lastIn({ streams }: Stretch, upTo: Position): Position | null {
  let last: Position | null = null;
  for (const { events } of Object.values(streams)) {
    const found = events.findLast(([, position]) => BigInt(position) <= upTo);
    if (found !== undefined && BigInt(found[1]) > (last ?? -1n)) last = BigInt(found[1]);
  }
  return last;
}

const stretches = kindOf<Stretch>();

function kept(event: StoredEvent, unitIds: readonly string[]): Kept {
  const { revision, position, fact, meta } = event;
  const { actor, onBehalfOf, happenedAt } = meta;
  const subjectIds = new Set([actor.subjectId, ...(onBehalfOf ? [onBehalfOf.subjectId] : [])]);
  const units = [...new Set(meta.unitIds)].map((unitId) => unitIds.indexOf(unitId));
  return [revision, String(position), fact.type, beijingDay(happenedAt), [...subjectIds], units];
}

const model: ReadModel<Stretch> = {
  name: "event-places",
  version: 4,
  replaces: ["denied-targets"],
  key: ({ position, meta }) => `${meta.regionId}/${noOf(position)}`,
  // Takes events of all aggregates.
  fold(before, event) {
    const { stream, position, meta } = event;
    const stretch = before ?? { regionId: meta.regionId, no: String(noOf(position)), unitIds: [], streams: {} };
    const known = stretch.streams[stream] ?? { planId: meta.planId, events: [] };
    if ((known.events.at(-1)?.[0] ?? -1) >= event.revision) return stretch;
    const unitIds = [...new Set([...stretch.unitIds, ...meta.unitIds])];
    const grown = { ...known, events: [...known.events, kept(event, unitIds)] };
    return { ...stretch, unitIds, streams: { ...stretch.streams, [stream]: grown } };
  },
  shows(stretch, key) {
    const { regionId, no, unitIds, streams } = stretch;
    const all = Object.values(streams);
    const planIds = new Set(all.flatMap(({ planId }) => planId ?? []));
    const subjectIds = new Set(all.flatMap(({ events }) => events.flatMap(([, , , , subjects]) => subjects)));
    const about: PlacesOf[] = [
      { region: true },
      ...[...planIds].map((planId) => ({ planId })),
      ...[...subjectIds].map((subjectId) => ({ subjectId })),
      ...unitIds.map((unitId) => ({ unitId })),
      ...(all.some(({ events }) => events.some(([, , type]) => isDenial(type))) ? [{ denied: true as const }] : []),
    ];
    const sort = stretchSort(BigInt(no) << stretchBits);
    const entries = about.map((of) => ({ index: stretchesOf(regionId, of), sort }));
    return [stretches.shown(key, stretch, entries)];
  },
};

/** The stretches of the log, by region and number. */
export const eventPlaces: Documents<Stretch> = { ...stretches, model };
