// Files that something has happened to, sent to `POST /import`: each is answered, the API lives on, and its readers stay
// within their bounds. IMPORT_TEST_FILES says how many, IMPORT_TEST_SEED where to begin.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { changedFile } from "@taizhang/documents/testing/changed-files";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

// biome-ignore-start lint/style/noProcessEnv: whoever runs the test says how many files are sent.
const FILES = Number(process.env["IMPORT_TEST_FILES"] ?? 140);
const SEED = Number(process.env["IMPORT_TEST_SEED"] ?? 1);
// biome-ignore-end lint/style/noProcessEnv: see above.

/** The bound of a reader is looked at every 20 ms; a fast allocation may be seen that much later. */
const MOST_MB = 768 + 256;

const hello = z.object({ address: z.string(), token: z.string() });
const refusal = z.object({ error: z.object({ message: z.string().min(10), code: z.string() }) });

let api: ChildProcess;
let served: z.infer<typeof hello>;

beforeAll(async () => {
  api = fork(new URL("import-server.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const [said] = await once(api, "message");
  served = hello.parse(said);
});
afterAll(() => void api?.disconnect());

/** The most memory that a reader has held, in MiB; each reader is a child of the API. */
function peakOfReaders(): number {
  const peaks = readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const isReader = new RegExp(`^PPid:\\s*${api.pid}$`, "m").test(status);
      return isReader ? [Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
  return Math.max(0, ...peaks);
}

test(`${FILES} changed files from seed ${SEED} on are read or refused, and the API lives on`, {
  timeout: 20_000 * FILES,
}, async () => {
  const statuses = new Map<string, number>();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOfReaders());
  }, 50);
  try {
    for (let seed = SEED; seed < SEED + FILES; seed++) {
      const { name, how, bytes } = changedFile(seed);
      const answer = await fetch(`${served.address}/import?name=${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${served.token}`, "content-type": "application/octet-stream" },
        body: bytes,
      });
      const text = await answer.text();
      expect([200, 400, 413, 422, 429, 503], `seed ${seed}, ${how}: ${text.slice(0, 300)}`).toContain(answer.status);
      // A reader that breaks is caught, and is a fault all the same.
      if (answer.status === 422)
        expect(refusal.parse(JSON.parse(text)).error.code, `seed ${seed}, ${how}`).not.toBe("READING_FAILED");
      const outcome = answer.status === 422 ? refusal.parse(JSON.parse(text)).error.code : String(answer.status);
      statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
      expect(api.exitCode, `seed ${seed}, ${how}`).toBeNull();
    }
  } finally {
    clearInterval(timer);
  }
  api.send("bugs");
  const [bugs] = await once(api, "message");
  expect(bugs).toEqual([]);
  expect(peak).toBeLessThan(MOST_MB);
  const told = [...statuses].map(([outcome, count]) => `${outcome} ${count}`).join(", ");
  process.stdout.write(
    `${FILES} changed files, seed ${SEED}: ${told}. Readers held ${Math.round(peak)} MiB at most.\n`,
  );
});
