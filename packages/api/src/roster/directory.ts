// Looks up units and groups by id, and the names under which they are shown.
import { unitDirectory } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { batched } from "../reading/batched.ts";

/** The entry of a unit or group. */
export const entryOf = batched(unitDirectory);

/** The name of a unit or group; its id where the directory has none. */
export async function nameOf(context: Context, id: string): Promise<string> {
  return (await entryOf(context.views, id)).value?.name ?? id;
}
