// Much work, some of it at once: one long question must not take the log away from everybody else.

const atOnce = 16;

/** Does the work for every item, 16 at once at most; gives the results in the order of the items. */
export async function severalAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  }
  return results;
}
