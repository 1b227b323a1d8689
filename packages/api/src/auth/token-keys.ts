// The keys of a token's issuer: from a file, or fetched from an address.
import { readFile, stat } from "node:fs/promises";
import { GraphQLError } from "graphql";
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { problem } from "../errors.ts";

/** Where the public keys of whoever signs tokens are found. */
export interface KeySource {
  /** A JSON Web Key Set: a file, read again when it changes, or an https address. */
  readonly jwks: string;
  /** How long an address is not asked again for a key that it did not have, in milliseconds; 30,000 if left out. */
  readonly cooldownMs?: number;
}

/** Makes the lookup of the key that a token names. It throws `UNAVAILABLE` where the keys cannot be had. */
export function keysOf({ jwks, cooldownMs = 30_000 }: KeySource): JWTVerifyGetKey {
  const keys = /^https?:/i.test(jwks)
    ? createRemoteJWKSet(new URL(jwks), { cooldownDuration: cooldownMs })
    : keysInFile(jwks);
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // No connection, no such file, no JSON: what is wrong with a token, the library says by errors of its own.
      throw error instanceof errors.JOSEError ? error : keysAway(error);
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

/** An outage: the client is told that the keys are away, the log why. */
export function keysAway(error: unknown): GraphQLError {
  const { message, extensions } = problem("UNAVAILABLE", {
    zh: "无法取得令牌签发者的公钥；请稍后再试。",
    en: "The keys of the token's issuer cannot be had; try again shortly.",
  });
  return new GraphQLError(message, { extensions, originalError: error instanceof Error ? error : null });
}
