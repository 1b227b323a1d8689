// The id of a unit or group that is new: it follows from its name, and from the day where an older one had that name.
import {
  foldName,
  groupIdOf,
  laterGroupIdOf,
  laterUnitIdOf,
  ownerOn,
  refusalOfEndedGroup,
  unitIdOf,
} from "@taizhang/domain";
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

/** The id of the group that is defined under a name from a day on, where one of that name may have ended by then. */
export async function newGroupId(
  { identity, bearer, roster }: Pick<Context, "identity" | "bearer" | "roster">,
  regionId: string,
  name: string,
  validFrom: string,
): Promise<string> {
  const plain = groupIdOf(identity, regionId, foldName(name));
  // As for a unit.
  if (bearer?.regionId !== regionId) return plain;
  const known = (await roster()).groups.get(plain);
  const isOver = known !== undefined && refusalOfEndedGroup(known, validFrom) !== null;
  return isOver ? laterGroupIdOf(identity, regionId, foldName(name), validFrom) : plain;
}
