// Makes the page of the console of its sources, as build.mjs makes the programs: into a directory below build/ that is named by a
// hash of what it is made of, appears whole by a rename, and never changes. A second start needs neither the builder nor a registry.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nameOf, takenIn } from "./made-of.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const home = join(root, "packages/console");

/** The files that the page is made of, by their paths from the root; none in a checkout without a console. */
export function consoleIngredients() {
  if (!existsSync(join(home, "vite.config.ts"))) return [];
  const sources = readdirSync(join(home, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.graphql$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  const settings = ["index.html", "package.json", "vite.config.ts", "testing/sizes.ts"].map(
    (file) => `packages/console/${file}`,
  );
  return [...sources, ...settings, "pnpm-lock.yaml", "scripts/build-console.mjs"].sort();
}

/** The directory of the built page, made if there is none; null in a checkout without a console. Throws if it cannot be made. */
export function buildConsole(builds) {
  const files = consoleIngredients();
  if (files.length === 0) return null;
  const place = join(builds, `console-${nameOf(root, files)}`);
  if (existsSync(place)) return place;
  const directory = join(builds, `.making-${randomUUID()}`);
  mkdirSync(builds, { recursive: true });
  try {
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const flags = ["build", home, "--outDir", directory, "--emptyOutDir", "--logLevel", "error"];
    // Whatever the process is run for, people get the page of production.
    const env = { ...process.env, NODE_ENV: "production" };
    const { status, signal, stderr, error } = spawnSync(process.execPath, [vite, ...flags], {
      cwd: home,
      env,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0)
      throw new Error(error?.message ?? (stderr.trim() || `its builder ended with ${status ?? signal}`));
    return takenIn(directory, place);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
