// Where the time of a request goes, by a CPU profile of the API: `node --import tsx bench/profile.ts [ledger-page|task-by-id|mutation]`.
import { freePort } from "@taizhang/test/support/free-port";
import { driven } from "./driven.ts";
import { openGround } from "./ground.ts";
import type { Side } from "./line.ts";
import { ledgerQuery } from "./lines/ledger-page.ts";
import { reporting } from "./lines/mutation.ts";
import { asking, sideOf } from "./lines/query.ts";
import { firstTask, taskQuery } from "./lines/task-by-id.ts";
import { madeAnew, type Product, startProduct } from "./product.ts";
import { costsIn, type Shares } from "./profile/costs.ts";
import { profiled } from "./profile/inspected.ts";
import { interleaved } from "./rounds.ts";

const rounds = 15;

const requests: Readonly<Record<string, (product: Product) => Promise<Side>>> = {
  "ledger-page": async (own) =>
    sideOf(own, await asking(own, { query: ledgerQuery, variables: { unitId: own.unitId } })),
  "task-by-id": async (own) =>
    sideOf(own, await asking(own, { query: taskQuery, variables: { id: await firstTask(own) } })),
  mutation: async (own) => {
    const asked = await reporting(own);
    return { name: "mutation", round: () => driven(asked) };
  },
};

const shown = (title: string, shares: Shares, most: number): string =>
  [title, ...shares.slice(0, most).map(([what, share]) => `${(100 * share).toFixed(1).padStart(5)} %  ${what}`)].join(
    "\n",
  );

const [wanted] = process.argv.slice(2);
const ground = openGround();
try {
  const port = await freePort();
  const own = await startProduct(ground.after, { ...madeAnew, NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
  for (const [name, sideFor] of Object.entries(requests)) {
    if (wanted !== undefined && wanted !== name) continue;
    const side = await sideFor(own);
    const how = {
      mostWarmUps: 20,
      clock: () => performance.now(),
      onRound: () => {},
      signal: new AbortController().signal,
    };
    await interleaved([side], { ...how, rounds: 0 });
    let done = 0;
    const profile = await profiled(port, async () => {
      for (let round = 0; round < rounds; round++) done += (await side.round()).done;
    });
    const { byStage, byPackage, byFunction } = costsIn(profile);
    const parts = [
      shown(`${name}: ${done} requests, by stage`, byStage, 20),
      shown("by package or file, itself", byPackage, 25),
      shown("by function, itself", byFunction, 40),
    ];
    process.stdout.write(`${parts.join("\n\n")}\n\n`);
  }
} finally {
  await ground.close();
}
