// The peer of the console: an empty page of the same React, built by the same builder and served by the same server.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serve } from "@taizhang/api/testing/serving";
import type { After } from "../after.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds and serves it; answers its address. */
export async function startEmptyPage(after: After): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "empty-page-"));
  after(() => rm(directory, { recursive: true, force: true }));
  const flags = ["--base", "/console/", "--outDir", directory, "--emptyOutDir", "--logLevel", "error"];
  const page = join(root, "packages/console/testing/empty");
  await promisify(execFile)(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", page, ...flags]);
  const serving = await serve({ parts: { consoleDir: directory } });
  after(serving.close);
  return `${serving.address}/console/`;
}
