// The proofs of a ledger as its projector keeps them: where they are, and the key that signs.
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { inBoth, keptSecret, type Logger, type Running } from "@taizhang/process";
import { machineClock } from "@taizhang/projections";
import { base64In, base64Of } from "@taizhang/proofs";
import { machineDisk, startKeeping } from "@taizhang/proving";
import type { Config } from "./config.ts";
import { type Ledger, proofsDirOf } from "./ledger.ts";

/** Starts keeping the proofs of a ledger. Rejects where the key cannot be had. */
export async function keepProofs(config: Config, { log }: Pick<Ledger, "log">, logger: Logger): Promise<Running> {
  return startKeeping({
    log,
    disk: machineDisk,
    directory: proofsDirOf(config),
    ledger: config.ledgerName,
    digest: config.proofsDigest,
    secret: await signingKey(config.proofsKey ?? join(config.dataDir, "proofs-key")),
    newId: randomUUID,
    clock: machineClock,
    logger,
  });
}

const keyBytes = 32;

/** The secret key in a file: 32 bytes in base64, made where there is none yet. */
async function signingKey(file: string): Promise<Uint8Array> {
  const secret = base64In(await keptSecret(file, () => base64Of(randomBytes(keyBytes))));
  if (secret?.length !== keyBytes)
    throw new Error(
      inBoth({
        zh: `${file} 中没有可以签名的密钥：应为一行 base64，共${keyBytes}字节`,
        en: `${file} holds no key that signs: ${keyBytes} bytes in base64 are expected, in one line`,
      }),
    );
  return secret;
}
