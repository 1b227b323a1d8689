// Uses the tracer of system calls, to see what a server calls and to let its calls fail.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "vitest";
import { haveProgram, sayAndSkip } from "../system-program.ts";

/** Skips a test, loudly, if nothing can be traced. */
export function requireStrace(context: TestContext): void {
  if (!haveProgram("strace")) sayAndSkip(context, "strace is not here: apt-get install strace");
  const { status, stderr } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  if (status === 0) return;
  const remedy = "in a container it takes --cap-add=SYS_PTRACE, elsewhere kernel.yama.ptrace_scope of at most 1";
  sayAndSkip(context, `strace may not trace (${stderr.trim()}): ${remedy}`);
}

/** A system call: its name, its first argument and what that stands for, what it wrote, and its result. */
export interface SystemCall {
  readonly name: string;
  readonly descriptor: number;
  /** The path of the file, or the ends of the connection. */
  readonly target: string;
  readonly bytes: Buffer;
  readonly result: number;
}

/** Traces these calls of a running process from now on; `stop` returns them in the order in which they returned. */
export async function trace(pid: number, calls: readonly string[]): Promise<{ stop(): Promise<SystemCall[]> }> {
  const folder = mkdtempSync(join(tmpdir(), "trace-"));
  const file = join(folder, "calls");
  const shown = ["-f", "-yy", "-xx", "-s", "1048576", "-e", `trace=${calls.join(",")}`, "-e", "signal=none"];
  const tracer = spawn("strace", [...shown, "-o", file, "-p", `${pid}`], { stdio: ["ignore", "ignore", "pipe"] });
  await firstLine(tracer);
  return {
    async stop() {
      tracer.kill("SIGINT");
      await once(tracer, "exit");
      const lines = readFileSync(file, "utf8").split("\n");
      rmSync(folder, { recursive: true });
      return lines.flatMap(parsed);
    },
  };
}

/** Lets the n-th such call on a server's log fail with an input/output error; `happened` resolves when it has. */
export async function failOnce(
  { pid, dataDir }: { readonly pid: number; readonly dataDir: string },
  call: string,
  n: number,
): Promise<{ readonly happened: Promise<void> }> {
  const fault = ["-e", `trace=${call}`, "-e", `inject=${call}:error=EIO:when=${n}`, "-P", join(dataDir, "events.log")];
  const arguments_ = ["-f", "-e", "signal=none", ...fault, "-p", `${pid}`];
  const tracer = spawn("strace", arguments_, { stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface(tracer.stderr);
  const happened = new Promise<void>((resolve) => {
    lines.on("line", (line) => line.includes("(INJECTED)") && resolve());
    tracer.once("exit", () => resolve());
  });
  await once(lines, "line");
  return { happened };
}

/** The tracer writes a line to standard error when it is attached. */
async function firstLine({ stderr }: ChildProcess): Promise<void> {
  if (!stderr) throw new Error("The tracer has no standard error.");
  await once(createInterface(stderr), "line");
}

/** Calls that another thread interrupts stand on two lines; the order is that of their second. */
function parsed(line: string, index: number, lines: readonly string[]): SystemCall[] {
  const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/.exec(line);
  const begun = resumed && lines.slice(0, index).findLast((each) => isBegun(each, resumed[1], resumed[2]));
  const whole = resumed ? `${begun?.replace(/ <unfinished \.\.\.>$/, "") ?? ""}${resumed[3]}` : line;
  const [, name, descriptor, target, rest, result] = /^\d+ +(\w+)\((\d+)<(.*?)>(.*)\) += (-?\d+)/.exec(whole) ?? [];
  if (name === undefined || target === undefined || rest === undefined) return [];
  const strings = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text]) => unescaped(text ?? ""));
  const call = { descriptor: Number(descriptor), target: targetOf(target), bytes: Buffer.concat(strings) };
  return [{ name, ...call, result: Number(result) }];
}

const isBegun = (line: string, thread = "", name = ""): boolean =>
  line.startsWith(thread) && line.includes(` ${name}(`) && line.endsWith("<unfinished ...>");

const unescaped = (text: string): Buffer => Buffer.from(text.replaceAll("\\x", ""), "hex");

const targetOf = (text: string): string => (text.startsWith("\\x") ? unescaped(text).toString("utf8") : text);
