// Looks up tasks and plans by their words 检索, in the views alone: a few counts, one list, and a look at each that it names.
import { foldName } from "@taizhang/domain";
import { numbered, pairIndexes, type Searchable, searchable, wordsOf } from "./models/searchable.ts";
import type { Answer, Found, Views } from "./views.ts";

type Asked = Pick<Views, "count" | "list">;

/** How many indexes of a question are counted, to read the shortest. */
const mostCounted = 16;

/** What was found, in the order of `searchSort`. */
export interface Search {
  readonly found: readonly Found<Searchable>[];
  /** True if there was more to be looked at than was allowed, so that more may fit. */
  readonly isCut: boolean;
}

const nothing: Search = { found: [], isCut: false };

/** True if every term is in one of the texts, whatever their width, case and blanks. The terms are folded already. */
export function holdsTerms(texts: readonly string[], terms: readonly string[]): boolean {
  const folded = texts.map(foldName);
  return terms.every((term) => folded.some((text) => text.includes(term)));
}

/**
 * The tasks and plans of a region that hold all terms, of the first `most` that may. A term of one character says nothing by
 * itself: where there is no longer one, nothing is looked for, and the answer is null.
 */
export async function holdingAll(
  views: Asked,
  regionId: string,
  terms: readonly string[],
  most: number,
): Promise<Answer<Search> | null> {
  const indexes = [...new Set(terms.flatMap((term) => pairIndexes(regionId, term)))].slice(0, mostCounted);
  const counts = await Promise.all(
    indexes.map(async (index) => ({ index, ...(await views.count(searchable, index)) })),
  );
  const [shortest, ...others] = counts.toSorted((a, b) => a.value - b.value);
  if (!shortest) return null;
  if (shortest.value === 0) {
    const stopped = [shortest, ...others].some((each) => each.stopped);
    return { value: nothing, position: shortest.position, stopped };
  }
  const { value, ...answer } = await views.list(searchable, shortest.index, { first: most });
  const found = value.items.filter(({ doc }) => holdsTerms(wordsOf(doc), terms));
  return { ...answer, value: { found, isCut: value.hasMore } };
}

/** The tasks and plans of a region that have this number, the first `most` of them. */
export async function withNumber(
  views: Asked,
  regionId: string,
  number: string,
  most: number,
): Promise<Answer<Search>> {
  const { value, ...answer } = await views.list(searchable, numbered(regionId, number), { first: most });
  return { ...answer, value: { found: value.items, isCut: value.hasMore } };
}
