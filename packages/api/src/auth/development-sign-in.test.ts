import { get } from "node:http";
import { generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, serve } from "../../testing/serving.ts";
import type { DevelopmentPerson, DevelopmentSignIn } from "./development-sign-in.ts";
import type { DevelopmentKey } from "./development-tokens.ts";
import { verifier } from "./tokens.ts";

const auditor: DevelopmentPerson = {
  sub: "8a5a4c1e-3b0e-4f0e-9a57-9a4f2f6f8d11",
  regionId: "420304",
  regionName: "郧阳区",
  unitId: null,
  unitName: null,
  roles: ["auditor"],
  part: "auditor",
};

let developmentSignIn: DevelopmentSignIn;
let serving: Serving;
const settings = { developmentTokens: true };

beforeAll(async () => {
  const key: DevelopmentKey = { algorithm: "ES256", ...(await generateKeyPair("ES256")) };
  developmentSignIn = { key, audience: "taizhang", people: async () => [auditor], storyEndsOn: "2022-03-01" };
  const verify = verifier("taizhang", null, key);
  serving = await serve({ settings, parts: { developmentSignIn, verify } });
});
afterAll(() => serving.close());

const people = (headers: Record<string, string> = {}, at = serving) =>
  at.send("/development/people", { headers }, null);

function token(body: string, headers: Record<string, string> = {}) {
  const own = { "content-type": "application/json", origin: serving.address };
  return serving.send("/development/token", { method: "POST", headers: { ...own, ...headers }, body }, null);
}

const wish = JSON.stringify({ subjectId: auditor.sub });

describe("the people of the demonstration", () => {
  test("are listed, each with what a page shows of them", async () => {
    const { sub: subjectId, ...person } = auditor;
    expect(await (await people()).json()).toEqual({ people: [{ subjectId, ...person }], storyEndsOn: "2022-03-01" });
  });

  test("are given tokens that the API accepts as theirs", async () => {
    const answer = await token(wish);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const given: { token: string } = JSON.parse(await answer.text());
    const { data } = await serving.ask("{ me { subjectId roles } }", {}, given.token);
    expect(data).toEqual({ me: { subjectId: auditor.sub, roles: ["AUDITOR"] } });
  });

  test("are nobody else", async () => {
    expect((await token(JSON.stringify({ subjectId: "office-420304" }))).status).toBe(400);
    expect((await token(JSON.stringify({ subjectId: auditor.sub, roles: ["admin"] }))).status).toBe(400);
  });

  test("are not told to a page elsewhere, by whatever name it found the way here", async () => {
    expect((await people({ origin: "http://evil.example" })).status).toBe(404);
    expect((await token(wish, { origin: "http://evil.example" })).status).toBe(404);
    expect((await token(wish, { origin: "null" })).status).toBe(404);
  });

  test("are given a token for JSON alone, which no page elsewhere can send unasked", async () => {
    expect((await token(wish, { "content-type": "text/plain" })).status).toBe(415);
  });

  test.each([
    ["where no development tokens are accepted", { developmentTokens: false }],
    ["where others than this machine are listened to", { developmentTokens: true, host: "0.0.0.0" }],
  ])("are not there %s", async (_where, other) => {
    const elsewhere = await serve({ settings: other, parts: { developmentSignIn } });
    const answer = await fetch(`${elsewhere.address.replace("0.0.0.0", "127.0.0.1")}/development/people`);
    expect(answer.status).toBe(404);
    await elsewhere.close();
  });
});

test("a name that leads here is not this machine's own", async () => {
  const { port } = new URL(serving.address);
  const asked = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ port, path: "/development/people", headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).once("error", reject);
    });
  expect(await asked(`localhost:${port}`)).toBe(200);
  expect(await asked(`rebound.example:${port}`)).toBe(404);
});
