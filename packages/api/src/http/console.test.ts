import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, serve } from "../../testing/serving.ts";

const consoleDir = mkdtempSync(join(tmpdir(), "console-"));
let serving: Serving;

beforeAll(async () => {
  mkdirSync(join(consoleDir, "assets"));
  writeFileSync(join(consoleDir, "index.html"), '<!doctype html><meta name="build" content=""><title>台账</title>');
  writeFileSync(join(consoleDir, "assets", "main-1.js"), "plain");
  writeFileSync(join(consoleDir, "assets", "main-1.js.br"), "compressed");
  serving = await serve({ parts: { consoleDir } });
});
afterAll(async () => {
  await serving.close();
  rmSync(consoleDir, { recursive: true });
});

const get = (path: string, headers = {}) => serving.send(path, { redirect: "manual", headers }, null);

/** What is sent for a request that says which compressions it takes; `fetch` says it by itself and undoes them. */
function sent(path: string, encoding: string): Promise<{ readonly encoding: unknown; readonly body: string }> {
  return new Promise((resolve, reject) => {
    request(`${serving.address}${path}`, { headers: { "accept-encoding": encoding } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        body += chunk;
      });
      answer.on("end", () => resolve({ encoding: answer.headers["content-encoding"], body }));
    })
      .once("error", reject)
      .end();
  });
}

describe("the console", () => {
  test.each(["/", "/console"])("%s leads to it", async (path) => {
    const { status, headers } = await get(path);
    expect([status, headers.get("location")]).toEqual([302, "/console/"]);
  });

  test.each(["/console/", "/console/ledger/1?state=ASSIGNED", "/console/tasks/1"])(
    "%s is the page, to be asked for again each time, under a policy that lets no other host in",
    async (path) => {
      const answer = await get(path);
      expect(await answer.text()).toContain("<title>台账</title>");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(answer.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'; .*require-trusted-types-for 'script'; trusted-types 'none'$/,
      );
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  test("its policy names the socket of the origin under which it is opened behind a proxy", async () => {
    const policy = async ({ send }: Serving) =>
      (await send("/console/", {}, null)).headers.get("content-security-policy");
    expect(await policy(serving)).toContain("; connect-src 'self'; ");
    for (const [publicOrigin, socket] of [
      ["https://ledger.example.gov.cn", "wss://ledger.example.gov.cn"],
      ["https://10.1.2.3:8443", "wss://10.1.2.3:8443"],
      ["http://ledger", "ws://ledger"],
    ] as const) {
      const behind = await serve({ parts: { consoleDir }, settings: { publicOrigin } });
      expect(await policy(behind)).toContain(`; connect-src 'self' ${socket}; `);
      await behind.close();
    }
  });

  test("the page carries the fingerprint that the server tells of it, and to everybody", async () => {
    const carried = /<meta name="build" content="([0-9a-f]{16})">/.exec(await (await get("/console/")).text())?.[1];
    expect(carried).toBeDefined();
    const bearer = { sub: "p-1", regionId: "420304", unitId: null, roles: ["admin" as const] };
    const document = "{ me { consoleBuild } server { consoleBuild } }";
    expect((await serving.ask(document, {}, bearer)).data).toEqual({
      me: { consoleBuild: carried },
      server: { consoleBuild: carried },
    });
    writeFileSync(join(consoleDir, "index.html"), '<!doctype html><meta name="build" content=""><title>台账 2</title>');
    const later = await serve({ parts: { consoleDir } });
    expect((await later.ask(document, {}, bearer)).data).not.toEqual(
      expect.objectContaining({ server: { consoleBuild: carried } }),
    );
    await later.close();
  });

  test("an asset may be kept for ever, and is sent as it was compressed beforehand", async () => {
    const answer = await get("/console/assets/main-1.js");
    expect(answer.headers.get("cache-control")).toMatch(/max-age=31536000, immutable/);
    expect(await sent("/console/assets/main-1.js", "br")).toEqual({ encoding: "br", body: "compressed" });
    expect(await sent("/console/assets/main-1.js", "identity")).toEqual({ encoding: undefined, body: "plain" });
  });

  test.each(["/console/assets/main-0.js", "/console/assets/", "/console/assets/..%2findex.html"])(
    "%s is nothing, and never the page",
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain("<title>");
    },
  );

  test("is not there where it is not wanted", async () => {
    const without = await serve({ parts: { consoleDir }, settings: { console: false } });
    expect((await without.send("/console/", {}, null)).status).toBe(404);
    expect((await without.send("/", { redirect: "manual" }, null)).status).toBe(200);
    await without.close();
  });
});
