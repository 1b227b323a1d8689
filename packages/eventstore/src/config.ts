// Every setting of the event store, from flags and from the environment; flags win.
import { parseArgs } from "node:util";
import { z } from "zod";
import { StartRefused } from "./start-refused.ts";

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;
const flag = z.union([z.boolean(), z.stringbool()]).default(false);

const settings = z.strictObject({
  data: z
    .string()
    .min(1)
    .default("data/eventstore")
    .describe("Directory that holds the log, created if it is not there. Default data/eventstore."),
  port: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(2113)
    .describe("TCP port to listen on, 0 for any free one. Default 2113."),
  host: z
    .string()
    .regex(
      loopback,
      "not a loopback address: this server knows no rights, so only programs on this machine may reach it",
    )
    .default("127.0.0.1")
    .describe("Loopback address to listen on. Default 127.0.0.1."),
  maxAppendBytes: z.coerce
    .number()
    .int()
    .min(1)
    .max(16 << 20)
    .default(1 << 20)
    .describe("Most bytes of data in one append. Default 1048576, at most 16777216."),
  minFreeBytes: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 << 20)
    .describe("Appends are refused while fewer bytes are free on the disk. Default 67108864."),
  checkpointMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400_000)
    .default(0)
    .describe(
      "A live, filtered subscription that skips events sends a checkpoint after this many ms at the latest. Default 0: no such limit.",
    ),
  memory: flag.describe("Keep the log in memory and forget it at the end. Default false."),
  dieWithParent: flag.describe("Stop when standard input closes, as it does when the parent ends. Default false."),
  logLevel: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Least level of what is logged on standard error. Default info."),
});

export type Config = Readonly<z.infer<typeof settings>>;

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = "EVENTSTORE_";

/** Where the ledger finds its event store: it begins like a setting of this program, but is not one. */
const ofOthers = "EVENTSTORE_URL";

/** Reads the settings from arguments and environment. Throws `StartRefused` with a line for each that is wrong. */
export function readConfig(args: readonly string[], environment: Environment = process.env): Config {
  const unknown: string[] = [];
  const given = { ...fromEnvironment(environment, unknown), ...fromFlags(args, unknown) };
  const result = settings.safeParse(given);
  if (result.success && unknown.length === 0) return Object.freeze(result.data);
  const malformed = (result.error?.issues ?? []).map(({ path, message }) => describe(String(path[0]), message));
  throw new StartRefused(["The event store's settings are not right:", ...unknown, ...malformed].join("\n  "));
}

const names: readonly string[] = Object.keys(settings.shape);
const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variableOf = (name: string): string => `${prefix}${flagOf(name).replaceAll("-", "_").toUpperCase()}`;

function describe(name: string, fault: string): string {
  const setting = new Map<string, z.ZodType>(Object.entries(settings.shape)).get(name);
  return `--${flagOf(name)} or ${variableOf(name)}: ${fault}. ${setting?.description}`;
}

function fromEnvironment(environment: Environment, unknown: string[]): Record<string, unknown> {
  const byVariable = new Map(names.map((name) => [variableOf(name), name]));
  const given: Record<string, unknown> = {};
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || variable === ofOthers) continue;
    const name = byVariable.get(variable);
    if (name) given[name] = value;
    else unknown.push(`${variable}: there is no such setting; there are ${[...byVariable.keys()].join(", ")}.`);
  }
  return given;
}

const switches: readonly string[] = ["memory", "dieWithParent"];

function fromFlags(args: readonly string[], unknown: string[]): Record<string, unknown> {
  const byFlag = new Map(names.map((name) => [flagOf(name), name]));
  const options = Object.fromEntries(
    names.map((name) => [flagOf(name), { type: switches.includes(name) ? ("boolean" as const) : ("string" as const) }]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const name = token.kind === "option" ? byFlag.get(token.name) : undefined;
    if (token.kind === "option" && name) given[name] = token.value ?? true;
    else {
      const text = token.kind === "option" ? token.rawName : token.value;
      unknown.push(
        `${text}: there is no such setting; there are ${[...byFlag.keys()].map((each) => `--${each}`).join(", ")}.`,
      );
    }
  }
  return given;
}
