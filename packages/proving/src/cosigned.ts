// The cosignatures of witnesses beside a region's checkpoints: for each checkpoint a directory, and in it a file a witness.
import { join } from "node:path";
import { joinedNotes, parseSignature, readCheckpoint, type VerifierKey, withCosignatures } from "@taizhang/proofs";
import { type Disk, textOf } from "./disk.ts";

export interface CosignedNotes {
  /** A checkpoint with the cosignatures that were kept of it. */
  joinedTo(source: string): Promise<string>;
  /**
   * Keeps the cosignatures of a checkpoint, each a line, all or none. Throws `NoteRefused` at one that is wrong, or of a
   * witness who is not known.
   */
  keep(source: string, lines: readonly string[], witnesses: readonly VerifierKey[]): Promise<void>;
}

export function cosignedNotes(disk: Disk, regionDirectory: string): CosignedNotes {
  const own = (source: string) => join(regionDirectory, "cosigned", String(readCheckpoint(source).size));

  return {
    async joinedTo(source) {
      const notes: string[] = [];
      for (const name of await disk.list(own(source))) {
        // Others are being written.
        if (!/^\d+$/.test(name)) continue;
        notes.push((await textOf(disk, join(own(source), name))) ?? "");
      }
      return notes.length === 0 ? source : joinedNotes([source, ...notes]);
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
