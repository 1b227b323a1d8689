// What a search finds 检索结果: units, plans and tasks in one list, the nearest first.

import { foldName } from "@taizhang/domain";
import { type DirectoryEntry, type Found, type Searchable, searchSort } from "@taizhang/projections";
import type { AskedWords } from "./asked.ts";
import { excerptAround } from "./excerpt.ts";
import { type Matched, nearness, type SearchMatch } from "./units.ts";

/** The kinds of things that are found, in the order in which they are shown. */
export const searchKinds = ["unit", "plan", "task"] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Something that was found. */
export interface Hit {
  readonly id: string;
  readonly kind: SearchKind;
  readonly title: string;
  readonly excerpt: string | null;
  readonly matched: SearchMatch;
  readonly isExact: boolean;
}

/** A hit with its place in the list: first what is exactly what was asked for, then what begins so, then what holds it. */
const placed = (
  hit: Omit<Hit, "isExact">,
  { nearness: near }: Pick<Matched, "nearness">,
  sort: string,
): Found<Hit> => ({
  key: hit.id,
  sort: `${near}/${searchKinds.indexOf(hit.kind)}/${sort}`,
  doc: { ...hit, isExact: near === nearness.exact },
});

/** A unit or group that was found; those that have ended come last. */
export function unitHit(entry: DirectoryEntry, matched: Matched, title: string, day: string): Found<Hit> {
  const { by, name } = matched;
  const excerpt = name === title ? null : name;
  const isOver = entry.end !== null && entry.end.on <= day;
  return placed(
    { id: entry.id, kind: "unit", title, excerpt, matched: by },
    matched,
    `${isOver ? 1 : 0}/${foldName(title)}`,
  );
}

/** A task or plan that was found by its number. */
export const numberHit = (of: Searchable, asked: AskedWords): Found<Hit> =>
  placed({ ...shown(of, asked), matched: "number" }, { nearness: nearness.exact }, searchSort(of));

/** A task or plan that was found by its words. */
export function wordsHit(of: Searchable, asked: AskedWords): Found<Hit> {
  if (of.kind === "task")
    return placed({ ...shown(of, asked), matched: "text" }, { nearness: nearness.holds }, searchSort(of));
  const titles = [of.title, of.noticeTitle].flatMap((title) => (title === null ? [] : foldName(title)));
  const near = titles.includes(asked.whole)
    ? nearness.exact
    : titles.some((title) => title.startsWith(asked.terms[0] ?? ""))
      ? nearness.begins
      : nearness.holds;
  const isNamed = asked.terms.every((term) => titles.some((title) => title.includes(term)));
  return placed({ ...shown(of, asked), matched: isNamed ? "name" : "text" }, { nearness: near }, searchSort(of));
}

function shown(of: Searchable, { terms: [first = ""] }: AskedWords): Omit<Hit, "isExact" | "matched"> {
  if (of.kind === "plan") {
    const title = of.title ?? of.noticeTitle ?? of.docNumber ?? of.id;
    const others = [of.noticeTitle, of.docNumber, of.issuer].flatMap((text) => text ?? []);
    const excerpt = others.find((text) => text !== title && foldName(text).includes(first)) ?? null;
    return { id: of.id, kind: "plan", title, excerpt: foldName(title).includes(first) ? null : excerpt };
  }
  const text = [of.text, of.requirement].find((each) => each !== null && foldName(each).includes(first)) ?? of.text;
  return { id: of.id, kind: "task", title: excerptAround(of.text, ""), excerpt: excerptAround(text, first) };
}
