// Much work, a little of it at once: one long question must not take the log away from everybody else.
import pLimit from "p-limit";

const atOnce = 16;

/** Does the work for every item, 16 at once at most; gives the results in the order of the items. */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(atOnce);
  try {
    return await limit.map(items, work);
  } finally {
    // After a failure nothing more is begun.
    limit.clearQueue();
  }
}
