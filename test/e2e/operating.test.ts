// Running the product: signals through npm, what cannot start, and a strange event in the log.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdir, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { esdbLog } from "@taizhang/log/esdb";
import { expect, test } from "vitest";
import { freshDataDir, startTaizhang, taizhang, tokenFor } from "../support/taizhang.ts";

/** Runs a command through npm until it prints a word, and sends npm a signal; tells how it ended and what it said. */
async function signalled(args: readonly string[], word: string, signal: NodeJS.Signals) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TAIZHANG|EVENTSTORE|REDIS|npm)_/.test(name));
  const child = spawn("npm", ["run", "--silent", "taizhang", "--", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(inherited), TAIZHANG_PORT: "0", TAIZHANG_EVENTSTORE_PORT: "0" },
  });
  let said = "";
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk));
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes(word)) resolve();
    });
  });
  child.kill(signal);
  // Once the streams are closed, nobody is left who could write to them: no process of the family goes on.
  const [code] = await once(child, "close");
  return { code, said };
}

test.each(["SIGINT", "SIGTERM"] as const)("%s to npm ends the event store in order", async (signal) => {
  const { dataDir, remove } = await freshDataDir();
  const { code, said } = await signalled(["eventstore", "--data", dataDir, "--port", "0"], "listening", signal);
  expect(said).toContain('"msg":"stopped"');
  expect(code).toBe(0);
  // The lock is given back, and the file is cut where the log ends: nothing was written, so it is empty.
  expect((await readdir(dataDir)).sort()).toEqual(["events.log", "index.mdb", "index.mdb-lock", "version"]);
  expect((await stat(join(dataDir, "events.log"))).size).toBeLessThan(1024);
  await remove();
});

test("SIGINT as soon as the welcome is there ends everything in order", async () => {
  const { dataDir, remove } = await freshDataDir();
  const { code } = await signalled(["start", "--no-demo", "--data-dir", dataDir], "Taizhang is running", "SIGINT");
  expect(code).toBe(0);
  expect(await readdir(join(dataDir, "eventstore"))).not.toContain("lock");
  await remove();
});

test("what cannot start ends with 1 and a sentence", async () => {
  const { dataDir, remove } = await freshDataDir();
  const file = join(dataDir, "file");
  await writeFile(file, "");
  const busy = createServer().listen(0, "127.0.0.1");
  await once(busy, "listening");
  const { port } = Object(busy.address());
  const start = (env: Record<string, string>) =>
    taizhang(["start", "--no-demo"], {
      TAIZHANG_DATA_DIR: dataDir,
      TAIZHANG_PORT: "0",
      TAIZHANG_EVENTSTORE_PORT: "0",
      ...env,
    });
  const [isFile, busyStore, away, noRedis] = await Promise.all([
    start({ TAIZHANG_DATA_DIR: file }),
    start({ TAIZHANG_EVENTSTORE_PORT: String(port) }),
    start({ EVENTSTORE_URL: "esdb://127.0.0.1:1?tls=false" }),
    start({ REDIS_URL: "redis://127.0.0.1:1", TAIZHANG_DATA_DIR: join(dataDir, "of-redis") }),
  ]);
  const sentence = (text: RegExp) => ({ code: 1, out: "", err: expect.stringMatching(text) });
  expect(isFile).toEqual(sentence(/file\/sources cannot be used: a part of its path is a file.*\(ENOTDIR\)\.\n$/));
  expect(busyStore).toEqual(sentence(/cannot listen on 127\.0\.0\.1:\d+ .*: set TAIZHANG_EVENTSTORE_PORT\n$/));
  expect(away).toEqual(sentence(/the event store cannot be reached/));
  expect(noRedis).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^REDIS_URL: Redis: .*$/m) });
  busy.close();
  await remove();
});

test("what is kept is its owner's alone, and a strange event stops only what it concerns", async () => {
  const { dataDir, remove } = await freshDataDir();
  const first = await startTaizhang(dataDir, ["--no-demo"]);
  const strange = async (url: string) => {
    const log = esdbLog({ url });
    // Typed as nothing, because it is nothing of ours: another program's event, without metadata.
    const event = JSON.parse(`{ "id": "${randomUUID()}", "fact": { "type": "UnitRegistered", "data": {} } }`);
    try {
      return await log.append("roster-999999", -1, [event]);
    } finally {
      await log.close();
    }
  };
  await expect(strange(first.eventstoreUrl.replace(/&connectionName=.*/, ""))).rejects.toThrow(/denied access/);
  expect(await strange(first.eventstoreUrl)).toMatchObject({ revision: 0 });
  const entries = await readdir(dataDir, { recursive: true });
  expect(entries).toEqual(
    expect.arrayContaining(["eventstore", "sources", "eventstore-secret", "eventstore/events.log"]),
  );
  for (const entry of entries) expect([entry, (await stat(join(dataDir, entry))).mode & 0o077]).toEqual([entry, 0]);
  expect(await first.stop()).toBe(0);

  const second = await startTaizhang(dataDir, ["--no-demo"]);
  const ready = await (await fetch(`${second.address}/health/ready`)).json();
  expect(ready).toMatchObject({
    status: "notReady",
    problems: [
      { part: "unit-directory", reason: expect.stringContaining("it has stopped") },
      { part: "command-use", reason: expect.stringContaining("it has stopped") },
      { part: "event-places", reason: expect.stringContaining("it has stopped") },
    ],
  });
  const office = await tokenFor(dataDir, "420304", "office");
  expect(await second.ask("{ units { stale } plans { stale } }", office)).toEqual({
    data: { units: { stale: true }, plans: { stale: false } },
  });
  await second.ask(
    `mutation { registerUnit(input: { commandId: "u", regionId: "420304", name: "区财政局", validFrom: "2021-01-01" }) { receipt { outcome } } }`,
    office,
  );
  const token = (unit: string, env = { TAIZHANG_DATA_DIR: dataDir }) =>
    taizhang(["token", "--region", "420304", "--unit", unit, "--role", "unit"], env);
  expect(await token("区财证局")).toEqual({
    code: 1,
    out: "",
    err: "行政区划420304的名录不认识单位 区财证局：是否指 区财政局？ / the roster of region 420304 knows no unit 区财证局: did you mean 区财政局?\n",
  });
  expect(await second.stop()).toBe(0);
  // Also while nothing runs; and a directory without a ledger gets no key.
  expect(await token("区财政局")).toMatchObject({ code: 0, out: expect.stringMatching(/^ey/) });
  const other = join(dataDir, "other");
  const elsewhere = await taizhang(["token", "--region", "420304", "--role", "office"], { TAIZHANG_DATA_DIR: other });
  expect(elsewhere).toMatchObject({
    code: 1,
    err: expect.stringMatching(/ \/ there is no key .*development-key\.json/),
  });
  expect(await readdir(dataDir)).not.toContain("other");
  await remove();
});
