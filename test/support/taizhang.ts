// The whole product as a person starts it: a process of the command line, with a data directory and a free port.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { developmentKey, issueDevelopmentToken } from "@taizhang/api";
import { foldName, type Role, unitIdOf } from "@taizhang/domain";
import { built } from "@taizhang/eventstore/test/built";
import { identity } from "@taizhang/log";
import { nodeFlags } from "@taizhang/process";
import { rosters } from "@taizhang/seeds";
import { comesTrue } from "./comes-true.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** An answer of GraphQL. */
export interface Answered {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly errors?: any;
}

/** A running `taizhang start`. */
export interface RunningTaizhang {
  readonly address: string;
  /** The connection string of its embedded event store, with the secret that it demands. */
  readonly eventstoreUrl: string;
  /** Everything it has printed on standard output. */
  readonly printed: string;
  ask(query: string, token: string, variables?: object): Promise<Answered>;
  /** The process of the API; its event store has one of its own. */
  readonly pid: number;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it with SIGKILL. Its event store ends by itself. */
  kill(): Promise<void>;
}

/** Runs the command line with these arguments to its end. */
export async function taizhang(args: readonly string[], env: Record<string, string> = {}) {
  const child = launch(args, env);
  const printed = { out: "", err: "" };
  child.stdout?.on("data", (chunk: Buffer) => (printed.out += chunk));
  child.stderr?.on("data", (chunk: Buffer) => (printed.err += chunk));
  const [code] = await once(child, "close");
  return { code: Number(code), ...printed };
}

/** A development token for somebody in a region, like those that `taizhang token` issues. */
export async function tokenFor(dataDir: string, regionId: string, role: Role, unit?: string): Promise<string> {
  const unitId = unit === undefined ? null : unitOf(regionId, unit);
  const bearer = { sub: `${role}-${unit ?? regionId}`, regionId, unitId, roles: [role] };
  return issueDevelopmentToken(await developmentKey(dataDir), bearer, { audience: "taizhang", lifetimeSeconds: 3600 });
}

/** The id of a unit of the seeds. */
export const unitOf = (region: string, name: string): string => unitIdOf(identity, region, foldName(name));

/** A data directory for one test, and how to remove it. */
export async function freshDataDir(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "taizhang-"));
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** Starts everything and waits until it says that it runs. `env` are further settings. */
export async function startTaizhang(
  dataDir: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<RunningTaizhang> {
  const child = launch(["start", ...args], {
    TAIZHANG_DATA_DIR: dataDir,
    TAIZHANG_PORT: "0",
    TAIZHANG_EVENTSTORE_PORT: "0",
    TAIZHANG_LOG_LEVEL: "warn",
    // Tests and measurements ask for more in ten seconds than people do.
    TAIZHANG_BEARER_POINTS: "1000000000",
    TAIZHANG_BEARER_UPLOADS: "1000000",
    ...env,
  });
  let printed = "";
  let complained = "";
  child.stderr?.on("data", (chunk: Buffer) => (complained += chunk));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (/^More tokens:.*$/m.test(printed)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`taizhang start ended with ${code}: ${complained}`)));
  });
  const address = /GraphQL\s+(http:\S+)\/graphql/.exec(printed)?.[1] ?? "";
  const { stop, kill } = endsOf(child);
  const secret = await readFile(join(dataDir, "eventstore-secret"), "utf8").catch(() => "");
  const eventstoreUrl = `${/event store\s+(esdb:\S+)/.exec(printed)?.[1] ?? ""}&connectionName=${secret.trim()}`;
  return {
    address,
    eventstoreUrl,
    printed,
    ask: askAt(address),
    pid: child.pid ?? 0,
    stop,
    kill,
  };
}

/**
 * Waits until a product that has just played the demonstration has written all it writes by itself: last of all, and only once
 * its policies are done, it begins to close the days of each region.
 */
export async function comesToRest({ ask }: RunningTaizhang, dataDir: string): Promise<void> {
  const begun = `{ history(of: { region: true }, types: ["DayEndsBegun"]) { edges { cursor } } }`;
  for (const { regionId } of rosters()) {
    const auditor = await tokenFor(dataDir, regionId, "auditor");
    await comesTrue(async () => (await ask(begun, auditor)).data.history.edges.length > 0);
  }
}

/** A part of the product that runs by itself: an API, or a projector, which has no address. */
export interface RunningPart extends Pick<RunningTaizhang, "address" | "ask" | "pid" | "stop" | "kill"> {
  /** Resolves with the exit code once it has ended, by whatever. */
  readonly ended: Promise<number | null>;
  /** Everything it has logged. */
  logged(): string;
}

/** Starts an API, which resolves when it listens, or a projector. */
export async function startPart(part: "api" | "projector", env: Record<string, string>): Promise<RunningPart> {
  const child = launch([part], { TAIZHANG_PORT: "0", TAIZHANG_LOG_LEVEL: "info", ...env });
  const ended = once(child, "exit").then(([code]) => code);
  let logged = "";
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      logged += chunk;
      const [, found] = /"address":"([^"]+)"/.exec(logged) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`taizhang ${part} ended with ${code}: ${logged}`)));
    if (part === "projector") child.once("spawn", () => resolve(""));
  });
  return { address, ask: askAt(address), pid: child.pid ?? 0, ended, logged: () => logged, ...endsOf(child) };
}

const askAt =
  (address: string): RunningTaizhang["ask"] =>
  async (query, token, variables = {}) => {
    const answer = await fetch(`${address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return JSON.parse(await answer.text());
  };

function endsOf(child: ChildProcess): Pick<RunningTaizhang, "stop" | "kill"> {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, "exit");
    }
    return child.exitCode;
  };
  return { stop: () => end("SIGINT"), kill: async () => void (await end("SIGKILL")) };
}

function launch(args: readonly string[], env: Record<string, string>): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TAIZHANG|EVENTSTORE|REDIS)_/.test(name));
  const main = fileURLToPath(built("packages/cli/src/main.js"));
  return spawn(process.execPath, [...nodeFlags(main), main, ...args], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env },
    // The channel closes when this process ends, however that ends, and the child then ends, too.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}
