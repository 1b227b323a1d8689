// The keys of a token's issuer: from a file, or fetched from an address.
import { readFile, stat } from "node:fs/promises";
import { GraphQLError } from "graphql";
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { problem } from "../errors.ts";

/** Where to find the public keys of the issuer of tokens. */
export interface KeySource {
  /** A JSON Web Key Set: a file, read again when it changes, or an https address. */
  readonly jwks: string;
  /** After an address did not have a key, how long it is not asked again, in milliseconds; 30,000 if left out. */
  readonly cooldownMs?: number;
}

/** Makes the lookup of the key that a token names. It throws `UNAVAILABLE` where the keys cannot be fetched. */
export function keysOf({ jwks, cooldownMs = 30_000 }: KeySource): JWTVerifyGetKey {
  const keys = /^https?:/i.test(jwks)
    ? createRemoteJWKSet(new URL(jwks), { cooldownDuration: cooldownMs })
    : keysInFile(jwks);
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // The library has its own errors for what is wrong with a token. Anything else means no connection, file or JSON.
      throw error instanceof errors.JOSEError ? error : keysUnavailable(error);
    }
  };
}

function keysInFile(file: string): JWTVerifyGetKey {
  let read: { readonly changedAt: number; readonly keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const changedAt = (await stat(file)).mtimeMs;
    if (read?.changedAt !== changedAt) {
      read = { changedAt, keys: createLocalJWKSet(JSON.parse(await readFile(file, "utf8"))) };
    }
    return read.keys(header, token);
  };
}

/** An outage: the client learns that the keys cannot be fetched, the log why. */
export function keysUnavailable(error: unknown): GraphQLError {
  const { message, extensions } = problem("UNAVAILABLE", {
    zh: "无法取得令牌签发者的公钥；请稍后再试。",
    en: "The keys of the token's issuer cannot be fetched; try again shortly.",
  });
  return new GraphQLError(message, { extensions, originalError: error instanceof Error ? error : null });
}
