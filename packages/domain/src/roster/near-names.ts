// Names near to one that nobody has: what somebody may have meant.

import { holdersOf, ownerOn } from "./known-names.ts";
import { foldName } from "./names.ts";
import type { NameOwner, RosterState } from "./state.ts";

const most = 5;
const leastLikeness = 0.5;

/** The names of units that are near to a name, as `nearNames` finds them. */
export function nearUnitNames({ units }: RosterState, name: string): string[] {
  return nearNames(
    [...units.values()].flatMap(({ name, aliases }) => [name, ...aliases]),
    name,
  );
}

/**
 * The ids of the units and groups that a name may be meant for on one of some days: those that had it at another time, or
 * what came of them, then those with a name near to it, the likest first; five at most.
 */
export function nearEntries(roster: RosterState, name: string, days: readonly string[]): string[] {
  const had = holdersOf(roster, name).flatMap(({ owner }) => {
    const end = owner.kind === "unit" ? roster.units.get(owner.unitId)?.end : null;
    return end ? end.into : [idOf(owner)];
  });
  const known = [...roster.names.keys()].filter((each) => days.some((day) => ownerOn(roster, each, day)));
  const near = ranked(known, name).flatMap((each) => {
    const owner = days.map((day) => ownerOn(roster, each, day)).find((found) => found);
    return owner ? [idOf(owner)] : [];
  });
  return [...new Set([...had, ...near])].slice(0, most);
}

const idOf = (owner: NameOwner): string => (owner.kind === "unit" ? owner.unitId : owner.groupId);

/**
 * The names that share half of their characters or more with one, and two of them in a row, the likest first; five at
 * most. All of 区财政局 and 区教育局 alike have 区 and 局, which makes no two of them near.
 */
export const nearNames = (names: readonly string[], name: string): string[] => ranked(names, name).slice(0, most);

function ranked(names: readonly string[], name: string): string[] {
  const wanted = foldName(name);
  return names
    .map((each) => ({ each, likeness: likeness(foldName(each), wanted) }))
    .filter(({ each, likeness }) => likeness >= leastLikeness && sharePair(foldName(each), wanted))
    .sort((a, b) => b.likeness - a.likeness || (a.each < b.each ? -1 : 1))
    .map(({ each }) => each);
}

/** From 0 to 1: how many characters two texts have in common, however they are ordered. */
function likeness(a: string, b: string): number {
  const left = [...b];
  const common = [...a].filter((sign) => {
    const at = left.indexOf(sign);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / ([...a].length + [...b].length);
}

/** True if two characters in a row of one text are in a row in the other; of a text that is shorter, it as a whole. */
function sharePair(a: string, b: string): boolean {
  const signs = [...a];
  const pairs = signs.length < 2 ? [a] : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  return pairs.some((pair) => b.includes(pair));
}
