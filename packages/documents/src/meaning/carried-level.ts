// The level of government that a list prints once, or with some of its names only: 「县医保局、卫健局」.

import type { UnitWord } from "../cells/unit-cell.ts";
import { isBranch, levelOf, opensName } from "../cells/unit-name.ts";
import type { Names } from "./names.ts";

/** How bodies of a government end that are named with its level. */
const OF_A_LEVEL = /(?:局|委|办|厅|署|部|办公室|委员会|中心|馆|法院|检察院|妇联|残联|工商联|科协|总工会)$/;
/** Bodies that are named so at every level, or are not the region's own. */
const WITHOUT_LEVEL =
  /^(?:团|人武|武装|人行|国网|国家|中国|中央|驻|管委|指挥|项目)|公司|银行|(?:领导小组|指挥|项目|服务|事业|营业)部$/;

/** Which names of a list print no level though others of it do, by their place in the list. */
export function withoutLevel(units: readonly UnitWord[], { roster }: Names): number[] {
  if (!units.some(isLevelled)) return [];
  return [...units.keys()].filter((at) => {
    const unit = units[at];
    return unit !== undefined && lacksLevel(unit) && !roster.has(unit.name);
  });
}

/**
 * The full names of those that print no level: with the level of the name before them, if that is a name of the roster or
 * is printed elsewhere.
 */
export function carriedNames(units: readonly UnitWord[], names: Names): ReadonlyMap<number, string> {
  const full = new Map<number, string>();
  for (const at of withoutLevel(units, names)) {
    const before = units.slice(0, at).findLast(isLevelled)?.name ?? "";
    const found = prefixesOf(before)
      .map((prefix) => `${prefix}${units[at]?.name}`)
      .find((name) => names.known.has(name) || names.roster.has(name));
    if (found !== undefined) full.set(at, found);
  }
  return full;
}

/** What may be carried from a name: 县 of 县医保局; 县 or 县委 of 县委组织部. */
function prefixesOf(name: string): string[] {
  const level = levelOf(name);
  if (level === undefined) return [];
  return /^.委./.test(name) ? [level, `${level}委`] : [level];
}

function isLevelled({ kind, name }: UnitWord): boolean {
  const level = levelOf(name);
  // National bodies are named without their level.
  return kind === "unit" && level !== undefined && level !== "国" && !isBranch(name) && OF_A_LEVEL.test(name);
}

function lacksLevel({ kind, name }: UnitWord): boolean {
  return kind === "unit" && OF_A_LEVEL.test(name) && !WITHOUT_LEVEL.test(name) && !opensName(name) && !isBranch(name);
}
