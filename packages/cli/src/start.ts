// `taizhang start`: everything on one machine, in one command; stopped cleanly by Ctrl-C.
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { checkTokens, makeLogger } from "@taizhang/api";
import { executor, identity } from "@taizhang/log";
import { inBoth, type Logger, showProgress } from "@taizhang/process";
import { unitDirectory } from "@taizhang/projections";
import { type Config, settings } from "./config.ts";
import { demonstrationRegions, playDemonstration } from "./demonstration.ts";
import { startEmbeddedStore } from "./embedded-store.ts";
import { ledgerOf, prepareSources, serverOf, sourcesOf } from "./ledger.ts";
import { project } from "./project.ts";
import type { Running } from "./running.ts";
import { storeSecret, storeSecretFile, withSecret } from "./store-secret.ts";
import { welcome } from "./welcome.ts";
import { storeUrlFile } from "./with-log.ts";

/** Starts the embedded event store (unless one is named), the projector and the API. Resolves when all of it serves. */
export async function start(given: Config, { demo }: { readonly demo: boolean }): Promise<Running> {
  const config = demo ? { ...given, regionNames: new Map([...demonstrationRegions(), ...given.regionNames]) } : given;
  checkTokens(config);
  const logger = makeLogger(config.logLevel);
  await requireFree(config.host, config.port, [settings.host.env, settings.port.env]);
  await prepareSources(config);
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const { eventstoreUrl, store } = await eventStoreOf(config, logger);
    if (store) closing.push(store.stop);
    const ledger = await ledgerOf(config, eventstoreUrl, logger);
    closing.push(ledger.log.close, ledger.views.close);
    // What cannot be reached, or does not admit us, is told now and not waited for.
    await ledger.log.head();
    await ledger.views.checkpoint(unitDirectory.model).catch(({ message }: Error) => failed(`REDIS_URL: ${message}`));
    if (demo) {
      // The story has ids of its own for its commands, so there is no need to look up where each was used.
      const { log } = ledger;
      const alone = executor({ log, identity, usedCommand: async () => null });
      const progress = showProgress("演示 demonstration");
      await playDemonstration({ log, identity, executor: alone, sources: sourcesOf(config), progress });
    }
    const projecting = await project(config, ledger, logger);
    closing.push(projecting.stop);
    await Promise.race([projecting.caughtUp, projecting.ended.then(failed)]);
    const server = await serverOf(config, ledger, logger, { demo });
    closing.push(server.close);
    const address = await server.listen();
    process.stdout.write(
      await welcome(config, { address, eventstoreUrl: store?.url ?? eventstoreUrl, views: ledger.views }),
    );
    return { close, ended: Promise.race([projecting.ended, ...(store ? [store.ended] : [])]) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The connection string of the event store: the one that is named, or an embedded one that is started here. */
async function eventStoreOf(config: Config, logger: Logger) {
  const { dataDir, eventstoreUrl, eventstorePort: port, maxAppendBytes } = config;
  if (eventstoreUrl !== null) return { eventstoreUrl, store: null };
  await requireFree("127.0.0.1", port, [settings.eventstorePort.env]);
  const secret = await storeSecret(dataDir);
  const secretFile = storeSecretFile(dataDir);
  const store = await startEmbeddedStore({
    dataDir: join(dataDir, "eventstore"),
    secretFile,
    port,
    maxAppendBytes,
    logger,
  });
  await writeFile(storeUrlFile(dataDir), store.url);
  return { eventstoreUrl: withSecret(store.url, secret), store };
}

function failed(reason: string): never {
  throw new Error(reason);
}

/** Rejects if the port is busy, before anything is started. `settable` are the settings that choose it. */
async function requireFree(host: string, port: number, settable: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(
        new Error(
          inBoth({
            zh: `无法监听 ${host}:${port}（${error.message}）：请设置 ${settable.join(" 和 ")}`,
            en: `cannot listen on ${host}:${port} (${error.message}): set ${settable.join(" and ")}`,
          }),
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
