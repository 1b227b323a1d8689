// A secret in a file that only its owner can read, made when it is first asked for.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { shutToOthers } from "./own-files.ts";

/** The secret in a file, made where there is none yet: one line of text. */
export async function keptSecret(file: string, make: () => string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  // Written aside, so that two processes that make it at once have the same one, and nobody reads half of it.
  const fresh = `${file}.${randomUUID()}.new`;
  await writeFile(fresh, `${make()}\n`, { mode: 0o600, flush: true });
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(fresh);
  shutToOthers(file);
  return (await readFile(file, "utf8")).trim();
}
