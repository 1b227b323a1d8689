// Tells events to readers: each event once for all who may know as much of it.
import { aggregates, type Reader, sightOfEvent, streamOf, task } from "@taizhang/domain";
import { afreshBy, type Executor, type StoredEvent } from "@taizhang/log";
import type { People } from "../auth/people.ts";
import { type Names, namesOfRegion } from "../roster/names.ts";
import { type Change, changeInSight } from "./change.ts";
import { cursorOf } from "./cursor.ts";
import { leadsFor } from "./task-leads.ts";
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

/**
 * A teller for a whole process. What it tells of an event is shared among those who were given that very object, see as much of it, have
 * the same roles, and know the same names. Names and leads are asked for once by all who ask at the same time.
 */
export function teller(executor: Pick<Executor, "load">, people: People, texts: TextsThen): Teller {
  const taskNow = afreshBy(askedAtOnce.tasks, (taskId) => executor.load(task, taskId));
  const namesNow = afreshBy(askedAtOnce.regions, (regionId) => namesOfRegion(executor, regionId));
  const known = new WeakMap<StoredEvent, Map<string, Change>>();

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
      const leadsOf = leadsFor(taskNow, reader);
      const rosterStream = streamOf(aggregates.roster, regionId);
      const alike = `${regionId} ${roles.join()}`;
      let names = await namesNow(regionId);
      let keys = keysOf(names);

      function keysOf({ revision }: Names) {
        return { whole: `whole ${revision} ${alike}`, state: `state ${revision} ${alike}` };
      }

      function told(event: StoredEvent, leadUnitIds: readonly string[]): Change | null {
        const sight = sightOfEvent(reader, event, leadUnitIds);
        if (sight === "none") return null;
        const changes = changesOf(event);
        const key = keys[sight];
        const before = changes.get(key);
        if (before) return before;
        const change = changeInSight(event, { sight, reader: { roles }, names, people, texts, cursor: cursorOf(event) });
        changes.set(key, change);
        return change;
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
          const leads = leadsOf(event);
          return leads instanceof Promise ? leads.then((found) => told(event, found)) : told(event, leads);
        },
      };
    },
  };
}
