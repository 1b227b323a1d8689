// Where in the log the events of a plan and of a person are 事件所在, so that their histories are read page by page from
// either end, however long the log is.
import { beijingDay } from "@taizhang/domain";
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
}

/** An event of a stretch, kept short: there are as many of these as events. */
type Kept = readonly [revision: number, position: string, type: string, day: string, ...subjectIds: string[]];

/** The events of one region in one stretch of the log, by their streams. */
export interface Stretch {
  readonly regionId: string;
  readonly no: string;
  readonly streams: Readonly<Record<string, { readonly planId: string | null; readonly events: readonly Kept[] }>>;
}

// A position is a place in a file, so that a stretch of 64 KiB holds about a hundred events, and a document is small.
const stretchBits = 16n;
const noOf = (position: Position): bigint => position >> stretchBits;

// A position has 63 bits.
const digits = 15;
const last = 10n ** BigInt(digits) - 1n;
const padded = (no: bigint): string => String(no).padStart(digits, "0");

/** In which order a history is told. */
export type PlacesOrder = "oldestFirst" | "newestFirst";

/** Where the stretch of a position stands in an index of this order. */
export const stretchSort = (position: Position, order: PlacesOrder): string =>
  padded(order === "oldestFirst" ? noOf(position) : last - noOf(position));

/** What the events have in common. */
export type PlacesOf = { readonly planId: string } | { readonly subjectId: string };

/** The index of the stretches that hold events of a plan or a person of a region. */
export const stretchesOf = (regionId: string, of: PlacesOf, order: PlacesOrder): string =>
  `${order}/${regionId}/${"planId" in of ? `plan/${of.planId}` : `person/${of.subjectId}`}`;

/** The places in a stretch, in the order of the log. */
export function placesIn({ streams }: Stretch): EventPlace[] {
  const places = Object.entries(streams).flatMap(([stream, { planId, events }]) =>
    events.map(([revision, position, type, day, ...subjectIds]) => ({
      ...{ stream, revision, type, day, planId, subjectIds },
      position: BigInt(position),
    })),
  );
  return places.sort((a, b) => (a.position < b.position ? -1 : 1));
}

const stretches = kindOf<Stretch>();

function kept({ revision, position, fact, meta: { actor, onBehalfOf, happenedAt } }: StoredEvent): Kept {
  const subjectIds = new Set([actor.subjectId, ...(onBehalfOf ? [onBehalfOf.subjectId] : [])]);
  return [revision, String(position), fact.type, beijingDay(happenedAt), ...subjectIds];
}

const model: ReadModel<Stretch> = {
  name: "event-places",
  version: 1,
  key: ({ position, meta }) => `${meta.regionId}/${noOf(position)}`,
  // Takes events of all aggregates.
  fold(before, event) {
    const { stream, position, meta } = event;
    const stretch = before ?? { regionId: meta.regionId, no: String(noOf(position)), streams: {} };
    const known = stretch.streams[stream] ?? { planId: meta.planId, events: [] };
    if ((known.events.at(-1)?.[0] ?? -1) >= event.revision) return stretch;
    const grown = { ...known, events: [...known.events, kept(event)] };
    return { ...stretch, streams: { ...stretch.streams, [stream]: grown } };
  },
  shows(stretch, key) {
    const { regionId, no, streams } = stretch;
    const all = Object.values(streams);
    const planIds = new Set(all.flatMap(({ planId }) => planId ?? []));
    const subjectIds = new Set(all.flatMap(({ events }) => events.flatMap(([, , , , ...subjects]) => subjects)));
    const about: PlacesOf[] = [
      ...[...planIds].map((planId) => ({ planId })),
      ...[...subjectIds].map((subjectId) => ({ subjectId })),
    ];
    const from = BigInt(no) << stretchBits;
    const orders: readonly PlacesOrder[] = ["oldestFirst", "newestFirst"];
    const entries = orders.flatMap((order) =>
      about.map((of) => ({ index: stretchesOf(regionId, of, order), sort: stretchSort(from, order) })),
    );
    return [stretches.shown(key, stretch, entries)];
  },
};

/** The stretches of the log, by region and number. */
export const eventPlaces: Documents<Stretch> = { ...stretches, model };
