// A few at once 分批送出: of many commands that are pressed together, the others wait for their turn.

const most = 6;

/** Lets work be done, six pieces at a time; what comes while six are at work is done in the order in which it came. */
export function inTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let atWork = 0;
  return async (work) => {
    // Whoever ends hands its place on.
    if (atWork === most) await new Promise<void>((go) => waiting.push(go));
    else atWork += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else atWork -= 1;
    }
  };
}
