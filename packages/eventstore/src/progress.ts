// Progress of long work on standard error: a line that moves on a terminal, a plain one now and then elsewhere.

const plainSteps = 4;

/** Returns a function to call with how many of how many steps are done. */
export function showProgress(what: string): (done: number, of: number) => void {
  const to = process.stderr;
  let told = -1;
  return (done, of) => {
    const percent = Math.floor((done * 100) / of);
    const step = to.isTTY ? percent : Math.floor((percent * plainSteps) / 100);
    if (step === told) return;
    told = step;
    to.write(to.isTTY ? `\r${what} ${percent} %${done === of ? "\n" : ""}` : `${what} ${percent} %\n`);
  };
}
