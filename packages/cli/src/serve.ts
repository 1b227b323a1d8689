// The processes of a ledger on many machines: one projector, and any number of APIs.
import { checkTokens, makeLogger } from "@taizhang/api";
import { Outage } from "@taizhang/log";
import { SettingsRefused } from "@taizhang/process";
import type { Config } from "./config.ts";
import { ledgerOf, prepareSources, serverOf } from "./ledger.ts";
import { project } from "./project.ts";
import type { Running } from "./running.ts";

/** On many machines both stores run elsewhere, so they must be named. */
function storesOf({ eventstoreUrl, redisUrl }: Config): string {
  const missing = [eventstoreUrl === null ? "EVENTSTORE_URL" : [], redisUrl === null ? "REDIS_URL" : []].flat();
  if (missing.length > 0)
    throw new SettingsRefused(
      missing.map((name) => ({
        name,
        zh: "必须设置；只有 start 可以不设。",
        en: "must be set; only `start` runs without it.",
      })),
    );
  return eventstoreUrl ?? "";
}

/** Keeps the read models up to date and carries out the policies. */
export async function serveProjector(config: Config): Promise<Running> {
  const logger = makeLogger(config.logLevel);
  const ledger = await ledgerOf(config, storesOf(config), logger);
  const { stop, ended } = await project(config, ledger, logger);
  return {
    ended,
    async close() {
      await stop();
      await ledger.views.close();
      await ledger.log.close();
    },
  };
}

/** Answers requests from the read models that a projector keeps. */
export async function serveApi(config: Config): Promise<Running> {
  checkTokens(config);
  await prepareSources(config);
  const logger = makeLogger(config.logLevel);
  const ledger = await ledgerOf(config, storesOf(config), logger);
  const server = await serverOf(config, ledger, logger);
  logger.info({ address: await server.listen() }, "listening");
  return {
    ended: new Promise((resolve) => {
      // A store that is away may come back; one that does not admit us will not change its mind.
      ledger.log.head().catch((error: Error) => !(error instanceof Outage) && resolve(error.message));
    }),
    async close() {
      await server.close();
      await ledger.views.close();
      await ledger.log.close();
    },
  };
}
