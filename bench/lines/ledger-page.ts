// The page that is asked for most: twenty entries of what a unit owes, each with its plan.
import type { After } from "../after.ts";
import type { ProductOnRedis } from "../ground.ts";
import type { Contest, Rounds } from "../line.ts";
import { startConstantPeer } from "../peers/constant.ts";
import { startHttpPeer } from "../peers/http.ts";
import { startMercuriusPeer } from "../peers/mercurius.ts";
import type { Product } from "../product.ts";
import { redisTraffic } from "../redis-traffic.ts";
import { asking, sideOf } from "./query.ts";

/** The page's query, by its unit. */
export const ledgerQuery = `query ($unitId: ID!) {
  unitLedger(unitId: $unitId, first: 20) {
    position stale pageInfo { hasNextPage endCursor }
    edges { node {
      taskId row no text relations state since dueOn dueBeforeIssue sight reportCount
      lamp { lamp on rule } lastReport { no reportedOn review } plan { id title }
    } }
  }
}`;

/** The page as it is asked for again while nothing happens: the answer is remembered. */
export const ledgerPage: Rounds = {
  name: "ledger-page",
  unit: "requests",
  open: async ({ product, after }) => beside(await product(), after),
};

/** The page as it is asked for first, made anew each time. */
export const ledgerPageAnew: Rounds = {
  name: "ledger-page-anew",
  unit: "requests",
  open: async ({ productAnew, after }) => beside(await productAnew(), after),
};

async function beside(own: Product, after: After): Promise<Contest> {
  const { unitId } = own;
  const page = await asking(own, { query: ledgerQuery, variables: { unitId } });
  const constant = await startConstantPeer(page, "unitLedger", own, after);
  return {
    ours: sideOf(own, page),
    peers: [
      { ...page.side("raw node:http", await startHttpPeer(page.recorded, after)), wanted: { atLeast: 0.25 } },
      { ...page.side("a constant in the same Apollo", constant.url, constant.asked), wanted: { atLeast: 0.55 } },
      {
        ...page.side("mercurius with jit, from a Map", await startMercuriusPeer(page, unitId, after)),
        wanted: { atLeast: 0.4 },
      },
    ],
  };
}

export const ledgerPageOnRedis: Rounds = {
  name: "redis-ledger-page",
  unit: "requests",
  open: async ({ product, productOnRedis, after }) => besideMemory(await product(), await productOnRedis(), after),
};

export const ledgerPageOnRedisAnew: Rounds = {
  name: "redis-ledger-page-anew",
  unit: "requests",
  open: async ({ productAnew, productOnRedisAnew, after }) =>
    besideMemory(await productAnew(), await productOnRedisAnew(), after),
};

async function besideMemory(inMemory: Product, onRedis: ProductOnRedis, after: After): Promise<Contest> {
  const asked = { query: ledgerQuery, variables: { unitId: onRedis.unitId } };
  const page = await asking(onRedis, asked);
  return {
    ours: sideOf(onRedis, page, "views in Redis"),
    peers: [{ ...sideOf(inMemory, await asking(inMemory, asked), "views in memory"), wanted: { atLeast: 0.6 } }],
    beside: async () => {
      const traffic = await redisTraffic(onRedis.redisUrl, after, () => asking(onRedis, asked));
      return [
        { what: "messages to Redis for a page", value: traffic.messages, unit: "", wanted: { atMost: 2 } },
        { what: `commands for a page: ${traffic.commands}`, value: traffic.count, unit: "" },
      ];
    },
  };
}
