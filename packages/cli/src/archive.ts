// `taizhang archive`: everything that a region has, in one file that an auditor can keep 档案.
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { regionId } from "@taizhang/domain";
import { inBoth, showProgress } from "@taizhang/process";
import { archiveLines, keptProofs, machineDisk } from "@taizhang/proving";
import { z } from "zod";
import type { Config } from "./config.ts";
import { proofsDirOf, sourcesOf } from "./ledger.ts";
import { withLog } from "./with-log.ts";

/** What is said on the command line. */
const wished = z.object({ region: regionId, out: z.string().min(1) });

// What is left out is told by the archive itself, once.
const silent = { warn: () => undefined };

/** Writes the archive under its name once all of it is there. Resolves with what to tell. */
export async function archive(config: Config, wish: object): Promise<string> {
  const { region, out } = wished.parse(wish);
  const part = `${out}.part`;
  try {
    await withLog(config, async (log) => {
      const directory = proofsDirOf(config);
      const signed = (await keptProofs(machineDisk, directory, log, silent).checkpoint(region))?.size ?? 0;
      const shown = showProgress("档案 archive");
      const lines = archiveLines(
        {
          ...{ log, disk: machineDisk, directory, sources: sourcesOf(config) },
          leftOut: (what) => void process.stderr.write(`${inBoth(what)}\n`),
          now: () => new Date().toISOString(),
          progress: (events) => shown(Math.min(events, signed), signed),
        },
        region,
      );
      await pipeline(Readable.from(lines), createWriteStream(part, { flush: true }));
    });
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return `${out}\n`;
}
