// The names in a whole document: which there are, of which level of government, and in which spellings.
import { isBranch, isGroup, isSingleUnit, type Level, levelOf, rankOf } from "../cells/unit-name.ts";
import { unitCellReader } from "../cells/units.ts";
import { canonicalName } from "../readers/width.ts";
import { type NameSet, nameSet } from "./name-set.ts";

export interface Names {
  /** Canonical names printed without a blank in them; they show whether a blank elsewhere separates two names. */
  readonly known: ReadonlySet<string>;
  /** The names of the region's roster. */
  readonly roster: ReadonlySet<string>;
  /** The known names of single units of the same level as the table. */
  readonly singles: NameSet;
  /** The known names of groups. */
  readonly groups: NameSet;
  /** The level of government of the table: 区 if its units have names like 区财政局; undefined if unclear. */
  readonly level: Level | undefined;
}

/** How many names must agree on a level before another level is reported. */
const ENOUGH = 3;

/** Collects the names of all unit cells. `roster` are names that are known beforehand. */
export function namesOf(cells: readonly string[], roster: ReadonlySet<string>): Names {
  const known = new Set<string>();
  const printed = new Set<string>();
  const levels = new Map<Level, number>();
  const readCell = unitCellReader(known, { roster });
  for (const cell of cells) {
    const { units, doubts } = readCell(cell);
    const glued = new Set(
      doubts.filter(({ code }) => code === "UNITS_WRITTEN_TOGETHER").map(({ words }) => canonicalName(words)),
    );
    for (const { name, printed: words } of units) {
      if (!/\s/.test(words) && !glued.has(name)) {
        known.add(name);
        printed.add(name);
      }
      const level = levelOf(name);
      if (level) levels.set(level, (levels.get(level) ?? 0) + 1);
    }
  }
  const [first] = [...levels].sort(([, one], [, other]) => other - one);
  const total = [...levels.values()].reduce((sum, count) => sum + count, 0);
  const level = first && first[1] >= ENOUGH && first[1] * 10 >= total * 6 ? first[0] : undefined;
  return {
    known,
    roster,
    level,
    singles: nameSet([...printed].filter((name) => isSingleUnit(name) && standing(name, level) === "own")),
    groups: nameSet([...printed].filter(isGroup)),
  };
}

/** How the level of a name compares with the table's. A branch of a higher body (「市公安局郧阳分局」) belongs to the region. */
export function standing(name: string, level: Level | undefined): "own" | "higher" | "other" {
  const its = levelOf(name);
  if (!level || !its || its === level || isBranch(name)) return "own";
  return rankOf(its) > rankOf(level) ? "higher" : "other";
}

/** Names that are probably the same: they agree without 各 and with 办公室 for 办. Each pair once, in order. */
export function variants(names: Iterable<string>): [string, string][] {
  const first = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const name of new Set(names)) {
    const plain = name
      .replace(/各/g, "")
      .replace(/办公室/g, "办")
      .replace(/人民政府/g, "政府");
    const other = first.get(plain);
    if (other === undefined) first.set(plain, name);
    else pairs.push([other, name]);
  }
  return pairs;
}

/**
 * Whether a name begins with the name of a group, so that the words after it may qualify the whole list:
 * 「各乡镇（街道）门户网页承办单位」 beside 「各乡镇（街道）」.
 */
export function reachesFrom(name: string, groups: NameSet): boolean {
  return groups.beginningAt(name, 0).some((group) => {
    if (group.length < 4 || group === name) return false;
    return !/^(?:及|和|与|的|等|（|所属|直属|下属)/.test(name.slice(group.length));
  });
}
