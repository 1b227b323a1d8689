// How far the trees of a log were kept when they were last signed: one small file, replaced as a whole.
import { join } from "node:path";
import type { Place } from "@taizhang/log";
import { digestNames } from "@taizhang/proofs";
import { z } from "zod";
import { type Disk, textOf } from "./disk.ts";
import { jsonIn } from "./json-in.ts";

const regionSizes = z.record(z.string().regex(/^\d{6}$/), z.int().min(0));

const shape = z.object({
  version: z.literal(1),
  /** The id of the log, which names its directory. */
  logId: z.uuid(),
  ledger: z.string().min(1),
  digest: z.enum(digestNames),
  /** The public half of the key that signs, in base64. */
  publicKey: z.string(),
  /** The last event that a tree holds; null while there is none. */
  place: z.object({ position: z.string().regex(/^\d+$/).transform(BigInt), mark: z.string().nullable() }).nullable(),
  /** How many leaves of each region were signed. */
  sizes: regionSizes,
});

/** What was kept, and under which name. */
export type State = z.output<typeof shape>;

/** What a log is issued under. Another ledger's name, digest or key is another log. */
export type Issued = Pick<State, "ledger" | "digest" | "publicKey">;

export const stateFile = (directory: string): string => join(directory, "state.json");

/** Reads the state of a directory; null if there is none. */
export async function readState(disk: Disk, directory: string): Promise<State | null> {
  const file = stateFile(directory);
  const text = await textOf(disk, file);
  if (text === null) return null;
  const { data, error } = shape.safeParse(jsonIn(text));
  if (error) {
    const faults = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new Error(
      `${file} is not as it was written (${faults}): put it back from a copy, or move it away to begin another log`,
    );
  }
  return data;
}

/** Writes the state in the place of the one before. */
export async function writeState(disk: Disk, directory: string, { place, ...rest }: State): Promise<void> {
  const written: Place | null = place;
  const text = { ...rest, place: written && { position: String(written.position), mark: written.mark } };
  await disk.replace(stateFile(directory), `${JSON.stringify(text, null, 2)}\n`);
}
