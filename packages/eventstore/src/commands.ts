// The commands of the event store's program: verify, backup, restore.
import { parseArgs } from "node:util";
import { showProgress } from "@taizhang/process";
import { z } from "zod";
import { copyLog, verifyDirectory } from "./copy-log.ts";
import { StartRefused } from "./start-refused.ts";
import type { Verification } from "./storage/verify.ts";

const directory = z.string().min(1);

type Command = (args: readonly string[]) => Promise<void>;

/** The commands by name; each throws `StartRefused` if it cannot do what it was asked. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ["verify", verify],
  ["backup", backup],
  ["restore", restore],
]);

/** Reads everything in a data directory, also while it is served. Exit code 1 if something is not as it was written. */
async function verify(args: readonly string[]): Promise<void> {
  const { data } = readFlags("verify --data DIR", args, z.strictObject({ data: directory }));
  const verification = await verifyDirectory(data, showProgress("verifying"));
  const { findings } = verification;
  const lines = findings.length === 0 ? [`${counts(verification)}: all as it was written.`] : findings;
  process.stdout.write(`${lines.join("\n")}\n`);
  if (findings.length > 0) process.exitCode = 1;
}

/** Copies a log, also while it is served, and verifies the copy. */
async function backup(args: readonly string[]): Promise<void> {
  const { data, to } = readFlags(
    "backup --data DIR --to DIR",
    args,
    z.strictObject({ data: directory, to: directory }),
  );
  const verification = await copyLog(data, to, showProgress("verifying the backup"));
  process.stdout.write(`${counts(verification)} backed up to ${to}.\n`);
}

/** Puts a backup into a new data directory, and verifies it there. */
async function restore(args: readonly string[]): Promise<void> {
  const { from, data } = readFlags(
    "restore --from DIR --data DIR",
    args,
    z.strictObject({ from: directory, data: directory }),
  );
  const verification = await copyLog(from, data, showProgress("verifying what was restored"));
  process.stdout.write(`${counts(verification)} restored to ${data}.\n`);
}

const counts = ({ eventCount, streamCount }: Verification) => `${eventCount} events in ${streamCount} streams`;

const option = { type: "string" as const };

/** Reads `--name DIR` pairs. Throws `StartRefused` with the usage if there are others than these. */
function readFlags<Flags>(usage: string, args: readonly string[], flags: z.ZodType<Flags>): Flags {
  const options = { data: option, to: option, from: option };
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const { data, success } = flags.safeParse(values);
  if (success && positionals.length === 0) return data;
  throw new StartRefused({ zh: `用法：${usage}`, en: `usage: ${usage}` });
}
