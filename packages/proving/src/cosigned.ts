// The cosignatures of witnesses beside a region's checkpoints: for each checkpoint a directory, and in it a file a witness.
import { join } from "node:path";
import type { Logger } from "@taizhang/process";
import {
  joinedNotes,
  NoteRefused,
  parseSignature,
  readCheckpoint,
  type VerifierKey,
  withCosignatures,
} from "@taizhang/proofs";
import { type Disk, textOf } from "./disk.ts";

export interface CosignedNotes {
  /** A checkpoint with the cosignatures that were kept of it. What is no note of it is passed over, and logged. */
  joinedTo(source: string): Promise<string>;
  /**
   * Keeps the cosignatures of a checkpoint, each a line, all or none. Throws `NoteRefused` at one that is wrong, or of a
   * witness who is not known.
   */
  keep(source: string, lines: readonly string[], witnesses: readonly VerifierKey[]): Promise<void>;
}

export function cosignedNotes(disk: Disk, regionDirectory: string, logger: Pick<Logger, "warn">): CosignedNotes {
  const own = (source: string) => join(regionDirectory, "cosigned", String(readCheckpoint(source).size));

  return {
    async joinedTo(source) {
      let joined = source;
      for (const name of await disk.list(own(source))) {
        // Others are being written.
        if (!/^\d+$/.test(name)) continue;
        const file = join(own(source), name);
        try {
          joined = joinedNotes([joined, (await textOf(disk, file)) ?? ""]);
        } catch (err) {
          if (!(err instanceof NoteRefused)) throw err;
          logger.warn(
            { err, file },
            "a kept cosignature is no note of its checkpoint and is left out; remove the file",
          );
        }
      }
      return joined;
    },
    async keep(source, lines, witnesses) {
      const cosigned = lines.map(
        (line) => [parseSignature(line).id, withCosignatures(source, line, witnesses)] as const,
      );
      await disk.makeDirectory(own(source));
      // Each witness has a file of its own, so that none takes the place of another's.
      for (const [id, note] of cosigned) await disk.replace(join(own(source), String(id)), note);
    },
  };
}
