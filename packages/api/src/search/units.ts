// Whether a unit or group is what somebody searches for 检索单位: by a part of a name that it has, had or will have, or by pinyin.
import { foldName } from "@taizhang/domain";
import type { DirectoryEntry } from "@taizhang/projections";
import type { AskedWords } from "./asked.ts";
import { pinyinReader, spelled } from "./pinyin.ts";

/** By what something was found. */
export type SearchMatch = "number" | "name" | "alias" | "formerName" | "pinyin" | "text";

/** How near something is to what was asked for; the nearest is the lowest. */
export const nearness = { exact: 0, begins: 1, holds: 2 } as const;
export type Nearness = (typeof nearness)[keyof typeof nearness];

/** How something was found. */
export interface Matched {
  readonly by: SearchMatch;
  readonly nearness: Nearness;
  /** The name that fits. */
  readonly name: string;
}

const isLetters = (term: string): boolean => /^[a-z0-9]+$/.test(term);

/** Makes the rule by which units are found. The dictionary is loaded only where letters are asked for. */
export async function unitsMatching(asked: AskedWords): Promise<(entry: DirectoryEntry) => Matched | null> {
  const readingsOf = asked.terms.every(isLetters) ? await pinyinReader() : null;

  function byWords(name: string): Nearness | null {
    const folded = foldName(name);
    if (folded === asked.whole) return nearness.exact;
    if (!asked.terms.every((term) => folded.includes(term))) return null;
    return folded.startsWith(asked.terms[0] ?? "") ? nearness.begins : nearness.holds;
  }

  function byPinyin(name: string): Nearness | null {
    const how = readingsOf && spelled(readingsOf(name), asked.whole);
    return how && (how === "whole" ? nearness.begins : nearness.holds);
  }

  function matched(name: string, by: SearchMatch): Matched | null {
    const words = byWords(name);
    if (words !== null) return { by, nearness: words, name };
    const letters = byPinyin(name);
    return letters === null ? null : { by: "pinyin", nearness: letters, name };
  }

  return ({ name, aliases, formerNames }) => {
    const found = [
      matched(name, "name"),
      ...aliases.map(({ alias }) => matched(alias, "alias")),
      ...formerNames.map((former) => matched(former.name, "formerName")),
    ].flatMap((each) => each ?? []);
    // Of equally near ones the unit's own name is the first.
    return found.reduce<Matched | null>((best, each) => (best && best.nearness <= each.nearness ? best : each), null);
  };
}
