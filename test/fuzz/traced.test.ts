// What the system sees of a reader of notices: no file and no socket is opened because of what a file says.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const hasTracer = spawnSync("strace", ["-V"]).status === 0;
if (!hasTracer) process.stderr.write("The trace of a reader is left out: strace is not installed.\n");

/** What a process opens by itself: what it uses of memory, its program (a reader is replaced when it ends), the system. */
const OWN =
  /^"(?:\/proc\/|\/sys\/|\/etc\/(?:localtime|ld\.so|ssl\/openssl\.cnf)|\/dev\/|\/(?:usr\/)?lib|[^"]*\.(?:ts|mts|js|mjs|cjs|json|node)"|[^"]*\/tsx-)/;

test.runIf(hasTracer)("a reader opens nothing that 100 changed files speak of", () => {
  const folder = mkdtempSync(join(tmpdir(), "traced-"));
  try {
    const trace = join(folder, "trace");
    const program = fileURLToPath(new URL("traced-reader.ts", import.meta.url));
    const calls = "trace=open,openat,socket,connect,stat,statx,access";
    const run = spawnSync("strace", [
      "-f",
      "-qq",
      "-e",
      calls,
      "-o",
      trace,
      process.execPath,
      "--import",
      "tsx",
      program,
    ]);
    expect(run.status, run.stderr.toString()).toBe(0);
    const lines = readFileSync(trace, "utf8").split("\n");
    const marked = (mark: string) => lines.findIndex((line) => line.includes(`"/mark-${mark}"`));
    expect(lines.filter((line) => line.includes('"/mark-'))).toHaveLength(101);
    const during = lines.slice(marked("1"), marked("end")).filter((line) => !line.includes('"/mark-'));
    const opened = during.flatMap((line) => {
      const path = /\b(?:open|openat)\((?:AT_FDCWD, )?(".*)/.exec(line)?.[1];
      return path === undefined || OWN.test(path) ? [] : [path];
    });
    expect(opened).toEqual([]);
    // Sockets are only the pipes between the reader and the process that starts it.
    expect(during.filter((line) => /\bsocket\((?!AF_UNIX)|\bconnect\(/.test(line))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
