import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bearer } from "@taizhang/domain";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { developmentKey, issueDevelopmentToken } from "./development-tokens.ts";
import { tokenIn, verifier } from "./tokens.ts";

const bearer: Bearer = { sub: "p-1", regionId: "420304", unitId: null, roles: ["office"] };
const issuer = "https://sso.example.gov.cn";
const audience = "taizhang";

let directory: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let jwks: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tokens-"));
  keys = await generateKeyPair("ES256", { extractable: true });
  jwks = join(directory, "keys.json");
  await publish(keys.publicKey, "k1");
});
afterAll(() => rm(directory, { recursive: true }));

async function publish(key: Parameters<typeof exportJWK>[0], kid: string): Promise<void> {
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(key)), kid, alg: "ES256" }] }));
}

const verify = (token: string) => verifier(audience, { jwks, issuer, algorithm: "ES256" }, null)(token);

/** A good token but for what `change` does to it. */
function signed(change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, claims: object = bearer, kid = "k1") {
  const good = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "ES256", kid })
    .setSubject(bearer.sub)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("10 minutes");
  return change(good).sign(keys.privateKey);
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

test("a good token says who bears it, and until when", async () => {
  const { bearer: who, expiresAt } = await verify(await signed());
  expect(who).toEqual(bearer);
  expect(expiresAt / 1000 - inSeconds(0)).toBeGreaterThan(590);
});

describe("a token is refused with the reason", () => {
  const cases: [what: string, token: () => Promise<string>, reason: RegExp][] = [
    ["no JWT at all", async () => "garbage", /it is no JWT/],
    ["another issuer", () => signed((jwt) => jwt.setIssuer("https://elsewhere")), /its issuer is not one/],
    ["another audience", () => signed((jwt) => jwt.setAudience("mail")), /its claim aud/],
    ["expired", () => signed((jwt) => jwt.setExpirationTime(inSeconds(-60))), /it has expired/],
    ["not valid yet", () => signed((jwt) => jwt.setNotBefore(inSeconds(600))), /its claim nbf/],
    ["no end", async () => await stripped("exp"), /its claim exp/],
    ["no time of issue", async () => await stripped("iat"), /its claim iat/],
    ["no subject", async () => await stripped("sub"), /its claim sub/],
    ["no region", () => signed((jwt) => jwt, { roles: ["office"] }), /these claims are missing or malformed: regionId/],
    ["an unknown role", () => signed((jwt) => jwt, { regionId: "420304", roles: ["king"] }), /roles/],
    ["an unknown key", () => signed((jwt) => jwt, bearer, "k9"), /a key this server does not know/],
    ["another's signature", forged, /its signature does not fit/],
    ["no signature", async () => unsigned(), /no well-formed JWT|algorithm/],
    ["a shared secret", async () => symmetric(), /an algorithm this server does not accept/],
  ];

  test.each(cases)("%s", async (_what, token, reason) => {
    const refused = verify(await token());
    await expect(refused).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    await expect(refused).rejects.toThrow(reason);
  });

  async function stripped(claim: string): Promise<string> {
    const all: Record<string, unknown> = {
      ...bearer,
      iss: issuer,
      aud: audience,
      iat: inSeconds(0),
      exp: inSeconds(600),
    };
    delete all[claim];
    return new SignJWT(all).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(keys.privateKey);
  }

  async function forged(): Promise<string> {
    const others = await generateKeyPair("ES256");
    const jwt = new SignJWT({ ...bearer, iss: issuer, aud: audience, iat: inSeconds(0), exp: inSeconds(600) });
    return jwt.setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(others.privateKey);
  }

  function unsigned(): string {
    return new UnsecuredJWT({ ...bearer, iss: issuer, aud: audience, iat: inSeconds(0), exp: inSeconds(600) }).encode();
  }

  /** The public key taken for a shared secret. */
  async function symmetric(): Promise<string> {
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
    const jwt = new SignJWT({ ...bearer, iss: issuer, aud: audience, iat: inSeconds(0), exp: inSeconds(600) });
    return jwt.setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
  }
});

test("the reason repeats nothing of the token", async () => {
  const token = await signed((jwt) => jwt.setIssuer("https://secret.example"));
  await expect(verify(token)).rejects.not.toThrow(/secret\.example|eyJ/);
});

test("keys that change in the file are taken up without a restart", async () => {
  const accepts = verifier(audience, { jwks, issuer, algorithm: "ES256" }, null);
  await accepts(await signed());
  const fresh = await generateKeyPair("ES256", { extractable: true });
  await publish(fresh.publicKey, "k2");
  await expect(accepts(await signed())).rejects.toThrow(/a key this server does not know/);
  const jwt = new SignJWT({ ...bearer, iss: issuer, aud: audience, iat: inSeconds(0), exp: inSeconds(600) });
  const token = await jwt.setProtectedHeader({ alg: "ES256", kid: "k2" }).sign(fresh.privateKey);
  expect((await accepts(token)).bearer).toEqual(bearer);
  await publish(keys.publicKey, "k1");
});

describe("development tokens", () => {
  test("are accepted only where their key is given to the verifier", async () => {
    const key = await developmentKey(join(directory, "data"));
    const token = await issueDevelopmentToken(key, bearer, { audience, lifetimeSeconds: 60 });
    expect((await verifier(audience, null, key)(token)).bearer).toEqual(bearer);
    await expect(verify(token)).rejects.toThrow(/its issuer is not one this server accepts/);
  });

  test("a key is made once, and only its owner may read it", async () => {
    const where = join(directory, "once");
    const [one, other] = await Promise.all([developmentKey(where), developmentKey(where)]);
    const token = await issueDevelopmentToken(one, bearer, { audience, lifetimeSeconds: 60 });
    expect((await verifier(audience, null, other)(token)).bearer).toEqual(bearer);
    expect((await stat(join(where, "development-key.json"))).mode & 0o777).toBe(0o600);
  });

  test("of another data directory are refused", async () => {
    const ours = await developmentKey(join(directory, "ours"));
    const theirs = await developmentKey(join(directory, "theirs"));
    const token = await issueDevelopmentToken(theirs, bearer, { audience, lifetimeSeconds: 60 });
    await expect(verifier(audience, null, ours)(token)).rejects.toThrow(/its signature does not fit/);
  });
});

test("a token is read from a Bearer header and from nothing else", () => {
  expect(tokenIn(undefined)).toBeNull();
  expect(tokenIn("Bearer a.b.c")).toBe("a.b.c");
  expect(tokenIn("bearer a.b.c")).toBe("a.b.c");
  for (const other of ["Basic dTpw", "Bearer", "Bearer a b", "a.b.c", "", 5]) {
    expect(() => tokenIn(other), String(other)).toThrow(/must read `Bearer <token>`/);
  }
});
