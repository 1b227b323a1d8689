// Looks up units and groups by id, and the names under which they are shown.
import { mayReadPlans, nameOn, type RosterState, roster, streamOf } from "@taizhang/domain";
import { UnreadableEvent } from "@taizhang/log";
import { type DirectoryEntry, unitDirectory } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { documentsAsOf } from "../reading/as-of.ts";
import { batched } from "../reading/batched.ts";
import { dayOf, rosterDayFor } from "../reading/moment.ts";
import type { MomentSaid } from "../reading/moment-said.ts";

/** The entry of a unit or group. */
export const entryOf = batched(unitDirectory);

/** A unit of which the reader may see what it owes; null for a group, and where there is none in the reader's region. */
export async function unitInSight(context: Context, unitId: string): Promise<DirectoryEntry | null> {
  const entry = (await context.views.get(unitDirectory, unitId)).value;
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
  const before = asOf && (await directoryAsOf(context, asOf)).get(id);
  const entry = before ?? (await entryOf(context.views, id)).value;
  return entry ? nameOn(entry, rosterDayFor(context, await dayOf(context, asOf))) : id;
}

const directories = new WeakMap<MomentSaid, Promise<ReadonlyMap<string, DirectoryEntry>>>();

/** Where an event of the roster cannot be read, nobody is found in its past, and all are named as the directory of today has them. */
function unreadAsNone(error: unknown): ReadonlyMap<string, DirectoryEntry> {
  if (error instanceof UnreadableEvent) return new Map();
  throw error;
}

/** The directory of the reader's region as of a moment, made once for all who are named as of it. */
function directoryAsOf(context: Context, asOf: MomentSaid): Promise<ReadonlyMap<string, DirectoryEntry>> {
  const known = directories.get(asOf);
  if (known) return known;
  const stream = streamOf(roster, readerOf(context).regionId);
  const made = documentsAsOf(context, unitDirectory, stream, asOf).then(({ docs }) => docs, unreadAsNone);
  directories.set(asOf, made);
  return made;
}
