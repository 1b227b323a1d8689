// Development tokens 开发令牌: signed by a key of this data directory, for trying things out without an issuer.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bearer } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";

/** The issuer named in development tokens. */
export const developmentIssuer = "taizhang-development";

const algorithm = "ES256";

/** The type that the header of every access token must say (RFC 9068): no other token of the issuer is one. */
export const tokenType = "at+jwt";

/** A key pair that signs development tokens and verifies them. */
export interface DevelopmentKey {
  readonly algorithm: typeof algorithm;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** The file of a data directory that holds its development key. */
export const developmentKeyFile = (dataDir: string): string => join(dataDir, "development-key.json");

/**
 * The development key of a data directory, made where there is none yet and readable by its owner only. Two processes
 * that make it at the same time get the same one.
 */
export async function developmentKey(dataDir: string): Promise<DevelopmentKey> {
  const file = developmentKeyFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  const kept = await readFile(file, "utf8").catch(absent);
  if (kept === null) {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const fresh = `${file}.${randomUUID()}.new`;
    await writeFile(fresh, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
    await link(fresh, file).catch(madeByAnother);
    await rm(fresh);
    return developmentKey(dataDir);
  }
  const { d, ...publicHalf } = JSON.parse(kept);
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ ...publicHalf, d }, algorithm),
    importJWK(publicHalf, algorithm),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) {
    const zh = `${file} 中没有 ${algorithm} 密钥对；删去它，会另做一对`;
    const en = `${file} does not hold an ${algorithm} key pair; remove it, and a new one is made`;
    throw new Error(inBoth({ zh, en }));
  }
  return { algorithm, privateKey, publicKey };
}

/** Issues a token for a bearer. `lifetimeSeconds` counts from now. */
export function issueDevelopmentToken(
  key: DevelopmentKey,
  { sub, ...claims }: Bearer,
  { audience, lifetimeSeconds }: { readonly audience: string; readonly lifetimeSeconds: number },
): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, typ: tokenType })
    .setJti(randomUUID())
    .setSubject(sub)
    .setIssuer(developmentIssuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds} seconds`)
    .sign(key.privateKey);
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : null);

function absent(error: unknown): null {
  if (codeOf(error) !== "ENOENT") throw error;
  return null;
}

function madeByAnother(error: unknown): void {
  if (codeOf(error) !== "EEXIST") throw error;
}
