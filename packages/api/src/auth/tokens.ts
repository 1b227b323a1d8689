// Tokens 令牌: reads who sends a request from a JWT that is signed with a key this server knows.
import { type Bearer, bearer, type Sentence } from "@taizhang/domain";
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
  jwtVerify,
  type ResolvedKey,
} from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { type DenyList, nobodyDenied } from "./deny-list.ts";
import { type DevelopmentKey, developmentIssuer, tokenType } from "./development-tokens.ts";
import { type KeySource, keysOf, keysUnavailable } from "./token-keys.ts";

/** Who issues people's tokens, and for which audience. */
export interface TokenIssuer extends KeySource {
  readonly issuer: string;
  /** The only algorithm accepted: left open, any that fits the key would be. */
  readonly algorithm: "ES256" | "EdDSA";
  /** How long after its issue a token is accepted at most, in seconds, even if its own expiry is later. */
  readonly maxAgeSeconds: number;
  /** How far the issuer's clock may differ from ours, in seconds. */
  readonly toleranceSeconds: number;
}

/** A token that was accepted. */
export interface Verified {
  readonly bearer: Bearer;
  /** The token's own id. */
  readonly jti: string;
  /** When it expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** What the issuer calls the bearer; null where it does not say, or nothing that can be shown. It is stored nowhere. */
  readonly displayName: string | null;
}

/**
 * Verifies a token. Throws `UNAUTHENTICATED` with the reason but without any part of the token, and
 * `UNAVAILABLE` where the issuer's keys cannot be fetched.
 */
export type Verifier = (token: string) => Promise<Verified>;

interface Accepted {
  readonly issuer: string;
  readonly algorithm: string;
  readonly keys: JWTVerifyGetKey;
  readonly maxAgeSeconds?: number;
  readonly toleranceSeconds: number;
}

// The id must be one that a line of the list of denied tokens can name.
const claimed = bearer.extend({
  jti: z.string().regex(/^[^\s#]{1,200}$/),
  // OpenID Connect Core 5.1. Nobody is turned away for how they are called.
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{C}*$/u)
    .nullable()
    .catch(null),
});

// The header fields by which a token carries a key, or the address of one.
const ownKeys = ["jwk", "jku", "x5c", "x5u"];

/** Makes the verifier. The settings ensure that there is an issuer or a development key, or both. */
export function verifier(
  audience: string,
  issuer: TokenIssuer | null,
  development: DevelopmentKey | null,
  denyList: Pick<DenyList, "denies"> = nobodyDenied,
  /** The clock by which tokens end, in milliseconds since 1970. */
  now: () => number = () => Date.now(),
): Verifier {
  const accepted: Accepted[] = [
    ...(issuer ? [{ ...issuer, keys: keysOf(issuer) }] : []),
    ...(development ? [ofDevelopment(development)] : []),
  ];
  const known = new LRUCache<string, Known>({ max: limits.knownTokens });

  /** Checks everything about a token but whether it is denied. */
  async function checked(token: string): Promise<Known> {
    if (token.length > limits.tokenLength) throw refused(tooLong);
    const named = issuerOf(token);
    const from = accepted.find((each) => each.issuer === named);
    if (!from) throw refused({ zh: "签发者不是本服务器所认可的", en: "its issuer is not one this server accepts" });
    const read = await jwtVerify(token, from.keys, {
      algorithms: [from.algorithm],
      issuer: from.issuer,
      audience,
      typ: tokenType,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: from.toleranceSeconds,
      currentDate: new Date(now()),
      ...(from.maxAgeSeconds === undefined ? {} : { maxTokenAge: from.maxAgeSeconds }),
    });
    const said = claimed.safeParse(read.payload);
    if (said.success) {
      const { jti, name: displayName, ...who } = said.data;
      const verified = { bearer: who, jti, expiresAt: 1000 * endOf(read.payload, from), displayName };
      return { from, key: read.key, protectedHeader: read.protectedHeader, verified };
    }
    const claims = said.error.issues.map((issue) => issue.path[0]).join(", ");
    throw refused({ zh: `这些声明缺失或不对：${claims}`, en: `these claims are missing or malformed: ${claims}` });
  }

  return async (token) => {
    try {
      const before = known.get(token);
      const good = before && (await isStillGood(before, now())) ? before : await checked(token);
      if (good !== before) known.set(token, good);
      const { jti, bearer: who } = good.verified;
      if (denyList.denies({ jti, sub: who.sub })) throw refused(denied);
      return good.verified;
    } catch (error) {
      throw error instanceof errors.JOSEError ? explained(error) : error;
    }
  };
}

/** A token that was checked: its signature need not be checked again with the same key. */
interface Known extends Pick<JWTVerifyResult & ResolvedKey, "key" | "protectedHeader"> {
  readonly from: Accepted;
  readonly verified: Verified;
}

/** True while a token has time left and its issuer still has the key. What is left of the tolerance is judged anew. */
const isStillGood = async ({ from, protectedHeader, key, verified }: Known, now: number): Promise<boolean> =>
  now < verified.expiresAt && (await from.keys(protectedHeader, unsigned)) === key;

// The keys are found by the header alone.
const unsigned = { payload: "", signature: "" };

/** The token of an `Authorization` header; null without a header. Throws `UNAUTHENTICATED` on another scheme. */
export function tokenIn(authorization: unknown): string | null {
  if (authorization === undefined || authorization === null) return null;
  const token = typeof authorization === "string" ? /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization.trim())?.[1] : null;
  if (token) return token;
  throw refused({
    zh: "Authorization 应为 “Bearer <令牌>”",
    en: "the authorization must read `Bearer <token>`",
  });
}

