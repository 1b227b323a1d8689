// The id of a unit that is registered: it follows from its name, and from the day where an older unit had that name.
import { foldName, laterUnitIdOf, ownerOn, unitIdOf } from "@taizhang/domain";
import type { Context } from "../context.ts";

/** The id of the unit that has a name from a day on, or that is registered under it; not of one that is `ending` then. */
export async function newUnitId(
  { identity, bearer, roster }: Pick<Context, "identity" | "bearer" | "roster">,
  regionId: string,
  name: string,
  validFrom: string,
  ending: readonly string[] = [],
): Promise<string> {
  const plain = unitIdOf(identity, regionId, foldName(name));
  // Only the roster of the bearer's own region is looked at; the command is refused in any other.
  if (bearer?.regionId !== regionId) return plain;
  const state = await roster();
  const owner = ownerOn(state, name, validFrom);
  const hasIt = owner?.kind === "unit" && owner.unitId === plain && !ending.includes(plain);
  const isFree = !state.units.has(plain) || hasIt;
  return isFree ? plain : laterUnitIdOf(identity, regionId, foldName(name), validFrom);
}
