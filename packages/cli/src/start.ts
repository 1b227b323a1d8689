// `taizhang start`: everything on one machine, in one command; stopped cleanly by Ctrl-C.
import { createServer } from "node:net";
import { join } from "node:path";
import { checkTokens, makeLogger } from "@taizhang/api";
import { executor, identity } from "@taizhang/log";
import { showProgress } from "@taizhang/process";
import type { Config } from "./config.ts";
import { playDemonstration } from "./demonstration.ts";
import { startEmbeddedStore } from "./embedded-store.ts";
import { ledgerOf, serverOf, sourcesOf } from "./ledger.ts";
import { project } from "./project.ts";
import type { Running } from "./running.ts";
import { welcome } from "./welcome.ts";

/** Starts the embedded event store (unless one is named), the projector and the API. Resolves when all of it serves. */
export async function start(config: Config, { demo }: { readonly demo: boolean }): Promise<Running> {
  checkTokens(config);
  const logger = makeLogger(config.logLevel);
  await requireFree(config.host, config.port);
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const { dataDir, eventstorePort: port, maxAppendBytes } = config;
    const store =
      config.eventstoreUrl === null
        ? await startEmbeddedStore({ dataDir: join(dataDir, "eventstore"), port, maxAppendBytes, logger })
        : null;
    if (store) closing.push(store.stop);
    const eventstoreUrl = store?.url ?? config.eventstoreUrl ?? "";
    const ledger = await ledgerOf(config, eventstoreUrl, logger);
    closing.push(ledger.log.close, ledger.views.close);
    if (demo) {
      // The story has ids of its own for its commands, so there is no need to look up where each was used.
      const { log } = ledger;
      const alone = executor({ log, identity, usedCommand: async () => null });
      const progress = showProgress("演示 demonstration");
      await playDemonstration({ log, identity, executor: alone, sources: sourcesOf(config), progress });
    }
    const projecting = project(ledger, logger);
    closing.push(projecting.stop);
    await projecting.caughtUp;
    const server = await serverOf(config, ledger, logger);
    closing.push(server.close);
    const address = await server.listen();
    process.stdout.write(await welcome(config, { address, eventstoreUrl, views: ledger.views }));
    return { close, ended: Promise.race([projecting.ended, ...(store ? [store.ended] : [])]) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rejects if the port is busy, before anything is started. */
async function requireFree(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(new Error(`cannot listen on ${host}:${port} (${error.message}): set TAIZHANG_HOST and TAIZHANG_PORT`)),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
