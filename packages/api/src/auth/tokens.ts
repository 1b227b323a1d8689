// Tokens 令牌: who a request comes from, from a JWT signed by a key this server knows.
import { type Bearer, bearer, type Sentence } from "@taizhang/domain";
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { type DevelopmentKey, developmentIssuer } from "./development-tokens.ts";
import { type KeySource, keysAway, keysOf } from "./token-keys.ts";

/** Who signs the tokens of people, and for whom. */
export interface TokenIssuer extends KeySource {
  readonly issuer: string;
  /** The one algorithm accepted; leaving it open would accept whatever fits the key. */
  readonly algorithm: "ES256" | "EdDSA";
  /** How long after its issue a token is accepted at most, in seconds, however late it says that it ends. */
  readonly maxAgeSeconds: number;
  /** How far the issuer's clock may be off ours, in seconds. */
  readonly toleranceSeconds: number;
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
  readonly maxAgeSeconds?: number;
  readonly toleranceSeconds: number;
}

// Keys that a token brings along, or says where to fetch.
const ownKeys = ["jwk", "jku", "x5c", "x5u"];

/** Makes the verifier. At least one of the issuer and the development key must be there; the settings see to it. */
export function verifier(audience: string, issuer: TokenIssuer | null, development: DevelopmentKey | null): Verifier {
  const accepted: Accepted[] = [
    ...(issuer ? [{ ...issuer, keys: keysOf(issuer) }] : []),
    ...(development ? [ofDevelopment(development)] : []),
  ];
  return async (token) => {
    if (token.length > limits.tokenLength) throw refused(tooLong);
    const named = issuerOf(token);
    const from = accepted.find((each) => each.issuer === named);
    if (!from) throw refused({ zh: "签发者不是本服务器所认可的", en: "its issuer is not one this server accepts" });
    try {
      const { payload } = await jwtVerify(token, from.keys, {
        algorithms: [from.algorithm],
        issuer: from.issuer,
        audience,
        requiredClaims: ["exp", "iat", "sub"],
        clockTolerance: from.toleranceSeconds,
        ...(from.maxAgeSeconds === undefined ? {} : { maxTokenAge: from.maxAgeSeconds }),
      });
      const said = bearer.safeParse(payload);
      if (said.success) return { bearer: said.data, expiresAt: 1000 * endOf(payload, from) };
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

/** The last second a token is accepted in, since 1970. */
const endOf = ({ exp = 0, iat = 0 }: JWTPayload, { maxAgeSeconds = Number.POSITIVE_INFINITY }: Accepted): number =>
  Math.min(exp, iat + maxAgeSeconds);

/** Whom a token names as its issuer, before anything of it is believed. */
function issuerOf(token: string): string | undefined {
  const { header, payload } = readable(token);
  if (ownKeys.some((name) => name in header)) throw refused(bringsKeys);
  return payload.iss;
}

function readable(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw refused({ zh: "不是一个 JWT", en: "it is no JWT" });
  }
}

const tooLong = {
  zh: `超过${limits.tokenLength}个字符`,
  en: `it is longer than ${limits.tokenLength} characters`,
};
const bringsKeys = {
  zh: "头部自带或指向密钥；本服务器只用自己所知的密钥",
  en: "its header brings a key or names an address of one; only keys this server knows count",
};

const refused = (why: Sentence) =>
  problem("UNAUTHENTICATED", { zh: `令牌不被接受：${why.zh}。`, en: `The token is not accepted: ${why.en}.` });

function explained(error: errors.JOSEError) {
  if (error instanceof errors.JWTExpired) {
    return error.claim === "iat"
      ? refused({ zh: "签发得太久", en: "it was issued too long ago" })
      : refused({ zh: "已经过期", en: "it has expired" });
  }
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
    return keysAway(error);
  }
  return refused({ zh: "不是一个完好的 JWT", en: "it is no well-formed JWT" });
}

/** Our own development tokens: their end is theirs, for whoever tries things out. */
const ofDevelopment = ({ algorithm, publicKey }: DevelopmentKey): Accepted => ({
  issuer: developmentIssuer,
  algorithm,
  keys: async () => publicKey,
  toleranceSeconds: 5,
});
