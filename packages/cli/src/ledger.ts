// The ledger of a process, put together: the log, the executor, the views, and the API on them.

import { constants, existsSync } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildServer,
  denyListIn,
  developmentKey,
  developmentKeyFile,
  fileSources,
  limits,
  nobodyDenied,
  type ReadingFor,
  type Server,
  type ServerParts,
  verifier,
} from "@taizhang/api";
import { type NoticeFile, noticeReaders, ReadersBusy } from "@taizhang/documents";
import { executor, identity, Overloaded, processLog, watchClock } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { type Logger, shutToOthers, sparing } from "@taizhang/process";
import { models, redisViews, savedViews, usedCommandIn, type Views } from "@taizhang/projections";
import { keptProofs, machineDisk } from "@taizhang/proving";
import { storyEndsOn } from "@taizhang/seeds";
import { type Config, settings } from "./config.ts";
import { demonstrationPeople } from "./demonstration-people.ts";

/** The directory of the notices received. */
export const sourcesDirOf = ({ sourcesDir, dataDir }: Config) => sourcesDir ?? join(dataDir, "sources");

/** The directory of the proofs. */
export const proofsDirOf = ({ proofsDir, dataDir }: Config) => proofsDir ?? join(dataDir, "proofs");

/** Where the notices received are kept. */
export const sourcesOf = (config: Config) => fileSources(sourcesDirOf(config));

/** Makes the directory of the notices. Rejects with the system's error if none can be kept there. */
export async function prepareSources(config: Config): Promise<void> {
  const directory = sourcesDirOf(config);
  await mkdir(directory, { recursive: true });
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  // One that is shared by machines has rights that somebody gave it.
  if (config.sourcesDir === null) shutToOthers(directory);
}

/** The file that read models in memory are saved in. */
export const readModelsFileOf = ({ dataDir }: Pick<Config, "dataDir">) => join(dataDir, "read-models.jsonl");

/** The views: in Redis if one is named, or else in memory, saved in the data directory. */
async function viewsOf(config: Config, logger: Logger): Promise<Views> {
  const { redisUrl, partition } = config;
  if (redisUrl !== null) return redisViews({ url: redisUrl, partition, logger });
  return savedViews({ file: readModelsFileOf(config), models, logger });
}

/** The parts that every process shares. */
export async function ledgerOf(config: Config, eventstoreUrl: string, all: Logger) {
  const logger = sparing(all);
  const log = processLog(esdbLog({ url: eventstoreUrl, logger }));
  const views = await viewsOf(config, logger);
  const clock = watchClock({
    log,
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    confirmed: config.clockConfirmed,
    setting: settings.clockConfirmed.env,
    logger,
  });
  // The log of the process tells of a doubt at once. Where the event log is away, the first command asks again.
  void clock.doubt().catch(() => undefined);
  return {
    log,
    views,
    identity,
    clock,
    executor: executor({
      log,
      identity,
      usedCommand: usedCommandIn(views),
      silenceMs: config.storeSilenceMs,
      clock,
    }),
  };
}

export type Ledger = Awaited<ReturnType<typeof ledgerOf>>;

// The console is built beside the packages; where the sources are run as they are, there is none.
const consoleDir = fileURLToPath(new URL("../../console/dist/", import.meta.url));

/** The part of a server that serves the console; nothing where it is not wanted or not built, of which the log tells. */
function consoleOf({ console: isWanted }: Config, logger: Logger): Pick<ServerParts, "consoleDir"> {
  if (!isWanted) return {};
  if (existsSync(consoleDir)) return { consoleDir };
  logger.warn({ directory: consoleDir }, "the console is not built, so it is not served: start by `npm start`");
  return {};
}

/** The API on a ledger. With `demo`, whoever is at this machine may sign in as the people of the demonstration. */
export async function serverOf(
  config: Config,
  ledger: Ledger,
  logger: ServerParts["logger"],
  { demo = false }: { readonly demo?: boolean } = {},
): Promise<Server> {
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
  if (developmentTokens && !existsSync(developmentKeyFile(dataDir)))
    logger.warn(
      { file: developmentKeyFile(dataDir) },
      "a new key for development tokens is made; it accepts no earlier token",
    );
  const denyList = tokenDenyList === null ? nobodyDenied : await denyListIn(tokenDenyList, logger);
  const key = developmentTokens ? await developmentKey(dataDir) : null;
  const people = () => demonstrationPeople(ledger.views);
  const readers = noticeReaders({ count: limits.readings.atOnce });
  const parts = {
    ...ledger,
    denyList,
    sources: sourcesOf(config),
    proofs: keptProofs(machineDisk, proofsDirOf(config), ledger.log, logger),
    readNotice: (files: readonly NoticeFile[], { known, signal }: ReadingFor = {}) =>
      readers.read(files, known, signal).catch(askedAgain),
    redisUrl: config.redisUrl,
    partition: config.partition,
    eventStore: config.eventstoreUrl === null ? ("embedded" as const) : ("named" as const),
    now: () => new Date().toISOString(),
    verify: verifier(tokenAudience, issuer, key, denyList),
    ...(demo && key ? { developmentSignIn: { key, audience: tokenAudience, people, storyEndsOn } } : {}),
    ...consoleOf(config, logger),
    logger,
  };
  try {
    const server = await buildServer(parts, config);
    return { ...server, close: () => server.close().finally(readers.close) };
  } catch (error) {
    await readers.close();
    throw error;
  }
}

/** That the machine is busy passes by itself. */
function askedAgain(error: unknown): never {
  throw error instanceof ReadersBusy ? new Overloaded(error.message, { cause: error }) : error;
}
