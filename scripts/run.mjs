// Runs one of the project's words, such as start or test, from a checkout, and installs what it needs before the first
// one. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, markInUse } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marker = join(root, "node_modules", ".taizhang-installed");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const node = (...args) => [process.execPath, args];
const bin = (name, ...args) => node(join(root, "node_modules", name), ...args);
const typescript = (file, ...args) => node("--import", "tsx", file, ...args);
const taizhang = (...args) => node("--enable-source-maps", join(built(), "packages/cli/src/main.js"), ...args);

const hourMs = 60 * 60 * 1000;

/** The words of our own program, which stops once however often it is told to. */
const mindsNoRepetition = new Set(["start", "taizhang"]);

/** The programs of each word, run one after the other; the first that fails ends it. */
const words = {
  start: (args) => [taizhang("start", ...args)],
  taizhang: (args) => [taizhang(...args)],
  build: () => [node("scripts/build.mjs")],
  test: (args) => [bin("vitest/vitest.mjs", "run", ...args)],
  "test:quick": (args) => [bin("vitest/vitest.mjs", "run", "--project", "quick", ...args)],
  "test:eventstore": (args) => [bin("vitest/vitest.mjs", "run", "--project", "eventstore", ...args)],
  bench: (args) => [typescript("bench/main.ts", ...args)],
  pictures: (args) => [typescript("test/console/pictures.ts", ...args)],
  gen: (args) => [typescript("scripts/gen/main.ts", ...args)],
  check: () => [
    bin("typescript/bin/tsc", "-b", "tsconfig.build.json"),
    bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
    bin("knip/bin/knip.js"),
    typescript("scripts/gen/main.ts", "--check"),
  ],
};

const [word, ...args] = process.argv.slice(2);
const steps = words[word];
if (!steps) fail(`unknown word “${word}”; there are: ${Object.keys(words).join(", ")}`);
requireNode(20, 19);
if (!installed()) await install();
stopWhenOrphaned();
for (const [command, commandArgs] of steps(args)) {
  const code = await run(command, commandArgs, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  if (code !== 0) process.exit(code);
}
process.exit(0);

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  fail(`Taizhang needs Node ${major}.${minor} or newer; this is ${process.versions.node}`);
}

/** A hash of what determines the installed packages; when it changes, they are installed again. */
function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function installed() {
  return existsSync(marker) && readFileSync(marker, "utf8") === fingerprint();
}

async function install() {
  // To standard error, so that `npm run --silent taizhang` prints nothing but its result.
  process.stderr.write(`Installing the packages with ${packageManager} (once; needs the npm registry) …\n`);
  const npm = process.platform === "win32" ? "npx.cmd" : "npx";
  const code = await run(npm, ["--yes", packageManager, "install", "--frozen-lockfile"], { stdio: ["ignore", 2, 2] });
  if (code !== 0) fail("the packages could not be installed: see above; is the npm registry reachable?");
  writeFileSync(marker, fingerprint());
}

/** The build of the sources, kept for as long as this process runs. */
function built() {
  try {
    const directory = build();
    markInUse(directory);
    setInterval(markInUse, hourMs, directory).unref();
    return directory;
  } catch (error) {
    fail(error.message);
  }
}

function run(command, commandArgs, options) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { cwd: root, ...options });
    // Signals are passed on. Ctrl-C reaches the child, too: our own programs do not mind it twice, others would.
    const pass = (signal) => child.kill(signal);
    const interrupt = mindsNoRepetition.has(word) ? pass : () => {};
    process.on("SIGINT", interrupt).on("SIGTERM", pass).on("SIGHUP", pass);
    child.on("error", (error) => fail(`${command} could not be started: ${error.message}`));
    child.on("exit", (code, signal) => {
      process.off("SIGINT", interrupt).off("SIGTERM", pass).off("SIGHUP", pass);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/**
 * If npm is killed, nobody is left to end this process. It ends then; the child sees it by the closed channel. The scripts
 * of package.json begin with `exec`, so that npm has this process for a child and not a shell, which keeps signals to itself.
 */
function stopWhenOrphaned() {
  const before = process.ppid;
  setInterval(() => process.ppid !== before && process.exit(1), 500).unref();
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
