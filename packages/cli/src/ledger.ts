// The ledger of a process, put together: the log, the executor, the views, and the API on them.

import { join } from "node:path";
import {
  buildServer,
  denyListIn,
  developmentKey,
  fileSources,
  nobodyDenied,
  type ReadingFor,
  type Server,
  type ServerParts,
  verifier,
} from "@taizhang/api";
import { readNoticeInWorker } from "@taizhang/documents";
import { executor, identity } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import type { Logger } from "@taizhang/process";
import { memoryViews, redisViews, usedCommandIn, type Views } from "@taizhang/projections";
import type { Config } from "./config.ts";

/** Where the notices received are kept. */
export const sourcesOf = (config: Config) => fileSources(config.sourcesDir ?? join(config.dataDir, "sources"));

/** The views: in Redis if one is named, or else in memory. */
async function viewsOf({ redisUrl, partition }: Config, logger: Logger): Promise<Views> {
  return redisUrl === null ? memoryViews() : redisViews({ url: redisUrl, partition, logger });
}

/** The parts that every process shares. */
export async function ledgerOf(config: Config, eventstoreUrl: string, logger: Logger) {
  const log = esdbLog({ url: eventstoreUrl, logger });
  const views = await viewsOf(config, logger);
  return {
    log,
    views,
    identity,
    executor: executor({ log, identity, usedCommand: usedCommandIn(views), silenceMs: config.storeSilenceMs }),
  };
}

export type Ledger = Awaited<ReturnType<typeof ledgerOf>>;

/** The API on a ledger. */
export async function serverOf(config: Config, ledger: Ledger, logger: ServerParts["logger"]): Promise<Server> {
  const { jwks, tokenIssuer, tokenAudience, tokenDenyList, developmentTokens, dataDir } = config;
  const issuer =
    jwks !== null && tokenIssuer !== null
      ? {
          jwks,
          issuer: tokenIssuer,
          algorithm: config.tokenAlgorithm,
          maxAgeSeconds: config.tokenMaxAgeSeconds,
          toleranceSeconds: config.tokenToleranceSeconds,
        }
      : null;
  const denyList = tokenDenyList === null ? nobodyDenied : await denyListIn(tokenDenyList, logger);
  const parts = {
    ...ledger,
    denyList,
    sources: sourcesOf(config),
    readNotice: (bytes: Uint8Array, name: string, { signal }: ReadingFor = {}) =>
      readNoticeInWorker(bytes, name, { signal }),
    redisUrl: config.redisUrl,
    now: () => new Date().toISOString(),
    verify: verifier(tokenAudience, issuer, developmentTokens ? await developmentKey(dataDir) : null, denyList),
    logger,
  };
  return buildServer(parts, config);
}
