// Names near to one that nobody has: what somebody may have meant.
import { foldName } from "./names.ts";
import type { RosterState } from "./state.ts";

const most = 5;
const leastLikeness = 0.5;

/** The names of units that share half of their characters or more with a name, the likest first; five at most. */
export function nearUnitNames({ units }: RosterState, name: string): string[] {
  const wanted = foldName(name);
  return [...units.values()]
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .map((each) => ({ each, likeness: likeness(foldName(each), wanted) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
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
