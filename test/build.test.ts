// How the JavaScript that is run is made of the sources: a small checkout is built, by the builder of this one.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules/typescript/bin/tsc");

let checkout = "";
const write = (file: string, content: string) => {
  mkdirSync(dirname(join(checkout, file)), { recursive: true });
  writeFileSync(join(checkout, file), content);
};
const greeting = (words: string) => `export const greeting: string = "${words}";\n`;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const file of [
    "scripts/build.mjs",
    "scripts/build-console.mjs",
    "scripts/made-of.mjs",
    "tsconfig.base.json",
    "tsconfig.emit.json",
  ])
    cpSync(join(root, file), join(checkout, file));
  write("pnpm-lock.yaml", "");
  mkdirSync(join(checkout, "node_modules"));
  symlinkSync(join(root, "node_modules/@types"), join(checkout, "node_modules/@types"));
  compileBy("process.exitCode = translate();");
  const described = (name: string, dependencies: object) =>
    JSON.stringify({ name, type: "module", exports: { ".": "./src/index.ts" }, dependencies });
  write("packages/greeting/package.json", described("@small/greeting", {}));
  write("packages/greeting/src/index.ts", greeting("你好"));
  write("packages/greeting/src/index.test.ts", "no source of the program");
  write("packages/main/package.json", described("@small/main", { "@small/greeting": "workspace:*" }));
  write("packages/main/src/main.ts", 'import { said } from "./said.ts";\n\nconsole.log(said());\n');
  write(
    "packages/main/src/said.ts",
    `import { readFileSync } from "node:fs";
import { greeting } from "@small/greeting";

interface Said {
  readonly words: string;
}
export function said(): string {
  const { words }: Said = { words: greeting };
  if (words === "") throw new Error("nothing to say");
  return words + readFileSync(new URL("./to-whom.txt", import.meta.url), "utf8");
}
`,
  );
  write("packages/main/src/to-whom.txt", "，台账");
  write("seeds/package.json", described("@small/seeds", {}));
  write("seeds/index.ts", "export {};\n");
});

afterEach(() => rmSync(checkout, { recursive: true }));

const begun = (): ChildProcess =>
  spawn(process.execPath, [join(checkout, "scripts/build.mjs")], { stdio: ["ignore", "pipe", "pipe"] });

/** How a build ends, and what it says. */
async function endOf(child: ChildProcess) {
  const said = [child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : ""));
  const [[code, signal], out, err] = await Promise.all([once(child, "close"), ...said]);
  return { code, signal, directory: String(out).trim(), err };
}

const built = () => endOf(begun());
const runs = (directory: string): string =>
  execFileSync(process.execPath, ["--enable-source-maps", join(directory, "packages/main/src/main.js")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
const builds = () => readdirSync(join(checkout, "build"));

/** The compiler is a script, which can `translate` as the real one does, knows the `checkout`, and does more where a test says so. */
function compileBy(script: string): void {
  write(
    "node_modules/typescript/bin/tsc",
    `const { spawnSync } = require("node:child_process"), fs = require("node:fs"), path = require("node:path");
const flags = process.argv.slice(2), checkout = ${JSON.stringify(checkout)};
const translate = () => spawnSync(process.execPath, [${JSON.stringify(compiler)}, ...flags], { stdio: "inherit" }).status;
${script}`,
  );
}

test("a build finds the other packages and what is no TypeScript, and errors name the lines of the sources", async () => {
  const { code, directory, err } = await built();
  expect(code).toBe(0);
  expect(err).toMatch(/^Building the sources \(once, until they change\) … \d+\.\d s\n$/);
  expect(runs(directory)).toBe("你好，台账");
  write("packages/greeting/src/index.ts", greeting(""));
  const silent = await built();
  expect(() => runs(silent.directory)).toThrow(/packages\/main\/src\/said\.ts:9:/);
});

test("unchanged sources are not built again, changed ones are, and what was built before stays as it was", async () => {
  const first = await built();
  write("packages/greeting/src/index.test.ts", "another test");
  expect(await built()).toEqual({ ...first, err: "" });
  write("packages/greeting/src/index.ts", greeting("再见"));
  const second = await built();
  expect(runs(second.directory)).toBe("再见，台账");
  expect(runs(first.directory)).toBe("你好，台账");
  write("packages/main/src/to-whom.txt", "，各位");
  expect(runs((await built()).directory)).toBe("再见，各位");
  write("packages/main/src/to-whom.txt", "，台账");
  expect(await built()).toEqual({ ...second, err: "" });
});

test("several that build at once get the same build", async () => {
  const all = await Promise.all([built(), built(), built()]);
  expect(new Set(all.map(({ code, directory }) => `${code} ${directory}`)).size).toBe(1);
  expect(all[0]?.code).toBe(0);
  expect(runs(all[0]?.directory ?? "")).toBe("你好，台账");
  expect(builds()).toHaveLength(1);
});

test("a build that is interrupted is never run", async () => {
  compileBy(`translate();
fs.rmSync(path.join(flags[flags.indexOf("--outDir") + 1], "packages/greeting"), { recursive: true });
process.kill(process.ppid, "SIGKILL");`);
  expect((await built()).signal).toBe("SIGKILL");
  expect(builds()).toEqual([expect.stringMatching(/^\.making-/)]);
  compileBy("process.exitCode = translate();");
  expect(runs((await built()).directory)).toBe("你好，台账");
});

test("a source that is saved while it is built is in the build", async () => {
  compileBy(`process.exitCode = translate();
fs.writeFileSync(path.join(checkout, "packages/greeting/src/index.ts"), ${JSON.stringify(greeting("再见"))});`);
  const { directory } = await built();
  expect(runs(directory)).toBe("再见，台账");
  expect(await built()).toEqual({ code: 0, signal: null, directory, err: "" });
});

test("a source that cannot be translated is named with its line, and nothing is left of the build", async () => {
  write("packages/main/src/said.ts", "export const said = (: string => 1;\n");
  const { code, directory, err } = await built();
  expect(code).toBe(1);
  expect(directory).toBe("");
  expect(err).toMatch(/The sources could not be built: packages\/main\/src\/said\.ts\(1,22\): error/);
  expect(builds()).toEqual([]);
});

test("a build that nobody has used for a day goes when another is made, and one in use stays", async () => {
  const first = await built();
  write("packages/greeting/src/index.ts", greeting("再见"));
  const second = await built();
  const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const { directory } of [first, second]) utimesSync(directory, longAgo, longAgo);
  const marking = "const [, builder, directory] = process.argv; (await import(builder)).markInUse(directory);";
  execFileSync(process.execPath, [
    "--input-type=module",
    "--eval",
    marking,
    join(checkout, "scripts/build.mjs"),
    second.directory,
  ]);
  write("packages/greeting/src/index.ts", greeting("早"));
  const third = await built();
  expect(
    builds()
      .map((name) => join(checkout, "build", name))
      .sort(),
  ).toEqual([second.directory, third.directory].sort());
});
