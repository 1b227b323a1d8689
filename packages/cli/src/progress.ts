// Progress on long work: one line that moves on a terminal, a plain line now and then elsewhere.

const plainSteps = 4;

/** Shows how much of something is done, on standard error. */
export function showProgress(
  what: string,
  to: NodeJS.WriteStream = process.stderr,
): (done: number, of: number) => void {
  let told = -1;
  return (done, of) => {
    if (to.isTTY) {
      to.write(`\r${what} ${done}/${of}${done === of ? "\n" : ""}`);
      return;
    }
    const step = Math.floor((done * plainSteps) / of);
    if (step === told) return;
    told = step;
    to.write(`${what} ${done}/${of}\n`);
  };
}
