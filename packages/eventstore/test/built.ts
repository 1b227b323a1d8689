// The built programs, which are what people run: tests start those, and not their sources.
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";

const builder = fileURLToPath(new URL("../../../scripts/build.mjs", import.meta.url));
let build: string | undefined;

/** A file of the build of the sources as they are, such as `packages/cli/src/main.js`; what is not built yet is built. */
export function built(file: string): URL {
  build ??= execFileSync(process.execPath, [builder], { encoding: "utf8" }).trim();
  return pathToFileURL(`${build}/${file}`);
}

/** Vitest's global set-up: the build is there before the first test. */
export default function setup(): void {
  built("");
}
