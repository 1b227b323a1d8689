import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepingLogger, serve } from "../../testing/serving.ts";
import { type Verifier, verifier } from "./tokens.ts";

const issuer = "https://sso.example.gov.cn";
const audience = "taizhang";

/** What the issuer of tokens publishes, and how often it was asked for. */
let published: { readonly status: number; readonly body: string };
let asked: number;
let source: Server;
let address: string;

beforeEach(async () => {
  asked = 0;
  source = createServer((_request, response) => {
    asked += 1;
    response.writeHead(published.status, { "content-type": "application/json" }).end(published.body);
  }).listen(0, "127.0.0.1");
  await once(source, "listening");
  const bound = source.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : bound}/keys`;
});

afterEach(() => {
  source.close();
  source.closeAllConnections();
});

async function publish(...keys: readonly (readonly [kid: string, key: CryptoKey])[]): Promise<void> {
  const all = await Promise.all(keys.map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid, alg: "ES256" })));
  published = { status: 200, body: JSON.stringify({ keys: all }) };
}

const made = () => generateKeyPair("ES256", { extractable: true });

const signed = (kid: string, { privateKey }: { readonly privateKey: CryptoKey }) =>
  new SignJWT({ sub: "p-1", regionId: "420304", unitId: null, roles: ["office"] })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
    .setJti("t-1")
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("10 minutes")
    .sign(privateKey);

const accepting = (cooldownMs: number): Verifier =>
  verifier(
    audience,
    { jwks: address, issuer, algorithm: "ES256", maxAgeSeconds: 900, toleranceSeconds: 5, cooldownMs },
    null,
  );

test("keys are fetched once for many tokens", async () => {
  const key = await made();
  await publish(["k1", key.publicKey]);
  const verify = accepting(60_000);
  const token = await signed("k1", key);
  await Promise.all([verify(token), verify(token), verify(token)]);
  expect((await verify(token)).bearer.sub).toBe("p-1");
  expect(asked).toBe(1);
});

test("a flood of tokens with unknown keys asks the issuer once", async () => {
  const key = await made();
  await publish(["k1", key.publicKey]);
  const verify = accepting(60_000);
  for (let no = 0; no < 20; no++) {
    await expect(verify(await signed(`made up ${no}`, key))).rejects.toMatchObject({
      message: expect.stringMatching(/a key that this server does not know/),
      extensions: { code: "UNAUTHENTICATED" },
    });
  }
  expect(asked).toBe(1);
});

test("a new key of the issuer is accepted, and a withdrawn one no longer is", async () => {
  const [old, fresh] = [await made(), await made()];
  await publish(["k1", old.publicKey]);
  const verify = accepting(0);
  await verify(await signed("k1", old));
  await publish(["k2", fresh.publicKey]);
  await verify(await signed("k2", fresh));
  await expect(verify(await signed("k1", old))).rejects.toThrow(/a key that this server does not know/);
});

test.each([
  ["answers with a failure", () => ({ status: 500, body: "" })],
  ["answers with no JSON", () => ({ status: 200, body: "<html>" })],
  ["answers with no key set", () => ({ status: 200, body: "{}" })],
])("an issuer that %s is an outage, not a bad token", async (_what, answer) => {
  published = answer();
  await expect(accepting(0)(await signed("k1", await made()))).rejects.toMatchObject({
    extensions: { code: "UNAVAILABLE" },
  });
});

test("an issuer that cannot be reached is an outage to the client; the log says why", async () => {
  source.close();
  await once(source, "close");
  const { logger, lines } = keepingLogger();
  const serving = await serve({ parts: { verify: accepting(0), logger } });
  const answer = await serving.ask("{ me { roles } }", {}, await signed("k1", await made()));
  await serving.close();
  expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] });
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "warn");
  expect(warnings).toMatchObject([{ err: { message: "fetch failed", cause: { type: expect.any(String) } } }]);
});
