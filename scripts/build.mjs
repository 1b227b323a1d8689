// Makes the JavaScript that is run of the TypeScript sources. A build is a directory below build/ that is named by a hash of
// what it is made of. It appears whole, by a rename, and never changes, so that a program goes on with the one it was started
// from. Plain JavaScript, like run.mjs, which uses it; as a program of its own it prints where the build is.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole, consoleIngredients } from "./build-console.mjs";
import { nameOf, takenIn } from "./made-of.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const builds = join(root, "build");
const dayMs = 24 * 60 * 60 * 1000;

/** The directory of the build of the sources as they are, made if there is none. Throws a sentence if it cannot be made. */
export function build() {
  const made = join(builds, nameOf(root, ingredients()));
  if (existsSync(made)) return made;
  const begun = performance.now();
  process.stderr.write("Building the sources (once, until they change) … ");
  try {
    const directory = making();
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
    removeUnused(statSync(directory).mtimeMs);
    return directory;
  } catch (error) {
    process.stderr.write("\n");
    throw new Error(`The sources could not be built: ${error.message}`);
  }
}

/** Notes that a build is in use: one that nobody has used for a day is removed when another is made. */
export function markInUse(directory) {
  const mark = join(directory, `.in-use-${randomUUID()}`);
  try {
    // The file system puts its own time on the directory: the clock of this process may be one that is set for a try.
    writeFileSync(mark, "");
    rmSync(mark);
  } catch {
    // It belongs to somebody else, or has been removed: then it is not for us to keep.
  }
}

function making() {
  mkdirSync(builds, { recursive: true });
  for (;;) {
    const directory = join(builds, `.making-${randomUUID()}`);
    try {
      const sources = ingredients();
      const name = nameOf(root, sources);
      translate(directory);
      for (const file of sources.filter(isAsset)) copy(file, directory);
      furnish(directory);
      const page = buildConsole(builds);
      if (page) cpSync(page, join(directory, "packages/console/dist"), { recursive: true });
      // A source may have been saved meanwhile.
      if (name === nameOf(root, ingredients())) return takenIn(directory, join(builds, name));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}

/**
 * The packages that make up the program, and the seeds. A directory may be left of a package that is no more. The console is
 * no part of the program: it is a page that browsers run, and is built by its own means.
 */
function workspaces() {
  const names = readdirSync(join(root, "packages")).filter((name) => name !== "console");
  const packages = names.map((name) => `packages/${name}`);
  return [...packages, "seeds"].filter((workspace) => existsSync(join(root, workspace, "package.json")));
}

/** The files that a build is made of, by their paths from the root. */
function ingredients() {
  const settings = ["pnpm-lock.yaml", "tsconfig.base.json", "tsconfig.emit.json", "scripts/build.mjs"];
  const described = workspaces().map((workspace) => `${workspace}/package.json`);
  const sources = workspaces().flatMap(sourcesOf);
  return [...new Set([...settings, ...described, ...sources, ...consoleIngredients()])].sort();
}

function sourcesOf(workspace) {
  const directory = join(root, workspace === "seeds" ? workspace : `${workspace}/src`);
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.test\.ts$|^seeds\/expected\/|\/node_modules\/|\/package\.json$/.test(file));
}

/** Whether the program finds this file beside the sources as it is, such as a notice of the seeds. */
const isAsset = (file) => /^(packages(?!\/console\/)|seeds)\//.test(file) && !/\.ts$|\/package\.json$/.test(file);

function translate(directory) {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const flags = ["--project", join(root, "tsconfig.emit.json"), "--outDir", directory, "--pretty", "false"];
  const { status, signal, stdout, error } = spawnSync(process.execPath, [compiler, ...flags], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(error?.message ?? (stdout.trim() || `the compiler ended with ${status ?? signal}`));
}

function copy(file, directory) {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  copyFileSync(join(root, file), join(directory, file));
}

/** Lets each package find what its package.json names: the others in this build, and all else where it is installed. */
function furnish(directory) {
  const described = workspaces().map((workspace) => {
    const text = readFileSync(join(root, workspace, "package.json"), "utf8");
    return { workspace, text, ...JSON.parse(text) };
  });
  const ours = new Map(described.map(({ name, workspace }) => [name, join(directory, workspace)]));
  for (const { workspace, text, dependencies = {} } of described) {
    writeFileSync(join(directory, workspace, "package.json"), text.replaceAll('.ts"', '.js"'));
    for (const name of Object.keys(dependencies)) {
      const link = join(directory, workspace, "node_modules", name);
      const place = ours.get(name) ?? join(root, workspace, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      // From the link's own place, so that a checkout may be moved, or mounted elsewhere.
      symlinkSync(relative(dirname(link), place), link);
    }
  }
}

/** Removes builds that nobody has used in the day before now, and what interrupted ones have left. */
function removeUnused(now) {
  for (const name of readdirSync(builds)) {
    const directory = join(builds, name);
    const usedAt = statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - usedAt <= dayMs) continue;
    try {
      rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      process.stderr.write(`Nobody uses this build any more, and it could not be removed: ${error.message}\n`);
    }
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${build()}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
