// The history of a region, a plan with all its tasks, a person, a unit and of what was denied: found through the read model of places, from either end.
import { grouped, readsDenials } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import {
  type EventPlace,
  eventPlaces,
  isOf,
  type PageOf,
  type PlacesOf,
  placesIn,
  stretchesOf,
  stretchSort,
} from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import {
  type Candidates,
  inWantedOrder,
  isBehind,
  isWithin,
  type Looked,
  type Narrowed,
  sortOf,
} from "./candidates.ts";

/** A region, a plan with its tasks and reports, a person, a unit, or denied attempts: everything that is found through the read model of places. */
export interface PlacedSource {
  readonly placesOf: PlacesOf;
}

// A stretch is a document of some ten kilobytes.
const stretchesAtOnce = 16;
const eventsAtOnce = 32;

/** The events of a region, of a plan with its tasks, of a person, of a unit, or of denied attempts. */
export async function candidatesAt(context: Context, of: PlacesOf, narrowed: Narrowed): Promise<Candidates> {
  const { order, after } = narrowed;
  const reader = readerOf(context);
  const index = stretchesOf(reader.regionId, of);
  const isForward = order === "oldestFirst";
  const stretchesAt = (where: Omit<PageOf, "first" | "backward">) =>
    context.views.list(eventPlaces, index, { first: stretchesAtOnce, backward: !isForward, ...where });
  const from = after === null ? undefined : stretchSort(after);
  const first = await stretchesAt(from === undefined ? {} : isForward ? { from } : { to: from });
  // Attempts may be many, and are nothing to most: they are not even read.
  const isFor = (place: EventPlace) => readsDenials(reader) || !isOf(place, { denied: true });
  const isWanted = (place: EventPlace) =>
    isOf(place, of) && isBehind(place, narrowed) && isWithin(place, narrowed) && isFor(place);

  async function* looked(): AsyncGenerator<Looked> {
    for (let { value: page } = first; ; ) {
      const stretches = inWantedOrder(page.items, order);
      for (const { doc } of stretches) {
        const places = inWantedOrder(placesIn(doc), order);
        const wanted = places.filter(isWanted);
        for (let at = 0; at < wanted.length; at += eventsAtOnce) {
          yield* (await eventsAt(context, wanted.slice(at, at + eventsAtOnce))).map((event) => ({
            sort: sortOf(event),
            event,
          }));
        }
        // What has been looked at in vain counts too, and is not looked at again.
        const last = places.at(-1);
        if (last && isBehind(last, narrowed)) yield { sort: sortOf(last), event: null };
      }
      const end = stretches.at(-1);
      if (!end || !(isForward ? page.hasMore : page.hasPrevious)) return;
      page = (await stretchesAt({ after: end })).value;
    }
  }
  return { looked: looked(), position: first.position, stopped: first.stopped };
}

/** The events at some places, in the order of the places. Each stream is read once, from the first of its places to the last. */
async function eventsAt({ log }: Pick<Context, "log">, places: readonly EventPlace[]): Promise<StoredEvent[]> {
  const byStream = grouped(
    places,
    ({ stream }) => stream,
    ({ revision }) => revision,
  );
  const found = new Map<string, StoredEvent>();
  await fewAtOnce([...byStream], async ([stream, revisions]) => {
    const [from, to] = [Math.min(...revisions), Math.max(...revisions)];
    for await (const event of log.read(stream, { from, few: to - from + 1 })) {
      found.set(`${stream}@${event.revision}`, event);
      if (event.revision >= to) break;
    }
  });
  return places.map(({ stream, revision }) => {
    const event = found.get(`${stream}@${revision}`);
    if (!event) throw new Error(`the log does not hold event ${revision} of ${stream}, which a read model has seen`);
    return event;
  });
}
