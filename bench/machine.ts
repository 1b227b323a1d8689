// The machine of a run: without it, figures mean little.
import { statfsSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";

/** The machine at one moment. */
export interface Machine {
  /** ISO in UTC. */
  readonly at: string;
  readonly cores: number;
  readonly cpu: string;
  readonly node: string;
  /** Runnable processes on average, over the last 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  /** If the temporary directory is in memory, a sync costs nothing and nothing in it is durable. */
  readonly isTemporaryInMemory: boolean;
}

const memoryFileSystem = 0x01021994;

/** Describes the machine as it is now. */
export function machineNow(): Machine {
  return {
    at: new Date().toISOString(),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? "unknown",
    node: process.version,
    load: loadavg().map((load) => Math.round(100 * load) / 100),
    isTemporaryInMemory: statfsSync(tmpdir()).type === memoryFileSystem,
  };
}

/** One line about it. */
export function described({ at, cores, cpu, node, load }: Machine): string {
  return `${at}  ${cores} cores, ${cpu}, Node ${node}, load average ${load.join(" ")}`;
}

/** Reasons to trust the figures of a run less, judged by the machine at its beginning. */
export function warningsAbout({ load: [load = 0], cores, isTemporaryInMemory }: Machine): string[] {
  const busy = `the load is ${load} on ${cores} cores: others work on this machine, so trust the ratios only`;
  const hollow = `${tmpdir()} lies in memory: durable appends cost nothing there; set TMPDIR to a directory on a disk`;
  return [...(load > cores ? [busy] : []), ...(isTemporaryInMemory ? [hollow] : [])];
}
