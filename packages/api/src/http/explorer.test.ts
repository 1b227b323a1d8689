import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testLedger } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const asBrowser = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

let developing: Serving;
let page: Response;
let html: string;

beforeAll(async () => {
  developing = await serve({ ledger: testLedger(), settings: { development: true } });
  page = await developing.send("/graphql", asBrowser, null);
  html = await page.text();
});
afterAll(() => developing?.close());

describe("in development the explorer", () => {
  test("is a page for browsers; other requests are told how to ask", async () => {
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const asked = await developing.send("/graphql?query=%7Bme%7D", {}, null);
    expect([asked.status, asked.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("loads files from this server only, and all of them are there", async () => {
    expect(html).toContain('<base href="/graphql/">');
    const names = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name ?? "");
    const files = names.filter((name) => name !== "/graphql/");
    expect(files).toEqual(expect.arrayContaining(["main.js", "styles.css", "initial_options.js"]));
    for (const file of files) {
      expect(file).not.toMatch(/^(\w+:|\/)/);
      expect((await developing.send(`/graphql/${file}`, {}, null)).status, file).toBe(200);
    }
  });

  test("can call only this server, and runs only its own scripts", async () => {
    const policy = page.headers.get("content-security-policy");
    for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'self'"]) {
      expect(policy?.split("; ")).toContain(part);
    }
    const frame = await developing.send("/graphql/iframe-sandbox/index.html", {}, null);
    expect([frame.status, frame.headers.get("content-security-policy")]).toEqual([200, policy]);
  });

  test("says how to get a token, and sends it over both transports", async () => {
    const script = await (await developing.send("/graphql/initial_options.js", {}, null)).text();
    expect(script).toContain("npm run --silent taizhang -- token");
    expect(script).toMatch(/initialHeaders: \{\s+authorization: `\{\{authorization\}\}`/);
    expect(script).toMatch(/initialSubscriptionsPayload: \{\s+authorization: `\{\{authorization\}\}`/);
    expect(script).toContain("initialSubscriptionRequestHandlerId: `graphql-ws`");
  });

  test("serves no file from outside its directory", async () => {
    for (const path of ["/graphql/..%2findex.js", "/graphql/%2e%2e/index.js", "/graphql/nothing.js"]) {
      expect((await developing.send(path, {}, null)).status, path).toBe(404);
    }
  });
});

test("outside development there is no explorer, nor any of its files", async () => {
  const serving = await serve({ ledger: testLedger(), settings: { developmentTokens: true } });
  for (const path of ["/graphql/main.js", "/graphql/initial_options.js"]) {
    expect((await serving.send(path, asBrowser, null)).status, path).toBe(404);
  }
  expect((await serving.send("/graphql", asBrowser, null)).status).toBe(405);
  await serving.close();
});
