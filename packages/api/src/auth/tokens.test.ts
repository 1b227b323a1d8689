import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bearer } from "@taizhang/domain";
import { EncryptJWT, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Serving, serve } from "../../testing/serving.ts";
import { developmentKey, issueDevelopmentToken } from "./development-tokens.ts";
import { tokenIn, verifier } from "./tokens.ts";

const bearer: Bearer = { sub: "p-1", regionId: "420304", unitId: null, roles: ["office"] };
const issuer = "https://sso.example.gov.cn";
const audience = "taizhang";

let directory: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let jwks: string;
let serving: Serving;

beforeAll(async () => {
  // The clock stands still: the bounds of a token's time are tried to the second.
  vi.useFakeTimers({ toFake: ["Date"] });
  directory = await mkdtemp(join(tmpdir(), "tokens-"));
  keys = await generateKeyPair("ES256", { extractable: true });
  jwks = join(directory, "keys.json");
  await publish(keys.publicKey, "k1");
  serving = await serve({ parts: { verify } });
});
afterAll(async () => {
  await serving?.close();
  await rm(directory, { recursive: true });
  vi.useRealTimers();
});

async function publish(key: Parameters<typeof exportJWK>[0], kid: string): Promise<void> {
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(key)), kid, alg: "ES256" }] }));
}

const known = () => ({ jwks, issuer, algorithm: "ES256", maxAgeSeconds: 900, toleranceSeconds: 5 }) as const;
const verify = (token: string) => verifier(audience, known(), null)(token);

/** A good token, except for what `change` does to it. */
function signed(change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, claims: object = bearer, kid = "k1") {
  const good = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
    .setJti("t-1")
    .setSubject(bearer.sub)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("10 minutes");
  return change(good).sign(keys.privateKey);
}

/** Every claim of a good token. */
const all = (): Record<string, unknown> => ({
  ...bearer,
  jti: "t-1",
  iss: issuer,
  aud: audience,
  iat: inSeconds(0),
  exp: inSeconds(600),
});

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

test("a good token says who bears it and when it expires", async () => {
  const { bearer: who, expiresAt } = await verify(await signed());
  expect(who).toEqual(bearer);
  expect(expiresAt / 1000).toBe(inSeconds(600));
});

test("a token is good to the last second of its time and of the tolerance", async () => {
  const bearers = async (change: (jwt: SignJWT) => SignJWT) => (await verify(await signed(change))).bearer;
  expect(await bearers((jwt) => jwt.setIssuedAt(inSeconds(-905)))).toEqual(bearer);
  expect(await bearers((jwt) => jwt.setExpirationTime(inSeconds(-4)))).toEqual(bearer);
  expect(await bearers((jwt) => jwt.setNotBefore(inSeconds(5)))).toEqual(bearer);
  expect(await bearers((jwt) => jwt.setIssuedAt(inSeconds(5)))).toEqual(bearer);
  expect(await bearers((jwt) => jwt.setAudience(["mail", audience]))).toEqual(bearer);
});

test("a token with too late an expiry ends at the greatest age of tokens", async () => {
  const issuedAt = inSeconds(-100);
  const token = await signed((jwt) => jwt.setIssuedAt(issuedAt).setExpirationTime("10 hours"));
  expect((await verify(token)).expiresAt).toBe((issuedAt + 900) * 1000);
});

