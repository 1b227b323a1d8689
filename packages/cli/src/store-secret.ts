// The secret between this ledger and the event store that `start` runs for it.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { keptSecret } from "@taizhang/process";

/** The file of a data directory that holds the secret. */
export const storeSecretFile = (dataDir: string): string => join(dataDir, "eventstore-secret");

/** The secret of a data directory, made where there is none yet. Only its owner can read it. */
export const storeSecret = (dataDir: string): Promise<string> =>
  keptSecret(storeSecretFile(dataDir), () => randomBytes(32).toString("base64url"));

/** The connection string with which the store admits whoever knows the secret. */
export const withSecret = (url: string, secret: string): string => `${url}&connectionName=${secret}`;
