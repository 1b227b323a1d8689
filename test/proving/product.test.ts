// Proofs of the whole product, as a person runs it: killed, restored, and asked how they are.
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { esdbLog } from "@taizhang/log/esdb";
import { machineDisk } from "@taizhang/proving";
import { grow } from "@taizhang/proving/testing/events";
import { requireSigned, stateOf } from "@taizhang/proving/testing/kept";
import { expect, onTestFinished, test } from "vitest";
import { patient } from "../contract/event-log-facts.ts";
import { freshDataDir, type RunningTaizhang, startTaizhang, taizhang } from "../support/taizhang.ts";

async function fresh() {
  const { dataDir, remove } = await freshDataDir();
  onTestFinished(remove);
  return { dataDir, proofs: join(dataDir, "proofs") };
}

/** Does something to the log of a running ledger. */
async function withLogOf<Value>(
  { eventstoreUrl }: RunningTaizhang,
  work: (log: ReturnType<typeof esdbLog>) => Promise<Value>,
) {
  const log = esdbLog({ ...patient, url: eventstoreUrl });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

const begun = async (dataDir: string) => {
  const running = await startTaizhang(dataDir, ["--no-demo"]);
  onTestFinished(async () => void (await running.stop().catch(() => {})));
  return running;
};

test("killed again and again, it signs one history of all that was acknowledged", async () => {
  const { dataDir, proofs } = await fresh();
  for (const at of [0, 10, 20]) {
    const running = await begun(dataDir);
    await withLogOf(running, (log) => grow(log, 10, at));
    await running.kill();
  }
  const running = await begun(dataDir);
  await withLogOf(running, (log) => grow(log, 10, 30));
  expect(await running.stop()).toBe(0);
  const { logId, sizes } = await stateOf(proofs);
  expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBe(40);
  const last = await begun(dataDir);
  expect(await withLogOf(last, (log) => requireSigned(proofs, log))).toEqual(sizes);
  expect((await stateOf(proofs)).logId).toBe(logId);
});

test("a restored log is another one to auditors, also where the backup holds all that was signed", async () => {
  const { dataDir, proofs } = await fresh();
  const first = await begun(dataDir);
  await withLogOf(first, (log) => grow(log, 10));
  await first.stop();
  const before = await stateOf(proofs);
  const backup = join(dataDir, "..", `${dataDir.split("/").at(-1)}-backup`);
  onTestFinished(() => rm(backup, { recursive: true }));
  const env = { TAIZHANG_DATA_DIR: dataDir };
  expect(await taizhang(["backup", "--to", backup], env)).toMatchObject({ code: 0 });
  await rename(join(dataDir, "eventstore"), join(dataDir, "eventstore-lost"));
  expect(await taizhang(["restore", "--from", backup], env)).toMatchObject({ code: 0 });
  const second = await begun(dataDir);
  await withLogOf(second, (log) => grow(log, 5, 100));
  await second.stop();
  const { logId, sizes } = await stateOf(proofs);
  expect(logId).not.toBe(before.logId);
  expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBe(15);
  expect(await machineDisk.list(proofs)).toEqual(expect.arrayContaining([before.logId, logId]));
});

test.each([0, 30])(
  "a log that is put back behind what was signed, and grown by %i events since, is signed by another name",
  async (others) => {
    const { dataDir, proofs } = await fresh();
    const [log, copy] = [join(dataDir, "eventstore"), join(dataDir, "eventstore-copy")];
    const first = await begun(dataDir);
    await withLogOf(first, (into) => grow(into, 10));
    await first.stop();
    await cp(log, copy, { recursive: true });
    const second = await begun(dataDir);
    await withLogOf(second, (into) => grow(into, 10, 10));
    await second.stop();
    const before = await stateOf(proofs);
    await rm(log, { recursive: true });
    await rename(copy, log);
    const third = await begun(dataDir);
    await withLogOf(third, (into) => grow(into, others, 100));
    await third.stop();
    const { logId, sizes } = await stateOf(proofs);
    expect(logId).not.toBe(before.logId);
    expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBe(10 + others);
    expect(await machineDisk.list(proofs)).toEqual(expect.arrayContaining([before.logId, logId]));
  },
);

test("where proofs are not kept any more, the API says that it is not ready, and serves on", async () => {
  const { dataDir, proofs } = await fresh();
  const first = await begun(dataDir);
  await withLogOf(first, (log) => grow(log, 10));
  await first.stop();
  const { logId } = await stateOf(proofs);
  // As if somebody had altered both the log and the hashes: what was signed is not what the log gives.
  const checkpoints = join(proofs, logId, "420304", "checkpoints");
  const text = (await machineDisk.read(checkpoints, 0, 100_000)).toString();
  await machineDisk.replace(checkpoints, text.replace(/\n(?=[A-Za-z0-9+/]{43}=)/, "\nA").replace(/(?<=\nA.{42})./, ""));
  const second = await begun(dataDir);
  const ready = async () => {
    const answer = await fetch(`${second.address}/health/ready`);
    return { status: answer.status, body: await answer.json() };
  };
  await expect.poll(ready).toMatchObject({
    status: 503,
    body: { problems: [{ part: "proofs", reason: "they are not kept any more: the projector's log says why" }] },
  });
  expect(await (await fetch(`${second.address}/metrics`)).text()).toMatch(/^taizhang_proofs_stopped 1$/m);
});
