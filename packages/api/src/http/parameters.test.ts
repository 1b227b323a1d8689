import { afterAll, expect, test } from "vitest";
import { testLedger, testRegion } from "../../testing/region.ts";
import { serve } from "../../testing/serving.ts";

const ledger = testLedger();
const region = testRegion(ledger);
const serving = await serve({ ledger });
afterAll(() => serving.close());

interface Route {
  readonly method: string;
  readonly address: string;
}

/** The addresses of a tree of routes, each with one of its methods. */
function routesIn(tree: string): Route[] {
  const above: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods = ""] = /^((?:[│ ] {3})*)[└├]── (\S*)(?: \((.*)\))?$/.exec(line) ?? [];
    above.splice(indent.length / 4, above.length, part);
    const address = above.join("");
    return methods.split(", ").flatMap((method) => (method === "" ? [] : [{ method, address }]));
  });
}

const filled = (address: string) =>
  address.replace(":region", region.regionId).replace(":file", "queue.csv").replace(/:\w+/g, "a");

/** Of pages, health and figures everybody is told the same. */
const asksForToken = async ({ method, address }: Route) =>
  (await serving.send(filled(address), { method }, null)).status === 401;

const routes = routesIn(serving.routes);
const isGuarded = await Promise.all(routes.map(asksForToken));
const guarded = routes.filter((_route, at) => isGuarded[at]);
// Its questions are in its body, and a client may write behind the address what is only for the logs of a proxy.
const graphql = "/graphql";

test("the addresses that ask for a token are found", () => {
  const found = guarded.map(({ method, address }) => `${method} ${address}`);
  for (const one of ["GET /changes", "HEAD /sources/:sha256", "POST /roster", "POST /proofs/:region/cosignatures"])
    expect(found).toContain(one);
  expect(found).not.toContain("GET /metrics");
});

test.each(guarded.filter(({ address }) => address !== graphql))(
  "$method $address refuses a parameter that it does not take",
  async ({ method, address }) => {
    const answer = await serving.send(`${filled(address)}?nobodys=1`, { method }, region.bearer("office"));
    expect(answer.status).toBe(400);
    if (method === "HEAD") return;
    expect(await answer.json()).toMatchObject({
      error: {
        code: "BAD_USER_INPUT",
        field: "nobodys",
        messageZh: expect.stringMatching(/^nobodys：此地址没有这个参数，(?:可用的有[\w、]+|也不带任何参数)。$/),
        messageEn: expect.stringMatching(/^nobodys: is no parameter of this address, which takes [\w, ]+\.$/),
      },
    });
  },
);

test("POST /graphql takes what a client writes behind it", async () => {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: '{"query":"{ me { subjectId } }"}' };
  expect((await serving.send(`${graphql}?operation=Me`, init, region.bearer("office"))).status).toBe(200);
});