/** The last second in which a token is accepted, since 1970. */
const endOf = ({ exp = 0, iat = 0 }: JWTPayload, { maxAgeSeconds = Number.POSITIVE_INFINITY }: Accepted): number =>
  Math.min(exp, iat + maxAgeSeconds);

/** The issuer that a token names, before anything in it is trusted. */
function issuerOf(token: string): string | undefined {
  const { header, payload } = readable(token);
  if (ownKeys.some((name) => name in header)) throw refused(bringsKeys);
  return payload.iss;
}

function readable(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw refused({ zh: "不是一个 JWT", en: "it is not a JWT" });
  }
}

/** What the bearer of a denied token is told. */
const denied = { zh: "已被停用", en: "it has been denied by the operator" };

const tooLong = {
  zh: `超过${limits.tokenLength}个字符`,
  en: `it is longer than ${limits.tokenLength} characters`,
};
const bringsKeys = {
  zh: "头部自带或指向密钥；本服务器只用自己所知的密钥",
  en: "its header carries a key or the address of one; only keys that this server knows are used",
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
    if (claim === "typ") {
      return refused({ zh: `头部的 typ 应为 ${tokenType}`, en: `the typ of its header must be ${tokenType}` });
    }
    return refused({ zh: `声明 ${claim} 缺失或不对`, en: `its claim ${claim} is missing or not as expected` });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return refused({ zh: "签名不符", en: "its signature is wrong" });
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return refused({ zh: "签名算法不被接受", en: "it is signed with an algorithm that this server does not accept" });
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return refused({ zh: "签名的密钥不为本服务器所知", en: "it is signed with a key that this server does not know" });
  }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC") {
    return keysUnavailable(error);
  }
  return refused({ zh: "不是一个完好的 JWT", en: "it is not a well-formed JWT" });
}

/** Our own development tokens: only their own expiry limits them, for the sake of people who try things out. */
const ofDevelopment = ({ algorithm, publicKey }: DevelopmentKey): Accepted => ({
  issuer: developmentIssuer,
  algorithm,
  keys: async () => publicKey,
  toleranceSeconds: 5,
});
