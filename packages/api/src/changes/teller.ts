// Tells events to readers: each event once for all who may know as much of it.
import { aggregates, type Reader, type Sight, streamOf } from "@taizhang/domain";
import { afreshBy, type Executor, type StoredEvent } from "@taizhang/log";
import type { People } from "../auth/people.ts";
import { type Names, namesOfRegion } from "../roster/names.ts";
import type { ShownSight } from "../schema/enums.ts";
import { type Change, changeInSight } from "./change.ts";
import { cursorOf } from "./cursor.ts";
import { type Leads, leadsNow, sightOf } from "./sight-of.ts";
import type { TextsThen } from "./texts-then.ts";

const askedAtOnce = { tasks: 1000, regions: 500 };

/** Tells the events of a log to one reader. */
export interface TellsReader {
  /** Hears of an event, wanted or not: it may change the names by which all others are told. */
  hear(event: StoredEvent): Promise<void> | null;
  /** The event as the reader may know it; null where it may not. */
  tell(event: StoredEvent): Change | null | Promise<Change | null>;
}

/** Tells events to readers. */
export interface Teller {
  to(reader: Reader): Promise<TellsReader>;
}

/** What a teller is made of. */
export interface TellerParts {
  readonly executor: Pick<Executor, "load">;
  readonly people: People;
  readonly texts: TextsThen;
  /** True of the last event of the log, as far as the process knows it. */
  readonly isLast: (event: StoredEvent) => boolean;
  /** True of an event that others are given as the same object. */
  readonly isShared: (event: StoredEvent) => boolean;
}

/**
 * A teller for a whole process. What it tells of an event is shared among those who were given that very object, see as much of it, have
 * the same roles, and know the same names. Names and leads are asked for once by all who ask at the same time; the leads of
 * an event's task also by all who are told of it while nothing newer is known.
 */
export function teller({ executor, people, texts, isLast, isShared }: TellerParts): Teller {
  const leadsAgain = afreshBy(askedAtOnce.tasks, (taskId) => leadsNow(executor, taskId));
  const namesNow = afreshBy(askedAtOnce.regions, (regionId) => namesOfRegion(executor, regionId));
  /**
   * What was told of each event, by the names and roles it was told with. Only of those that are shared: to a small collection of V8 what a
   * `WeakMap` holds is alive whatever has become of its key, and a history that somebody goes over alone would be left to the full ones.
   */
  const known = new WeakMap<StoredEvent, Map<string, Change>>();
  /** The leads that were looked up for an event when it was the last one. */
  const leadsThen = new WeakMap<StoredEvent, Promise<Leads>>();

  function leadsOf(taskId: string, event: StoredEvent): Promise<Leads> {
    // Whoever is told of it later may have become lead since.
    if (!isLast(event)) return leadsAgain(taskId);
    const before = leadsThen.get(event);
    if (before) return before;
    const asked = leadsAgain(taskId);
    leadsThen.set(event, asked);
    // Who comes after a failure asks again.
    asked.catch(() => leadsThen.delete(event));
    return asked;
  }

  function changesOf(event: StoredEvent): Map<string, Change> {
    const before = known.get(event);
    if (before) return before;
    const changes = new Map<string, Change>();
    known.set(event, changes);
    return changes;
  }

  return {
    async to(reader) {
      const { regionId, roles } = reader;
      const sightOfReader = sightOf(reader, leadsOf);
      const rosterStream = streamOf(aggregates.roster, regionId);
      const alike = `${regionId} ${roles.join()}`;
      let names = await namesNow(regionId);
      let keys = keysOf(names);

      function keysOf({ revision }: Names) {
        return { whole: `whole ${revision} ${alike}`, state: `state ${revision} ${alike}` };
      }

      function told(event: StoredEvent, sight: Sight): Change | null {
        if (sight === "none") return null;
        if (!isShared(event)) return toldAnew(event, sight);
        const changes = changesOf(event);
        const before = changes.get(keys[sight]);
        if (before) return before;
        const change = toldAnew(event, sight);
        changes.set(keys[sight], change);
        return change;
      }

      function toldAnew(event: StoredEvent, sight: ShownSight): Change {
        return changeInSight(event, { sight, reader: { roles }, names, people, texts, cursor: cursorOf(event) });
      }

      return {
        hear({ stream, revision }) {
          if (stream !== rosterStream || revision <= names.revision) return null;
          return namesNow(regionId).then((found) => {
            names = found;
            keys = keysOf(found);
          });
        },
        tell(event) {
          const sight = sightOfReader(event);
          return sight instanceof Promise ? sight.then((found) => told(event, found)) : told(event, sight);
        },
      };
    },
  };
}