describe("a token is refused with the reason, over HTTP with status 401", () => {
  const otherAlgorithm = /an algorithm that this server does not accept/;
  const ownKeys = /only keys that this server knows are used/;
  const cases: [what: string, token: () => Promise<string>, reason: RegExp][] = [
    ["no JWT at all", async () => "garbage", /it is not a JWT/],
    ["too long", () => signed((jwt) => jwt, { ...bearer, padding: "x".repeat(4000) }), /longer than 4096/],
    ["another issuer", () => signed((jwt) => jwt.setIssuer("https://elsewhere")), /its issuer is not one/],
    ["another audience", () => signed((jwt) => jwt.setAudience("mail")), /its claim aud/],
    ["no audience", () => stripped("aud"), /its claim aud/],
    ["no issuer", () => stripped("iss"), /its issuer is not one/],
    ["expired", () => signed((jwt) => jwt.setExpirationTime(inSeconds(-5))), /it has expired/],
    ["not valid yet", () => signed((jwt) => jwt.setNotBefore(inSeconds(6))), /its claim nbf/],
    ["issued too long ago", () => signed((jwt) => jwt.setIssuedAt(inSeconds(-906))), /it was issued too long ago/],
    ["issued in the future", () => signed((jwt) => jwt.setIssuedAt(inSeconds(6))), /its claim iat/],
    ["an end that is no time", () => stripped("exp", { exp: "tomorrow" }), /its claim exp/],
    ["no end", () => stripped("exp"), /its claim exp/],
    ["no time of issue", () => stripped("iat"), /its claim iat/],
    ["no subject", () => stripped("sub"), /its claim sub/],
    ["no id", () => stripped("jti"), /these claims are missing or malformed: jti/],
    ["an id with a blank", () => signed((jwt) => jwt.setJti("t 1")), /these claims are missing or malformed: jti/],
    ["another type", () => headed({ typ: "id+jwt" }), /the typ of its header must be at\+jwt/],
    ["the type of any JWT", () => headed({ typ: "JWT" }), /the typ of its header must be at\+jwt/],
    ["no type", () => headed({ typ: undefined }), /the typ of its header must be at\+jwt/],
    ...["policy:open-tasks", "policy:", "Policy:x", "ｐｏｌｉｃｙ：x", " policy:x"].map(
      (sub): (typeof cases)[number] => [
        `the subject “${sub}”, which is the system's`,
        () => signed((jwt) => jwt.setSubject(sub)),
        /these claims are missing or malformed: sub/,
      ],
    ),
    ["no region", () => signed((jwt) => jwt, { roles: ["office"] }), /these claims are missing or malformed: regionId/],
    ["an unknown role", () => signed((jwt) => jwt, { regionId: "420304", roles: ["king"] }), /roles/],
    ["an unknown key", () => signed((jwt) => jwt, bearer, "k9"), /a key that this server does not know/],
    ["another's signature", forged, /its signature is wrong/],
    ["a changed claim", altered, /its signature is wrong/],
    ["no signature", async () => unsigned(), /an algorithm that this server does not accept/],
    ["the public key, as JSON, for a shared secret", () => symmetric(publicAsJson), otherAlgorithm],
    ["the public key, as PEM, for a shared secret", () => symmetric(() => exportSPKI(keys.publicKey)), otherAlgorithm],
    ["another algorithm than the one set", rsa, otherAlgorithm],
    ["a header that names an address of keys", () => headed({ jku: "https://evil.example/keys" }), ownKeys],
    ["a header that names an address of certificates", () => headed({ x5u: "https://evil.example/x5" }), ownKeys],
    ["a header that brings its key", async () => headed({ jwk: await exportJWK(keys.publicKey) }), ownKeys],
    ["a header that brings its certificate", () => headed({ x5c: ["MIIB"] }), ownKeys],
    [
      "a header with a critical field that is unknown",
      () => headed({ crit: ["unheard"], unheard: true }),
      /not a well-formed JWT/,
    ],
    ["one that is encrypted", encrypted, /it is not a JWT/],
  ];

  test.each(cases)("%s", async (_what, token, reason) => {
    const refused = verify(await token());
    await expect(refused).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    await expect(refused).rejects.toThrow(reason);
  });

  test.each(cases)("%s, and the answer repeats nothing of it", async (_what, token, reason) => {
    const sent = await token();
    const { status, errors } = await serving.ask("{ me { roles } }", {}, sent);
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ message: expect.stringMatching(reason), extensions: { code: "UNAUTHENTICATED" } }]);
    const told = JSON.stringify(errors);
    const said = [...sent.split("."), bearer.sub, "evil.example", "elsewhere", "king"];
    for (const secret of said.filter((part) => part !== "")) expect(told).not.toContain(secret);
  });

  async function stripped(claim: string, instead: object = {}): Promise<string> {
    const { [claim]: _left, ...rest } = all();
    return new SignJWT({ ...rest, ...instead })
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "k1" })
      .sign(keys.privateKey);
  }

  function headed(header: object): Promise<string> {
    return new SignJWT(all())
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "k1", ...header })
      .sign(keys.privateKey, { crit: { unheard: true } });
  }

  async function forged(): Promise<string> {
    const others = await generateKeyPair("ES256");
    return new SignJWT(all()).setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "k1" }).sign(others.privateKey);
  }

  /** A good token whose claims are rewritten with another role. */
  async function altered(): Promise<string> {
    const [header, , signature] = (await signed()).split(".");
    const claims = Buffer.from(JSON.stringify({ ...all(), roles: ["admin"] })).toString("base64url");
    return [header, claims, signature].join(".");
  }

  function unsigned(): string {
    return new UnsecuredJWT(all()).encode();
  }

  const publicAsJson = async () => JSON.stringify(await exportJWK(keys.publicKey));

  async function symmetric(secret: () => Promise<string>): Promise<string> {
    const key = new TextEncoder().encode(await secret());
    return new SignJWT(all()).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(key);
  }

  async function rsa(): Promise<string> {
    const { privateKey } = await generateKeyPair("RS256");
    return new SignJWT(all()).setProtectedHeader({ alg: "RS256", kid: "k1" }).sign(privateKey);
  }

  function encrypted(): Promise<string> {
    const key = new Uint8Array(32);
    return new EncryptJWT(all()).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(key);
  }
});

