// Looks up units and groups by id, and the names under which they are shown.
import { mayReadPlans, nameOn, type RosterState } from "@taizhang/domain";
import { type DirectoryEntry, unitDirectory } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { batched } from "../reading/batched.ts";

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

/** The name of a unit or group today; its id where the directory has none. */
export async function nameOf(context: Context, id: string): Promise<string> {
  const entry = (await entryOf(context.views, id)).value;
  return entry ? nameOn(entry, context.today) : id;
}
