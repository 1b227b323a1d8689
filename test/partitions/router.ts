// Gives commands to the partition of their region, by a copy of the table. A copy that is old costs a refusal, and nothing else.
import type { Outcome } from "@taizhang/log";
import type { Directory } from "./directory.ts";
import type { Partition, RegionCommand } from "./partition.ts";
import type { Placement } from "./placement.ts";
import { Crash, type Step } from "./world.ts";

export interface RouterParts {
  readonly directory: Directory;
  readonly partitionOf: (name: string) => Partition;
  readonly step: Step;
}

/** Makes a router, which reads the table once and then only when it was refused. `refusals` says how often that was. */
export async function router({ directory, partitionOf, step }: RouterParts) {
  let known: Placement = await directory.read();
  let refusals = 0;

  /** One try: the outcome; or null where nobody knows what became of the command, or it is to be given elsewhere. */
  async function attempt(command: RegionCommand): Promise<Outcome | null> {
    const placed = known.get(command.region);
    if (!placed) throw new Error(`region ${command.region} is in no partition`);
    const partition = partitionOf(placed.partition);
    try {
      const taken = await partition.take(command, placed.epoch, step);
      if (taken !== "elsewhere") return taken;
      refusals += 1;
      known = await directory.read();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      partition.restart();
    }
    return null;
  }

  return {
    /** Gives a command until somebody answers for it. It carries its id, so giving it again does nothing twice. */
    async give(command: RegionCommand, turn: () => Promise<void>): Promise<Outcome> {
      for (;;) {
        const outcome = await attempt(command);
        if (outcome !== null) return outcome;
        await turn();
      }
    },
    refusals: () => refusals,
  };
}
