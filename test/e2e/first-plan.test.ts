// The walk of docs/first-plan.md: every command of the page, run as it is written, prints what the page says.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDataDir, taizhang, tokenFor } from "../support/taizhang.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Commands of the page, and what it says they print; null where it says nothing. */
interface Step {
  readonly commands: string;
  readonly printed: string | null;
}

/** The fenced blocks of the page: a block of text is what the commands before it print. */
function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  for (const { groups } of page.matchAll(/^```(?<language>\w+)\n(?<body>.*?)^```$/gms)) {
    const { language = "", body = "" } = groups ?? {};
    const before = steps.at(-1);
    if (language === "sh") steps.push({ commands: body, printed: null });
    else if (language === "text" && before) steps[steps.length - 1] = { ...before, printed: body };
    else throw new Error(`the page has a block of ${language}, which is no command and no output`);
  }
  return steps;
}

/** A text of the page as a pattern: … stands for anything on a line. */
const patternOf = (printed: string): RegExp =>
  new RegExp(`^${printed.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*")}$`);

let home: Awaited<ReturnType<typeof freshDataDir>>;
let env: NodeJS.ProcessEnv;
let ofLedger: Record<string, string>;
let start: ChildProcess;
let steps: Step[];

beforeAll(async () => {
  const page = await readFile(join(root, "docs/first-plan.md"), "utf8");
  const [first, ...others] = stepsOf(page);
  steps = others;
  home = await freshDataDir();
  const own = Object.entries(process.env).filter(([name]) => !/^(TAIZHANG|EVENTSTORE|REDIS)_/.test(name));
  ofLedger = {
    TAIZHANG_PORT: String(await freePort()),
    TAIZHANG_EVENTSTORE_PORT: "0",
    TAIZHANG_LOG_LEVEL: "warn",
  };
  env = { ...Object.fromEntries(own), HOME: home.dataDir, ...ofLedger };
  start = await started(first?.commands ?? "");
});

afterAll(async () => {
  const ended = once(start, "exit");
  start.stdin?.end();
  await ended;
  await home.remove();
});

test("every command prints what the page says", async () => {
  const mark = "@@ the end of step ";
  const script = steps.map(({ commands }, at) => `${commands}echo "${mark}${at}"\n`).join("");
  // A loop of the page that waits for ever ends with the standard input, which ends with this process.
  const bounded = `exec 3<&0\n( set -eu\nexec 2>&1\n${script}) & run=$!\n( cat <&3; kill $run ) > /dev/null 2>&1 &\nwait $run\n`;
  const shell = spawn("sh", ["-c", bounded], { cwd: root, env, stdio: ["pipe", "pipe", "inherit"] });
  let printed = "";
  shell.stdout.setEncoding("utf8").on("data", (chunk: string) => (printed += chunk));
  await once(shell, "close");
  const outputs = printed.split(new RegExp(`${mark}\\d+\n`));
  for (const [at, { commands, printed }] of steps.entries())
    expect(outputs[at], commands).toMatch(printed === null ? /^$/ : patternOf(printed));
  expect(outputs).toHaveLength(steps.length + 1);
  expect(shell.exitCode).toBe(0);
});

test("a region whose roster is empty is imported into only if it is meant, and a token is for its own region alone", async () => {
  const settings = { ...ofLedger, TAIZHANG_DATA_DIR: join(home.dataDir, "first-plan/data") };
  const notice = "seeds/notices-own/yunyang-2021-yingshang.txt";
  const into = (...args: readonly string[]) => taizhang(["import", notice, "--region", "990102", ...args], settings);
  const token = await tokenFor(settings.TAIZHANG_DATA_DIR, "990101", "office");
  const [refused, wanted, foreign] = await Promise.all([into(), into("--yes", "--json"), into("--token", token)]);
  const way =
    /^行政区划990102的名录是空的.*roster of region 990102 .*is empty.*roster load FILE --region 990102.*--yes\.\n$/;
  expect(refused).toEqual({ code: 1, out: "", err: expect.stringMatching(way) });
  expect(JSON.parse(wanted.out)).toMatchObject({ taskCount: 11, isNew: true });
  expect(wanted.err).toContain("roster load FILE --region 990102");
  expect(foreign).toEqual({ code: 1, out: "", err: "the token is of region 990101, and --region says 990102\n" });
});

test("every fault of a roster file is told with its line, and nothing of it is loaded", async () => {
  const file = join(home.dataDir, "faulty.csv");
  await writeFile(
    file,
    "名称,类别,别名,成员\n县教育局,,,\n县教委,,县教育局；县政府办,\n乡镇,列举组,,县教育局；城关镇\n",
  );
  const { code, out, err } = await taizhang(["roster", "load", file, "--region", "990101", "--yes"], {
    ...ofLedger,
    TAIZHANG_DATA_DIR: join(home.dataDir, "first-plan/data"),
  });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err.split("\n")).toEqual([
    expect.stringMatching(/^第3行 line 3, aliases\.0: .*（县教育局, 第2行 line 2）/),
    expect.stringMatching(/^第3行 line 3, aliases\.1: .*（县政府办）/),
    expect.stringMatching(/^第4行 line 4, members\.1: .*（城关镇）/),
    "",
  ]);
});

/** Runs the commands of the first terminal until they say that everything runs. They end with their standard input. */
async function started(commands: string): Promise<ChildProcess> {
  // The shell puts nothing between itself and npm, so that the signal reaches npm.
  const script = `{ ${commands.replace(/^npm start/m, "exec npm start")}} &\ncat > /dev/null\nkill -TERM $!\nwait\n`;
  const shell = spawn("sh", ["-c", script], { cwd: root, env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
        if (said.includes("Taizhang is running")) resolve();
      });
    shell.once("exit", () => reject(new Error(`the ledger did not start: ${said}`)));
  });
  return shell;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
