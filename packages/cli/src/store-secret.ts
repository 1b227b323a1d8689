// The secret between this ledger and the event store that `start` runs for it.
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shutToOthers } from "@taizhang/process";

/** The file of a data directory that holds the secret. */
export const storeSecretFile = (dataDir: string): string => join(dataDir, "eventstore-secret");

/** The secret of a data directory, made where there is none yet. Only its owner can read it. */
export async function storeSecret(dataDir: string): Promise<string> {
  const file = storeSecretFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  // Written aside, so that two processes that make it at once have the same one, and nobody reads half of it.
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(fresh);
  shutToOthers(file);
  return (await readFile(file, "utf8")).trim();
}

/** The connection string with which the store admits whoever knows the secret. */
export const withSecret = (url: string, secret: string): string => `${url}&connectionName=${secret}`;
