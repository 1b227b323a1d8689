// Patience with work: an answer that takes too long is given up.

/** The answer, or a rejection with `late()` when it takes longer than `ms` milliseconds. The work itself goes on. */
export function within<Value>(ms: number, answer: Promise<Value>, late: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
