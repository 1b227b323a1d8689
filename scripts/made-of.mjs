// What is built of files is named after them, so that it is made once for each state that they are in.
import { createHash } from "node:crypto";
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";

/** A name that changes with the files, given by their paths from the root. */
export function nameOf(root, files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Moves what was made to its place, unless somebody else has made the same at the same time; gives the place. */
export function takenIn(directory, place) {
  try {
    renameSync(directory, place);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
  }
  return place;
}
