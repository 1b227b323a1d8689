// The cosignatures of witnesses beside a region's checkpoints: for each checkpoint a directory, and in it a file a witness.
import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  joinedNotes,
  NoteRefused,
  openCosignatures,
  parseNote,
  readCheckpoint,
  signatureLine,
  type VerifierKey,
  witnessedAt,
} from "@taizhang/proofs";
import { type Disk, textOf } from "./disk.ts";

/** What became of the lines of a note that was handed in. */
export interface KeptCosignatures {
  /** How many were kept. */
  readonly kept: number;
  /** How many are by witnesses of whom these or later ones were kept before. */
  readonly known: number;
  /** How many are by keys that are not known, and were passed over. */
  readonly passedOver: number;
}

export interface CosignedNotes {
  /** A checkpoint with the latest cosignature of each witness. What is no note of it is left out, and told of. */
  joinedTo(source: string): Promise<string>;
  /**
   * Keeps the cosignatures of a checkpoint, each a line, of each witness the latest. `now` is in seconds since 1970. Throws
   * `NoteRefused`, and keeps none, where one is wrong or from the future, or none is by a known witness.
   */
  keep(
    source: string,
    lines: readonly string[],
    witnesses: readonly VerifierKey[],
    now: number,
  ): Promise<KeptCosignatures>;
}

/** Told of a file that is no note of its checkpoint, and why. */
export type LeftOut = (file: string, reason: NoteRefused) => void;

export function cosignedNotes(disk: Disk, regionDirectory: string, leftOut: LeftOut): CosignedNotes {
  const own = (source: string) => join(regionDirectory, "cosigned", String(readCheckpoint(source).size));

  async function joinedTo(source: string): Promise<string> {
    let joined = source;
    for (const name of await disk.list(own(source))) {
      // Others are being written.
      if (!isKept.test(name)) continue;
      const file = join(own(source), name);
      const note = await textOf(disk, file);
      // A later one has taken its place since the directory was listed.
      if (note === null) return joinedTo(source);
      try {
        joined = joinedNotes([joined, note]);
      } catch (err) {
        if (!(err instanceof NoteRefused)) throw err;
        leftOut(file, err);
      }
    }
    return joined;
  }

  return {
    joinedTo,
    async keep(source, lines, witnesses, now) {
      const { witnessed, unknown } = openCosignatures(source, lines, witnesses, now);
      const earlier = parseNote(await joinedTo(source)).signatures;
      const later = witnessed.filter(
        ({ key, at }) =>
          !earlier.some(
            ({ name, id, bytes }) => name === key.name && id === key.id && (witnessedAt(bytes) ?? 0) >= (at ?? 0),
          ),
      );
      const directory = own(source);
      await disk.makeDirectory(directory);
      for (const { key, at, signature } of later) {
        const signer = signerName(key);
        await disk.replace(join(directory, `${signer}-${at}`), source + signatureLine(signature));
        for (const name of await disk.list(directory))
          if (name.startsWith(`${signer}-`) && timeIn(name) < (at ?? 0)) await disk.remove(join(directory, name));
      }
      return { kept: later.length, known: witnessed.length - later.length, passedOver: unknown };
    },
  };
}

// A file is named by its witness and time, so that none takes the place of another witness's or of a later one, also where several
// processes write. Versions before named it by the id of the key alone.
const isKept = /^(?:\d+|[0-9a-f]{64}-\d+)$/;
const signerName = ({ name, id }: VerifierKey): string => createHash("sha256").update(`${name}\n${id}`).digest("hex");
/** No time where it is still being written. */
const timeIn = (name: string): number => Number(name.slice(name.indexOf("-") + 1));
