// Runs one of the project's words, such as start or test, from a checkout, and installs what it needs before the first
// one. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marker = join(root, "node_modules", ".taizhang-installed");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const node = (...args) => [process.execPath, args];
const bin = (name, ...args) => node(join(root, "node_modules", name), ...args);
const typescript = (file, ...args) => node("--import", "tsx", file, ...args);

/** The programs of each word, run one after the other; the first that fails ends it. */
const words = {
  start: (args) => [typescript("packages/cli/src/main.ts", "start", ...args)],
  taizhang: (args) => [typescript("packages/cli/src/main.ts", ...args)],
  test: (args) => [bin("vitest/vitest.mjs", "run", ...args)],
  "test:quick": (args) => [bin("vitest/vitest.mjs", "run", "--project", "quick", ...args)],
  "test:eventstore": (args) => [bin("vitest/vitest.mjs", "run", "--project", "eventstore", ...args)],
  bench: (args) => [typescript("bench/main.ts", ...args)],
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

function run(command, commandArgs, options) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { cwd: root, ...options });
    // Ctrl-C reaches the child, too, which ends by itself; other signals are passed on to it.
    const ignore = () => {};
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", ignore).on("SIGTERM", pass).on("SIGHUP", pass);
    child.on("error", (error) => fail(`${command} could not be started: ${error.message}`));
    child.on("exit", (code, signal) => {
      process.off("SIGINT", ignore).off("SIGTERM", pass).off("SIGHUP", pass);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** If npm is killed, nobody is left to end this process. It ends then; the child sees it by the closed channel. */
function stopWhenOrphaned() {
  const before = ancestors();
  setInterval(() => ancestors() !== before && process.exit(1), 500).unref();
}

/** Who started this process: the shell that npm runs and, if the system shows it, npm itself. */
function ancestors() {
  try {
    return `${process.ppid} ${/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${process.ppid}/status`, "utf8"))?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
