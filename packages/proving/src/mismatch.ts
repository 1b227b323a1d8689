// Why nothing more is signed: the log is not what was signed.

/** Which events of a region are not what was signed, or are missing: from 1, both included. */
export interface Misfitting {
  readonly regionId: string;
  readonly from: number;
  readonly to: number;
}

/**
 * A tree that was made again from the log has another root than was signed, or the log ends before what was signed. Nothing
 * is signed over it.
 */
export class LogAltered extends Error implements Misfitting {
  override readonly name = "LogAltered";
  readonly regionId: string;
  readonly from: number;
  readonly to: number;

  constructor({ regionId, from, to }: Misfitting, hasEnded: boolean) {
    const found = hasEnded ? "are missing in the log" : "are not what was signed: one at least was altered";
    super(
      `region ${regionId}: of its events ${from} to ${to} some ${found}. Nothing is signed until the log is put right, ` +
        "or the proofs are begun anew by hand: docs/operations.md, Proofs",
    );
    this.regionId = regionId;
    this.from = from;
    this.to = to;
  }
}

/** The checkpoints of a region are not there, so nobody knows here what was signed. */
export class CheckpointsLost extends Error {
  override readonly name = "CheckpointsLost";
}