test("a subject that only resembles the system's is accepted, and so is a type with its prefix", async () => {
  expect((await verify(await signed((jwt) => jwt.setSubject("policy-officer")))).bearer.sub).toBe("policy-officer");
  const typed = new SignJWT(all()).setProtectedHeader({ alg: "ES256", typ: "application/at+jwt", kid: "k1" });
  expect((await verify(await typed.sign(keys.privateKey))).jti).toBe("t-1");
});

test("keys that change in the file are used without a restart", async () => {
  const accepts = verifier(audience, known(), null);
  await accepts(await signed());
  const fresh = await generateKeyPair("ES256", { extractable: true });
  await publish(fresh.publicKey, "k2");
  await expect(accepts(await signed())).rejects.toThrow(/a key that this server does not know/);
  const token = await new SignJWT(all())
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "k2" })
    .sign(fresh.privateKey);
  expect((await accepts(token)).bearer).toEqual(bearer);
  await publish(keys.publicKey, "k1");
});

describe("a token that was accepted before", () => {
  test("is refused once its issuer has withdrawn the key, or replaced it under the same name", async () => {
    const accepts = verifier(audience, known(), null);
    const token = await signed();
    expect((await accepts(token)).bearer).toEqual(bearer);
    expect(await accepts(token)).toBe(await accepts(token));
    const fresh = await generateKeyPair("ES256", { extractable: true });
    await publish(fresh.publicKey, "k2");
    await expect(accepts(token)).rejects.toThrow(/a key that this server does not know/);
    await publish(fresh.publicKey, "k1");
    await expect(accepts(token)).rejects.toThrow(/its signature is wrong/);
    await publish(keys.publicKey, "k1");
    expect((await accepts(token)).bearer).toEqual(bearer);
  });

  test("is refused once it is denied", async () => {
    const denied = new Set<string>();
    const accepts = verifier(audience, known(), null, { denies: ({ jti }) => denied.has(jti) });
    const token = await signed();
    await accepts(token);
    denied.add("t-1");
    await expect(accepts(token)).rejects.toThrow(/it has been denied by the operator/);
  });

  test("is refused once its time and the tolerance are over", async () => {
    const accepts = verifier(audience, known(), null);
    const token = await signed((jwt) => jwt.setExpirationTime(inSeconds(60)));
    await accepts(token);
    const now = Date.now();
    vi.setSystemTime(now + 66_000);
    await expect(accepts(token)).rejects.toThrow(/it has expired/);
    vi.setSystemTime(now);
  });

  test("is no cover for another with the same claims and no good signature", async () => {
    const accepts = verifier(audience, known(), null);
    const token = await signed();
    await accepts(token);
    const other = token.slice(0, -4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
    await expect(accepts(other)).rejects.toThrow(/its signature is wrong/);
  });
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
    await expect(verifier(audience, null, ours)(token)).rejects.toThrow(/its signature is wrong/);
  });
});

test("a token is read from a Bearer header only", () => {
  expect(tokenIn(undefined)).toBeNull();
  expect(tokenIn("Bearer a.b.c")).toBe("a.b.c");
  expect(tokenIn("bearer a.b.c")).toBe("a.b.c");
  for (const other of ["Basic dTpw", "Bearer", "Bearer a b", "a.b.c", "", 5]) {
    expect(() => tokenIn(other), String(other)).toThrow(/must read `Bearer <token>`/);
  }
});
