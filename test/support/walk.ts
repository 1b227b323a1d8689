// A page of docs/ that is a walk: its commands, run as they are written, on a ledger of their own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { freePort } from "./free-port.ts";
import { freshDataDir } from "./taizhang.ts";

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

/** A walk whose first block of commands is running. */
export interface Walk {
  /** The directory that is the home of whoever walks. */
  readonly home: string;
  /** The settings with which the ledger runs. */
  readonly settings: Readonly<Record<string, string>>;
  /** Runs all other commands of the page, one after the other, and expects of each what the page says that it prints. */
  goes(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the walk of a page, `docs/<name>.md`: its first block is what runs in the first terminal. */
export async function startWalk(name: string): Promise<Walk> {
  const page = await readFile(join(root, `docs/${name}.md`), "utf8");
  const [first, ...steps] = stepsOf(page);
  const home = await freshDataDir();
  const own = Object.entries(process.env).filter(([name]) => !/^(TAIZHANG|EVENTSTORE|REDIS)_/.test(name));
  const settings = {
    TAIZHANG_PORT: String(await freePort()),
    TAIZHANG_EVENTSTORE_PORT: "0",
    TAIZHANG_LOG_LEVEL: "warn",
  };
  const env = { ...Object.fromEntries(own), HOME: home.dataDir, ...settings };
  const start = await started(first?.commands ?? "", env);
  return {
    home: home.dataDir,
    settings,
    goes: () => walked(steps, env),
    async stop() {
      const ended = once(start, "exit");
      start.stdin?.end();
      await ended;
      await home.remove();
    },
  };
}

async function walked(steps: readonly Step[], env: NodeJS.ProcessEnv): Promise<void> {
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
}

/** Runs the commands of the first terminal until they say that everything runs. They end with their standard input. */
async function started(commands: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
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
