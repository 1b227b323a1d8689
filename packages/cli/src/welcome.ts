// What `start` prints: where everything listens, and a query to try, with a token and whose that is.
import { resolve } from "node:path";
import { foldName, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { dayEnds, unitDirectory, type Views } from "@taizhang/projections";
import { rosters } from "@taizhang/seeds";
import type { Config } from "./config.ts";
import { developmentToken, type TokenWish } from "./token.ts";

// 郧阳, whose units the demonstration's first look is at.
const demonstrated = "420304";
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

/** A token to begin with, and what can be asked with it at once. */
interface Trial {
  readonly wish: TokenWish;
  /** Its role in words. */
  readonly role: string;
  readonly query: string;
  /** What else to read or do. */
  readonly next: readonly string[];
}

async function trial(config: Config, address: string, views: Views): Promise<string[]> {
  const { wish, role, query, next } = await trialIn(config, views);
  const { region } = wish;
  const token = await developmentToken(config.dataDir, config.tokenAudience, wish);
  return [
    "⚠ 接受开发令牌 DEVELOPMENT TOKENS ARE ACCEPTED: whoever can read the data directory can act as anybody.",
    "",
    `Try it 试一试. The token 令牌 is for region 行政区划 ${region}${calledIn(config, region)}, role 角色 ${role}, for ${hours} hours 小时:`,
    "",
    `curl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' --data '${JSON.stringify({ query })}'`,
    "",
    ...next,
    "A token shows one region and no other 令牌只用于一个行政区划: for another one, give its six digits 另取时换成它的六位代码.",
    `More tokens: npm run --silent taizhang -- token --region ${region} --role office`,
  ];
}

/** A unit where the demonstration was played; else the office of a region. */
async function trialIn(config: Config, views: Views): Promise<Trial> {
  const unitId = unitIdOf(identity, demonstrated, foldName(example));
  if ((await views.get(unitDirectory, unitId)).value !== null)
    return {
      wish: { region: demonstrated, unit: example, role: ["unit"], hours },
      role: `unit 单位 ${example}`,
      query: `{ unitLedger(unitId: "${unitId}", first: 5) { edges { node { dueOn state row text plan { title } } } } }`,
      next: [],
    };
  return {
    wish: { region: await regionToLookAt(config, views), role: ["office"], hours },
    role: "office 办公室",
    query: "{ me { regionId regionName roles } plans { edges { node { id title status } } } }",
    next: ["From a notice of your own to the first report: docs/first-plan.md", ""],
  };
}

/** The first region in which a plan was issued; else the first that the operator has named; else, as an example, one of the seeds. */
async function regionToLookAt({ regionNames }: Config, views: Views): Promise<string> {
  const [inUse] = (await views.list(dayEnds, "all", { first: 1 })).value.items;
  return inUse?.key ?? [...regionNames.keys()][0] ?? demonstrated;
}

/** What a region is called, behind its code: as the operator says, or as the seeds do; nothing where neither does. */
function calledIn({ regionNames }: Config, region: string): string {
  const name = regionNames.get(region) ?? rosters().find(({ regionId }) => regionId === region)?.name;
  return name === undefined ? "" : ` ${name}`;
}
