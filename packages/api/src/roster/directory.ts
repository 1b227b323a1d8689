// Looks up units and groups by id, and the names under which they are shown.
import { beijingDay, nameOn } from "@taizhang/domain";
import { unitDirectory } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { batched } from "../reading/batched.ts";

/** The entry of a unit or group. */
export const entryOf = batched(unitDirectory);

/** The name of a unit or group today; its id where the directory has none. */
export async function nameOf(context: Context, id: string): Promise<string> {
  const entry = (await entryOf(context.views, id)).value;
  return entry ? nameOn(entry, beijingDay(context.now())) : id;
}
