// Does much work a little at a time, so that one long query does not keep the log from everybody else.
import pLimit from "p-limit";

const atOnce = 16;

/** Does the work for every item, at most 16 at once; returns the results in the order of the items. */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(atOnce);
  try {
    return await limit.map(items, work);
  } finally {
    // After a failure, nothing more is started.
    limit.clearQueue();
  }
}
