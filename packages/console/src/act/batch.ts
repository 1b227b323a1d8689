// A batch of acts 批量办理: one command a line, a few at once; what became of each is told.

const atOnce = 6;

/** Does the work for each, six at a time; answers what came of each, in their order. */
export async function inBatches<Each, Result>(
  all: readonly Each[],
  work: (each: Each) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    for (;;) {
      const at = next;
      next += 1;
      const each = all[at];
      if (at >= all.length || each === undefined) return;
      results[at] = await work(each);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
