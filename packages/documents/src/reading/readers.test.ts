// Notices read by processes of their own: the same draft, and no file can stop the server; nor is one blamed for a busy machine.
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type NoticeReaders, noticeReaders, ReadersBusy, readNotice } from "../index.ts";
import type { ReadersOptions } from "./readers.ts";

const name = "wushan-2021.txt";
const bytes = readFileSync(new URL(`../../../../seeds/notices/${name}`, import.meta.url));
// Only some tests are about what a file may take; on a busy machine all of it takes long.
const patient = { patienceMs: 1_000_000, cpuMs: 1_000_000 };

/** A notice of so many tasks: 8,000 take more than a second on a quick machine. */
const long = (tasks: number) =>
  Buffer.from(
    [
      "2021年政务公开工作任务分解表",
      "工作任务\t工作要求\t责任单位\t完成时限",
      ...Array.from(
        { length: tasks },
        (_, at) => `${at + 1}.公开财政预算决算${at}。\t按规定时限公开。\t区财政局\t2021年6月底前`,
      ),
    ].join("\n"),
  );

/** What the system says of a process: its state, its parent and so on. */
function statusOf(pid: number | string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** The CPU time of a process so far, in the system's ticks. */
const ticksOf = (pid: number): number => Number(statusOf(pid)[11]) + Number(statusOf(pid)[12]);

/** Linux counts it in hundredths of a second, whatever the machine. */
const tickMs = 10;

/** What a file takes on this machine as the second one of a reader, in milliseconds of CPU time: the limits of tests are multiples of it. */
async function cpuMsOf(file: Buffer): Promise<number> {
  let spent = 0;
  const others = readers();
  await withReaders({ count: 1 }, async ({ read }) => {
    await read([{ bytes: Buffer.from("通知"), name }]);
    const [pid = 0] = readers().filter((each) => !others.includes(each));
    const before = ticksOf(pid);
    await read([{ bytes: file, name }]);
    spent = (ticksOf(pid) - before) * tickMs;
  });
  expect(spent).toBeGreaterThan(0);
  return spent;
}

/** The processes that were started by this one and read notices. */
const readers = (): number[] =>
  readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const [state, parent] = statusOf(pid);
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return state !== "Z" && Number(parent) === process.pid && command.includes("reading/program.ts");
      } catch {
        return false;
      }
    })
    .map(Number);

async function withReaders(options: ReadersOptions, use: (readers: NoticeReaders) => Promise<void>): Promise<void> {
  const started = noticeReaders({ ...patient, ...options });
  try {
    await use(started);
  } finally {
    await started.close();
  }
}

describe("a reader", () => {
  const { read, close } = noticeReaders({ ...patient, count: 1 });
  afterAll(close);

  test("reads the same draft, and goes on to the next file in the same process", async () => {
    const draft = readNotice([{ bytes, name }]);
    expect(await read([{ bytes, name }])).toEqual(draft);
    const [pid] = readers();
    expect(await Promise.all([read([{ bytes, name }]), read([{ bytes, name }])])).toEqual([draft, draft]);
    expect(readers()).toEqual([pid]);
  });

  test("refuses with the code of the refusal", async () => {
    expect(await read([{ bytes: Buffer.from("通知"), name: "letter.txt" }])).toMatchObject({
      error: { code: "NO_TASK_TABLE" },
    });
  });

  test("that is ended over a file nobody waits for any more is replaced", async () => {
    const [before] = readers();
    const leaving = new AbortController();
    const reading = read([{ bytes: long(8000), name }], [], leaving.signal);
    // The file is on its way by then.
    await new Promise(setImmediate);
    leaving.abort(new Error("the client has left"));
    await expect(reading).rejects.toThrow("the client has left");
    expect(await read([{ bytes, name }])).toHaveProperty("draft");
    expect(readers()).not.toContain(before);
    await expect(read([{ bytes, name }], [], leaving.signal)).rejects.toThrow("the client has left");
  });

  test("that is killed between two files is replaced", async () => {
    const [pid = 0] = readers();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => readers().filter((each) => each !== pid)).toHaveLength(1);
    expect(await read([{ bytes, name }])).toHaveProperty("draft");
  });
});

test("a file that takes too much computing is refused, and the next one is read", async () => {
  const file = long(8000);
  // A third of what it takes, which is a hundred times what the other one takes.
  const cpuMs = Math.ceil((await cpuMsOf(file)) / 3);
  await withReaders({ count: 1, cpuMs }, async ({ read }) => {
    expect(await read([{ bytes: file, name: "長.txt" }])).toMatchObject({
      error: { code: "TOO_COMPLEX", message: expect.stringContaining(`${cpuMs / 1000} s of computing`) },
    });
    expect(await read([{ bytes: Buffer.from("通知"), name }])).toMatchObject({
      error: { code: "NO_TASK_TABLE" },
    });
  });
});

test("a file that takes too much memory is refused, and not its heap alone counts", () =>
  withReaders({ count: 1, residentMb: 100 }, async ({ read }) => {
    expect(await read([{ bytes: long(4000), name }])).toMatchObject({
      error: { code: "TOO_COMPLEX", message: expect.stringContaining("100 MiB") },
    });
  }));

test("a file that is read late because the machine does something else is read all the same", async () => {
  const file = long(1000);
  // So much more than it takes that only time which it does not compute could exceed it.
  const cpuMs = 5 * Math.max(await cpuMsOf(file), 10 * tickMs);
  const others = readers();
  await withReaders({ count: 1, cpuMs }, async ({ read }) => {
    await read([{ bytes: Buffer.from("通知"), name }]);
    const [pid = 0] = readers().filter((each) => !others.includes(each));
    const before = ticksOf(pid);
    const reading = read([{ bytes: file, name }]);
    await expect.poll(() => ticksOf(pid), { interval: 1 }).toBeGreaterThan(before);
    process.kill(pid, "SIGSTOP");
    const stopped = performance.now();
    await expect.poll(() => performance.now() - stopped, { timeout: 10 * cpuMs }).toBeGreaterThan(1.5 * cpuMs);
    process.kill(pid, "SIGCONT");
    expect(await reading).toHaveProperty("draft");
  });
});

test("a reader that the machine keeps from its work says nothing against the file", () =>
  withReaders({ count: 1, cpuMs: 50, patienceMs: 3000 }, async ({ read }) => {
    await read([{ bytes: Buffer.from("通知"), name }]).catch(() => undefined);
    for (const pid of readers()) process.kill(pid, "SIGSTOP");
    await expect(read([{ bytes: Buffer.from("通知"), name }])).rejects.toThrow(ReadersBusy);
  }));

test("a file that waits for a reader until nobody has patience is not blamed", () =>
  withReaders({ count: 1, patienceMs: 1 }, async ({ read }) => {
    await expect(read([{ bytes, name }])).rejects.toThrow(ReadersBusy);
  }));

test("readers that are closed leave no process", async () => {
  const { read, close } = noticeReaders({ ...patient, count: 2 });
  const refused = expect(read([{ bytes, name }])).rejects.toThrow(ReadersBusy);
  await close();
  await refused;
  expect(readers()).toEqual([]);
});
