// Names near to one that nobody has: what somebody may have meant.
import { foldName } from "./names.ts";
import type { RosterState } from "./state.ts";

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
 * The names that share half of their characters or more with one, and two of them in a row, the likest first; five at
 * most. All of 区财政局 and 区教育局 alike have 区 and 局, which makes no two of them near.
 */
export function nearNames(names: readonly string[], name: string): string[] {
  const wanted = foldName(name);
  return names
    .map((each) => ({ each, likeness: likeness(foldName(each), wanted) }))
    .filter(({ each, likeness }) => likeness >= leastLikeness && sharePair(foldName(each), wanted))
    .sort((a, b) => b.likeness - a.likeness || (a.each < b.each ? -1 : 1))
    .slice(0, most)
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
