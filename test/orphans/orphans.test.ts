// Whichever part of the test command is killed, no process that it has started goes on running.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const word = fileURLToPath(new URL("../../scripts/run.mjs", import.meta.url));

interface Running {
  readonly pid: number;
  readonly parent: number;
  /** When it began, because process ids are used again. */
  readonly start: string;
  readonly command: string;
}

/** Every running process of the system, without zombies. */
function running(): Running[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return state === "Z" ? [] : { pid: Number(pid), parent: Number(parent), start: rest[17] ?? "", command };
      } catch {
        return [];
      }
    });
}

/** A process with all its descendants. */
function family(pid: number, all = running()): Running[] {
  const children = all.filter(({ parent }) => parent === pid);
  return [...all.filter((each) => each.pid === pid), ...children.flatMap((child) => family(child.pid, all))];
}

const isSame = (one: Running) => (other: Running) => one.pid === other.pid && one.start === other.start;

test.each([
  ["the test command", /scripts\/run\.mjs/],
  ["the test runner", /vitest\.mjs/],
  ["a process that runs tests", /workers\/forks\.js/],
])(
  "%s is killed, and a whole product, its event store, its readers, a projector, an API and a Redis end",
  async (_what, part) => {
    const command = spawn(process.execPath, [word, "test", "--config", "test/orphans/vitest.config.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let complained = "";
    command.stderr.on("data", (chunk: Buffer) => (complained += chunk));
    for await (const line of createInterface(command.stdout)) if (line === "everything runs") break;
    const started = family(command.pid ?? 0);
    const commands = started.map((each) => each.command).join("\n");
    expect(complained).toBe("");
    for (const wanted of [
      /main\.js start/,
      /main\.js projector/,
      /main\.js api/,
      /eventstore/,
      /reading\/program\.js/,
      /redis-server/,
    ])
      expect(commands).toMatch(wanted);
    const killed = started.find((each) => part.test(each.command));
    if (!killed) throw new Error(`nothing of ${part} among\n${commands}`);
    process.kill(killed.pid, "SIGKILL");
    await expect.poll(() => running().filter((each) => started.some(isSame(each)))).toEqual([]);
  },
);
