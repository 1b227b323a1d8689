// Guidance 指导: 「在区委宣传部、区委网信办的指导下」 in the text of a task.

import type { UnitWord } from "./unit-cell.ts";
import { isGroup, levelOf } from "./unit-name.ts";
import { readUnitCell } from "./units.ts";

const GUIDED = /在([^，。；,;、在](?:[^，。；,;在]{0,38}[^，。；,;在的])?)的?指导下/g;

export interface Guidance {
  readonly words: string;
  /** The bodies named; empty when the words name no particular body (「同级宣传、网信部门」). */
  readonly units: readonly UnitWord[];
}

/** Every 「在…指导下」 in a text. A body counts as named only if its name begins with its level of government. */
export function readGuidance(text: string, known: ReadonlySet<string>): Guidance[] {
  return [...text.matchAll(GUIDED)].map(([words, inner]) => {
    const { units, doubts } = readUnitCell(inner ?? "", known);
    const named = doubts.length === 0 && units.every(({ name }) => levelOf(name) !== undefined && !isGroup(name));
    return { words, units: named ? units : [] };
  });
}
