// How the cost of work grows with its size: a ratio of CPU times of this process, which a slow or busy machine hardly changes.

/** How many times as large the other size is: so many that what grows with the square cannot be taken for what does not. */
const factor = 16;

/**
 * Half of what grows with the square of the size, 256. What grows with the size itself takes 16 times as much, and up to 43 times were
 * measured, because much fits into fewer caches and needs more collections of garbage than little.
 */
export const linear = factor ** 2 / 2;

/** What can be measured well, in milliseconds. */
const measurableMs = 2;
/** What takes less than that at this size does not grow with it. */
const mostSize = 1 << 20;
/** How often both sizes are run, and how often at the most where the growth seems more than linear. */
const runs = 3;
const mostRuns = 8;

/**
 * What some work costs, in milliseconds of this process's CPU time. The clock of that can stand still in a virtual machine that was taken
 * from its host for a while; where it did not move beside the other clock, that one counts.
 */
function costOf(work: () => void): number {
  const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
  work();
  const [cpu, passed] = [process.cpuUsage(cpuBegun), performance.now() - begun];
  const cpuMs = (cpu.user + cpu.system) / 1000;
  return cpuMs > passed / 10 ? cpuMs : passed;
}

/**
 * How many times as much some work takes at 16 times the size: 16 where that grows with the size, 256 where it grows with its square. The
 * size is doubled until the work can be measured. Of several runs of both, which take turns, the least of each counts: whatever else
 * happens only adds. Where that is too much, more runs are made, because something else may have been added to all of them; what grows
 * with the square does so in each.
 */
export function growthOf(work: (size: number) => void, fromSize: number): number {
  let size = fromSize;
  while (Math.min(...[1, 2].map(() => costOf(() => work(size)))) < measurableMs) {
    size *= 2;
    if (size > mostSize) return 1;
  }
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < runs || (run < mostRuns && large / small >= linear); run++) {
    small = Math.min(
      small,
      costOf(() => work(size)),
    );
    large = Math.min(
      large,
      costOf(() => work(factor * size)),
    );
  }
  return large / small;
}
