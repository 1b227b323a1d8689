// Looks up units and groups by id, and the names under which they are shown.
import { mayReadPlans, nameOn, type RosterState, roster, streamOf } from "@taizhang/domain";
import { UnreadableEvent } from "@taizhang/log";
import { type DirectoryEntry, includes, unitDirectory } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { documentsAsOf } from "../reading/as-of.ts";
import { batched } from "../reading/batched.ts";
import { dayOf, rosterDayFor } from "../reading/moment.ts";
import type { MomentSaid } from "../reading/moment-said.ts";

/** The entry of a unit or group. */
export const entryOf = batched(unitDirectory);

/**
 * A unit of which the reader may see what it owes, now or as of a moment; null for a group, and where there is none in the
 * reader's region. Rejects with `UnreadableEvent` where the roster of then does not tell.
 */
export async function unitInSight(
  context: Context,
  unitId: string,
  asOf: MomentSaid | null,
): Promise<DirectoryEntry | null> {
  const entry = asOf ? await entryAsOf(context, unitId, asOf) : (await context.views.get(unitDirectory, unitId)).value;
  return entry?.kind === "unit" && mayReadPlans(readerOf(context), entry.regionId) ? entry : null;
}

const rosters = new WeakMap<Context, Promise<RosterState>>();

/** The roster of the bearer's region, read once for everything below one root field. */
export function rosterOnce(context: Context): Promise<RosterState> {
  const known = rosters.get(context) ?? context.roster();
  rosters.set(context, known);
  return known;
}

/**
 * The name of a unit or group, today or as of a moment: then it is the one that the roster had for the day of that, and of today
 * for a moment to come. Its id where the directory has none.
 */
export async function nameOf(context: Context, id: string, asOf: MomentSaid | null): Promise<string> {
  const entry = asOf
    ? await entryAsOf(context, id, asOf).catch(unreadAsNone)
    : (await entryOf(context.views, id)).value;
  return entry ? nameOn(entry, rosterDayFor(context, await dayOf(context, asOf))) : id;
}

/** Who is not in what can be read of the roster is shown by the id. */
function unreadAsNone(error: unknown): null {
  if (error instanceof UnreadableEvent) return null;
  throw error;
}

/**
 * The entry of a unit or group as of a moment, or the one of today where it came later. Rejects with `UnreadableEvent` where it is
 * not among what came before one, and the moment surely lies behind that: the directory of today has mostly come no further, and
 * would be waited for in vain.
 */
async function entryAsOf(context: Context, id: string, asOf: MomentSaid): Promise<DirectoryEntry | null> {
  const { entries, unread } = await directoryAsOf(context, asOf);
  const entry = entries.get(id);
  if (entry) return entry;
  if (unread && asOf.position != null) {
    // A newer build may have made it, which can read the event.
    const { position } = await context.views.checkpoint(unitDirectory.model);
    if (!includes(position, unread.position)) throw unread;
  }
  return (await entryOf(context.views, id)).value;
}

/** The directory of a region at a moment; what came behind an event of the roster that cannot be read is not in it. */
interface PastDirectory {
  readonly entries: ReadonlyMap<string, DirectoryEntry>;
  /** Null where all of it was read. */
  readonly unread: UnreadableEvent | null;
}

const directories = new WeakMap<MomentSaid, Promise<PastDirectory>>();

/** The directory of the reader's region as of a moment, made once for all who are named as of it. */
function directoryAsOf(context: Context, asOf: MomentSaid): Promise<PastDirectory> {
  const made = directories.get(asOf) ?? readDirectory(context, asOf);
  directories.set(asOf, made);
  return made;
}

async function readDirectory(context: Context, asOf: MomentSaid): Promise<PastDirectory> {
  const stream = streamOf(roster, readerOf(context).regionId);
  const entriesAt = async (moment: MomentSaid) => (await documentsAsOf(context, unitDirectory, stream, moment)).docs;
  try {
    return { entries: await entriesAt(asOf), unread: null };
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    return { entries: await entriesAt({ position: error.position - 1n }), unread: error };
  }
}
