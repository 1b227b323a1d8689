// Tokens 令牌: who a request comes from, from a JWT signed by a key this server knows.
import { readFile, stat } from "node:fs/promises";
import { type Bearer, bearer, type Sentence } from "@taizhang/domain";
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { type DevelopmentKey, developmentIssuer } from "./development-tokens.ts";
import { problem } from "./errors.ts";

/** Who signs the tokens of people, and for whom. */
export interface TokenIssuer {
  /** The issuer's public keys as a JSON Web Key Set: a file, read again when it changes, or an https address. */
  readonly jwks: string;
  readonly issuer: string;
  /** The one algorithm accepted; leaving it open would accept whatever fits the key. */
  readonly algorithm: "ES256" | "EdDSA";
}

/** A token that was found good. */
export interface Verified {
  readonly bearer: Bearer;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Verifies a token. Throws `UNAUTHENTICATED` with the reason, without repeating anything of the token, and
 * `UNAVAILABLE` where the issuer's keys cannot be had.
 */
export type Verifier = (token: string) => Promise<Verified>;

interface Accepted {
  readonly issuer: string;
  readonly algorithm: string;
  readonly keys: JWTVerifyGetKey;
}

/** Makes the verifier. At least one of the issuer and the development key must be there; the settings see to it. */
export function verifier(audience: string, issuer: TokenIssuer | null, development: DevelopmentKey | null): Verifier {
  const accepted: Accepted[] = [
    ...(issuer ? [{ ...issuer, keys: keysOf(issuer.jwks) }] : []),
    ...(development
      ? [{ issuer: developmentIssuer, algorithm: development.algorithm, keys: async () => development.publicKey }]
      : []),
  ];
  return async (token) => {
    const from = accepted.find((each) => each.issuer === issuerOf(token));
    if (!from) throw refused({ zh: "签发者不是本服务器所认可的", en: "its issuer is not one this server accepts" });
    try {
      const { payload } = await jwtVerify(token, from.keys, {
        algorithms: [from.algorithm],
        issuer: from.issuer,
        audience,
        requiredClaims: ["exp", "iat", "sub"],
        clockTolerance: 5,
      });
      const said = bearer.safeParse(payload);
      if (said.success) return { bearer: said.data, expiresAt: (payload.exp ?? 0) * 1000 };
      const claims = said.error.issues.map((issue) => issue.path[0]).join(", ");
      throw refused({ zh: `这些声明缺失或不对：${claims}`, en: `these claims are missing or malformed: ${claims}` });
    } catch (error) {
      throw error instanceof errors.JOSEError ? explained(error) : error;
    }
  };
}

/** The token of an `Authorization` header; null where there is none. Throws `UNAUTHENTICATED` on another scheme. */
export function tokenIn(authorization: unknown): string | null {
  if (authorization === undefined || authorization === null) return null;
  const token = typeof authorization === "string" ? /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization.trim())?.[1] : null;
  if (token) return token;
  throw refused({
    zh: "Authorization 应为 “Bearer <令牌>”",
    en: "the authorization must read `Bearer <token>`",
  });
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw refused({ zh: "不是一个 JWT", en: "it is no JWT" });
  }
}

const refused = (why: Sentence) =>
  problem("UNAUTHENTICATED", { zh: `令牌不被接受：${why.zh}。`, en: `The token is not accepted: ${why.en}.` });

function explained(error: errors.JOSEError) {
  if (error instanceof errors.JWTExpired) return refused({ zh: "已经过期", en: "it has expired" });
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error;
    return refused({ zh: `声明 ${claim} 缺失或不对`, en: `its claim ${claim} is missing or not the one expected` });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return refused({ zh: "签名不符", en: "its signature does not fit" });
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return refused({ zh: "签名算法不被接受", en: "it is signed by an algorithm this server does not accept" });
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return refused({ zh: "签名的密钥不为本服务器所知", en: "it is signed by a key this server does not know" });
  }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC") {
    return problem("UNAVAILABLE", {
      zh: "无法取得令牌签发者的公钥；请稍后再试。",
      en: "The keys of the token's issuer cannot be had; try again shortly.",
    });
  }
  return refused({ zh: "不是一个完好的 JWT", en: "it is no well-formed JWT" });
}

function keysOf(jwks: string): JWTVerifyGetKey {
  if (/^https?:/.test(jwks)) return createRemoteJWKSet(new URL(jwks));
  let read: { readonly changedAt: number; readonly keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const changedAt = (await stat(jwks)).mtimeMs;
    if (read?.changedAt !== changedAt) {
      read = { changedAt, keys: createLocalJWKSet(JSON.parse(await readFile(jwks, "utf8"))) };
    }
    return read.keys(header, token);
  };
}
