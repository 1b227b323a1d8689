// What `start` prints: where everything listens, and a query to try.
import { resolve } from "node:path";
import { foldName, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { unitDirectory, type Views } from "@taizhang/projections";
import { rosterOf } from "@taizhang/seeds";
import type { Config } from "./config.ts";
import { developmentToken } from "./token.ts";

const region = "420304";
const example = "区财政局";
const hours = 12;

interface Listening {
  readonly address: string;
  readonly eventstoreUrl: string;
  readonly views: Views;
}

/** The text to print after a successful start. */
export async function welcome(config: Config, { address, eventstoreUrl, views }: Listening): Promise<string> {
  const lines = [
    "",
    "台账已启动 Taizhang is running. Ctrl-C stops it.",
    ...(config.console ? [`  控制台 console  ${address}/console/`] : []),
    `  GraphQL      ${address}/graphql  (subscriptions: ${address.replace(/^http/, "ws")}/graphql)`,
    ...(config.development ? [`  explorer     ${address}/graphql in a browser`] : []),
    `  upload       ${address}/import?name=…`,
    `  health       ${address}/health/ready, ${address}/metrics`,
    `  event store  ${shown(eventstoreUrl)}${config.eventstoreUrl === null ? "  (embedded, loopback only)" : ""}`,
    `  read models  ${config.redisUrl === null ? "in memory" : "in Redis"}`,
    `  data         ${resolve(config.dataDir)}`,
    "",
  ];
  if (!config.developmentTokens) return `${lines.join("\n")}\n`;
  return `${[...lines, ...(await trial(config, address, views))].join("\n")}\n`;
}

/** A connection string without what lets its reader in. */
const shown = (url: string): string => url.replace(/\/\/[^@/?]*@/, "//…@").replace(/(connectionName=)[^&]*/gi, "$1…");

async function trial({ dataDir, tokenAudience }: Config, address: string, views: Views): Promise<string[]> {
  const unitId = unitIdOf(identity, region, foldName(example));
  const isThere = (await views.get(unitDirectory, unitId)).value !== null;
  const wish = isThere
    ? { region, unit: example, role: ["unit"], hours }
    : { region, unit: rosterOf(region).office, role: ["office", "unit"], hours };
  const token = await developmentToken(dataDir, tokenAudience, wish);
  const query = isThere
    ? `{ unitLedger(unitId: "${unitId}", first: 5) { edges { node { dueOn state row text plan { title } } } } }`
    : "{ me { regionId unitId roles } plans { edges { node { id title status } } } }";
  return [
    "⚠ 接受开发令牌 DEVELOPMENT TOKENS ARE ACCEPTED: whoever can read the data directory can act as anybody.",
    "",
    isThere
      ? `Try it: what ${example} of 郧阳 owes, over all plans (the token is good for ${hours} hours):`
      : `Try it (the ledger is empty; the token is the office's, good for ${hours} hours):`,
    "",
    `curl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' --data '${JSON.stringify({ query })}'`,
    "",
    ...(isThere ? [] : ["From a notice of your own to the first report: docs/first-plan.md", ""]),
    `More tokens: npm run --silent taizhang -- token --region ${region} --unit 区政府办 --role office --role unit`,
  ];
}
