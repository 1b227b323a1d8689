// What reading a large notice takes, format by format: CPU time, peak memory and outcome, in a reader process with the bounds
// of the product. Needs Linux, which tells what a process uses. Names of files on the command line pick some of them.
import { readFileSync } from "node:fs";
import { noticeReaders } from "@taizhang/documents";
import { largeNotices } from "./large-notices.ts";

/** In MB: far above any notice, and the most that is taken. */
const SIZES = [1, 10];

/** How often the reader's process is looked at. */
const everyMs = 10;

interface Used {
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** The readers of this process, by what the system says of its children. */
function children(): number[] {
  const listed = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
  return listed === "" ? [] : listed.split(" ").map(Number);
}

/** What a process has used so far; undefined once it has ended. */
function usedBy(pid: number): Used | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const peakKb = /VmHWM:\s*(\d+)/.exec(status)?.[1];
    if (peakKb === undefined) return undefined;
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, peakMb: Number(peakKb) / 1024 };
  } catch {
    return undefined;
  }
}

/** Reads one file in a reader of its own and watches what that uses. */
async function measured(name: string, bytes: Uint8Array): Promise<string[]> {
  const readers = noticeReaders({ count: 1, patienceMs: 600_000 });
  try {
    // The first file only shows that the reader has started.
    await readers.read([{ bytes: new Uint8Array(1), name: "start" }]);
    const [pid = 0] = children();
    const before = usedBy(pid)?.cpuSeconds ?? 0;
    let last: Used = { cpuSeconds: before, peakMb: 0 };
    const timer = setInterval(() => {
      last = usedBy(pid) ?? last;
    }, everyMs);
    const result = await readers.read([{ bytes, name }]);
    last = usedBy(pid) ?? last;
    clearInterval(timer);
    const outcome =
      "error" in result
        ? result.error.code
        : `${result.draft.tasks.length} tasks, ${result.draft.warnings.length} warnings`;
    return [
      name,
      `${(bytes.length / 2 ** 20).toFixed(1)} MB`,
      `${(last.cpuSeconds - before).toFixed(1)} s`,
      `${Math.round(last.peakMb)} MiB`,
      outcome,
    ];
  } finally {
    await readers.close();
  }
}

const rows = [["file", "size", "CPU time", "peak memory", "outcome"]];
const picked = process.argv.slice(2);
for (const megabytes of SIZES) {
  for (const { name, bytes } of largeNotices) {
    if (picked.length > 0 && !picked.includes(name)) continue;
    rows.push(await measured(name, bytes(megabytes * 2 ** 20)));
  }
}
const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
process.stdout.write(
  `${rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")).join("\n")}\n`,
);
