// Progress of long work on standard error: a line that moves on a terminal, a plain line now and then elsewhere.

const plainSteps = 4;

interface Target {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Gives what to call with how much of how much is done. */
export function showProgress(what: string, to: Target = process.stderr): (done: number, of: number) => void {
  let shown = -1;
  return (done, of) => {
    const percent = of === 0 ? 100 : Math.floor((done * 100) / of);
    const step = to.isTTY ? percent : Math.floor((percent * plainSteps) / 100);
    if (step === shown) return;
    shown = step;
    to.write(to.isTTY ? `\r${what} ${percent} %${percent === 100 ? "\n" : ""}` : `${what} ${percent} %\n`);
  };
}
