// `taizhang backup` and `taizhang restore`: the log and the notices it speaks of, together.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { copySources } from "@taizhang/api";
import { inBoth, type Said } from "@taizhang/process";
import { stateFile } from "@taizhang/proving";
import type { Config } from "./config.ts";
import { exitCodeOf } from "./embedded-store.ts";
import { proofsDirOf, sourcesDirOf } from "./ledger.ts";

/** The parts of a backup, in its directory. */
const partsOf = (directory: string) => ({ log: join(directory, "eventstore"), sources: join(directory, "sources") });

/**
 * Copies the log, also while it is served, and then the notices, so that each notice of the log is there. Both are verified. The
 * directory must be new or empty, and is left so if it fails. Resolves with what to tell.
 */
export async function backup(config: Config, to: string): Promise<string> {
  const isNew = !existsSync(to);
  await mkdir(to, { recursive: true });
  const [stranger] = await readdir(to);
  if (stranger !== undefined)
    throw new Error(
      inBoth({
        zh: `${to} 不是空目录（其中有 ${stranger}）：请指定新目录或空目录`,
        en: `${to} is not empty (${stranger}): name a new or an empty directory`,
      }),
    );
  const { log, sources } = partsOf(to);
  try {
    if (config.eventstoreUrl === null) {
      await store(["backup", "--data", join(config.dataDir, "eventstore"), "--to", log]);
    }
    const count = await copySources(sourcesDirOf(config), sources);
    return told(
      { zh: `${count} 份来文文件已备份到 ${sources}`, en: `${count} files of notices backed up to ${sources}` },
      config.eventstoreUrl === null,
    );
  } catch (error) {
    for (const each of isNew ? [to] : [log, sources]) await rm(each, { recursive: true, force: true });
    throw error;
  }
}

/** Puts a backup into the data directory, whose log must be new. Notices that are there stay. Resolves with what to tell. */
export async function restore(config: Config, from: string): Promise<string> {
  const { log, sources } = partsOf(from);
  const hasLog = existsSync(log);
  if (!hasLog && !existsSync(sources)) {
    throw new Error(
      inBoth({
        zh: `${from} 中没有 \`taizhang backup\` 的备份（既无 eventstore 也无 sources）：只有事件日志的副本用 \`taizhang eventstore restore\` 放回`,
        en:
          `${from} holds no backup of \`taizhang backup\` (neither eventstore nor sources): the copy of a log alone is put back ` +
          "with `taizhang eventstore restore`",
      }),
    );
  }
  const count = await copySources(sources, sourcesDirOf(config));
  if (hasLog) await retireProofs(proofsDirOf(config));
  if (hasLog) await store(["restore", "--from", log, "--data", join(config.dataDir, "eventstore")]);
  const into = sourcesDirOf(config);
  return told(
    { zh: `${count} 份来文文件已恢复到 ${into}`, en: `${count} files of notices restored to ${into}` },
    hasLog,
  );
}

/**
 * A restored log may lack what was signed of the one before, and none may sign two histories: so its proofs begin anew, under
 * another name. Those of before stay.
 */
async function retireProofs(directory: string): Promise<void> {
  const state = stateFile(directory);
  if (existsSync(state)) await rename(state, `${state}.before-restore-${new Date().toISOString().replaceAll(":", "")}`);
}

const notOurs: Said = {
  zh: "事件在 EVENTSTORE_URL 所指的事件库中，请另行备份",
  en: "the events are in the event store of EVENTSTORE_URL, which has a backup of its own",
};

const told = (done: Said, hasLog: boolean): string =>
  (hasLog ? [done] : [done, notOurs]).map((each) => `${inBoth(each)}\n`).join("");

/** Runs a command of the store's program, which says what is wrong. */
async function store(flags: readonly string[]): Promise<void> {
  if ((await exitCodeOf(flags)) !== 0)
    throw new Error(inBoth({ zh: "事件日志未能复制", en: "the log was not copied" }));
}
