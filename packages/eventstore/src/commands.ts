// The commands of the event store's program: verify, backup, restore.
import { parseArgs } from "node:util";
import { inBoth, type Said, showProgress } from "@taizhang/process";
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
  const verification = await verifyDirectory(data, showProgress("核验 verifying"));
  const { findings } = verification;
  const { zh, en } = counts(verification);
  const allIsWell = { zh: `${zh}，与写入时一致`, en: `${en}: all as it was written` };
  for (const each of findings.length === 0 ? [allIsWell] : findings) tell(each);
  if (findings.length > 0) process.exitCode = 1;
}

/** Copies a log, also while it is served, and verifies the copy. */
async function backup(args: readonly string[]): Promise<void> {
  const { data, to } = readFlags(
    "backup --data DIR --to DIR",
    args,
    z.strictObject({ data: directory, to: directory }),
  );
  const verification = await copyLog(data, to, showProgress("核验备份 verifying the backup"));
  const { zh, en } = counts(verification);
  tell({ zh: `${zh}已备份到 ${to}`, en: `${en} backed up to ${to}` });
}

/** Puts a backup into a new data directory, and verifies it there. */
async function restore(args: readonly string[]): Promise<void> {
  const { from, data } = readFlags(
    "restore --from DIR --data DIR",
    args,
    z.strictObject({ from: directory, data: directory }),
  );
  const verification = await copyLog(from, data, showProgress("核验恢复的内容 verifying what was restored"));
  const { zh, en } = counts(verification);
  tell({ zh: `${zh}已恢复到 ${data}`, en: `${en} restored to ${data}` });
}

const tell = (sentence: Said) => void process.stdout.write(`${inBoth(sentence)}\n`);

const counts = ({ eventCount, streamCount }: Verification): Said => ({
  zh: `${streamCount} 个流中的 ${eventCount} 个事件`,
  en: `${eventCount} events in ${streamCount} streams`,
});

const option = { type: "string" as const };

/** Reads `--name DIR` pairs. Throws `StartRefused` with the usage if there are others than these. */
function readFlags<Flags>(usage: string, args: readonly string[], flags: z.ZodType<Flags>): Flags {
  const options = { data: option, to: option, from: option };
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const { data, success } = flags.safeParse(values);
  if (success && positionals.length === 0) return data;
  throw new StartRefused({ zh: `用法：${usage}`, en: `usage: ${usage}` });
}
