// The embedded event store is started again whenever it is killed, also while it starts.
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { esdbLog } from "@taizhang/log/esdb";
import { expect, test } from "vitest";
import { startEmbeddedStore } from "./embedded-store.ts";
import { storeSecret, storeSecretFile, withSecret } from "./store-secret.ts";

/** The process of the store on a data directory; null while there is none. */
async function storeOn(dataDir: string): Promise<number | null> {
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const line = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
    if (line.includes("--die-with-parent") && line.includes(dataDir)) return Number(entry);
  }
  return null;
}

/** Waits for a store other than the one before, and kills it. */
async function killNext(dataDir: string, before: number | null): Promise<number> {
  for (;;) {
    const pid = await storeOn(dataDir);
    if (pid === null || pid === before) continue;
    process.kill(pid, "SIGKILL");
    return pid;
  }
}

test("whoever does not name the secret is refused with a sentence, and it is in no command line", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "embedded-"));
  const secret = await storeSecret(dataDir);
  expect((await stat(storeSecretFile(dataDir))).mode & 0o777).toBe(0o600);
  expect(await storeSecret(dataDir)).toBe(secret);
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const storeDir = join(dataDir, "eventstore");
  const secretFile = storeSecretFile(dataDir);
  const store = await startEmbeddedStore({ dataDir: storeDir, secretFile, port: 0, maxAppendBytes: 1 << 20, logger });
  const append = async (url: string) => {
    const log = esdbLog({ url });
    try {
      return await log.storeCheckpoint("tried", { position: 1n, mark: null });
    } finally {
      await log.close();
    }
  };
  await expect(append(store.url)).rejects.toThrow(/denied access; check .* secret/);
  await expect(append(withSecret(store.url, "another-secret-of-somebody"))).rejects.toThrow(/denied access/);
  await append(withSecret(store.url, secret));
  const pid = await storeOn(storeDir);
  expect(await readFile(`/proc/${pid}/cmdline`, "utf8")).not.toContain(secret);
  await store.stop();
  await rm(dataDir, { recursive: true });
});

test("a store that is killed, and killed again while it starts, comes back on its port", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "embedded-"));
  const warnings: string[] = [];
  const logger = { info: () => {}, warn: (_: object, line: string) => warnings.push(line), error: () => {} };
  const secretFile = storeSecretFile(dataDir);
  await storeSecret(dataDir);
  const storeDir = join(dataDir, "eventstore");
  const store = await startEmbeddedStore({ dataDir: storeDir, secretFile, port: 0, maxAppendBytes: 1 << 20, logger });
  let over: string | null = null;
  void store.ended.then((reason) => {
    over = reason;
  });
  const first = await killNext(storeDir, null);
  // The next one is found as soon as its process is there, long before it listens.
  await killNext(storeDir, first);
  const live = () =>
    fetch(`http://127.0.0.1:${store.port}/health/live`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(live).toBe(204);
  expect(warnings).toEqual(Array(2).fill("the event store was killed; starting it again"));
  expect(over).toBeNull();
  await store.stop();
  expect(await storeOn(storeDir)).toBeNull();
  await rm(dataDir, { recursive: true });
});

test("a store that does not want to start is not started again, and says why", async () => {
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const refused = startEmbeddedStore({
    dataDir: "/dev/null/store",
    secretFile: "",
    port: 0,
    maxAppendBytes: 1 << 20,
    logger,
  });
  await expect(refused).rejects.toThrow(/\/dev\/null\/store/);
});
