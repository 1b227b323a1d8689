// Proofs kept in the background, on our event store: once a minute, at the end, through outages, restores and alterations.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedEventStore, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { LogUnavailable } from "@taizhang/log";
import { type EsdbLog, esdbLog } from "@taizhang/log/esdb";
import { handClock } from "@taizhang/projections/testing/hand-clock";
import { readCheckpoint } from "@taizhang/proofs";
import { type KeepingParts, machineDisk, startKeeping, whyStopped } from "@taizhang/proving";
import { grow, regions } from "@taizhang/proving/testing/events";
import { checkpointsOf, requireSigned, stateOf } from "@taizhang/proving/testing/kept";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { patient } from "../contract/event-log-facts.ts";

const [region] = regions;
const uuid = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;

let store: EmbeddedEventStore;
let log: EsdbLog;
let directory: string;
let lines: string[];

beforeEach(async () => {
  store = await startEventStore();
  log = esdbLog({ ...patient, url: store.url });
  directory = join(await mkdtemp(join(tmpdir(), "taizhang-keeping-")), "proofs");
  lines = [];
});
afterEach(async () => {
  await log.close();
  await store.stop();
  await rm(join(directory, ".."), { recursive: true });
});

function started(clock: KeepingParts["clock"], over: Partial<KeepingParts> = {}) {
  let ids = 0;
  const say = (_: object, message: string) => void lines.push(message);
  const keeping = startKeeping({
    ...{ log, disk: machineDisk, directory, ledger: "ledger.example.gov.cn", digest: "sha256", clock },
    secret: Buffer.alloc(32, 7),
    newId: () => uuid(++ids + 10 * lines.length),
    logger: { info: say, warn: say, error: say },
    ...over,
  });
  onTestFinished(() => keeping.stop());
  return keeping;
}

const sizes = async () => (await checkpointsOf(directory, region)).map((source) => readCheckpoint(source).size);

test("what has come is signed after a minute, and not before; what came since, at the end", async () => {
  await grow(log, 10);
  const { clock, set, waits } = handClock("2021-06-01 09:00:00");
  const keeping = started(clock);
  await waits;
  expect(await requireSigned(directory, log)).toMatchObject({ [region]: 7 });
  await grow(log, 10, 10);
  set("2021-06-01 09:00:59");
  expect(await sizes()).toEqual([7]);
  set("2021-06-01 09:01:00");
  await expect.poll(sizes).toEqual([7, 14]);
  await grow(log, 5, 20);
  await keeping.stop();
  await requireSigned(directory, log);
  expect(await keeping.ended).toBeNull();
});

test("a store that is away is waited for", async () => {
  await grow(log, 10);
  let failures = 3;
  const away: KeepingParts["log"] = {
    ...log,
    async *bytes(after, limits) {
      if (failures-- > 0) throw new LogUnavailable("away");
      yield* log.bytes(after, limits);
    },
  };
  const { clock, waits } = handClock("2021-06-01 09:00:00");
  started(clock, { log: away });
  await waits;
  await requireSigned(directory, log);
  expect(lines.filter((line) => line === "nothing can be signed yet; trying again")).toHaveLength(3);
});

test("where the log is not what was signed, nothing is signed over it, and a file says why until all is well", async () => {
  await grow(log, 20);
  const { clock, waits } = handClock("2021-06-01 09:00:00");
  const first = started(clock);
  await waits;
  await first.stop();
  const { logId } = await stateOf(directory);
  await rm(join(directory, logId, region, "nodes"));
  const altered: KeepingParts["log"] = {
    ...log,
    async *bytes(after, limits) {
      for await (const event of log.bytes(after, limits))
        yield event.revision === 4 && event.stream.endsWith(region) ? { ...event, type: "UnitRegistered2" } : event;
    },
  };
  const second = started(handClock("2021-06-01 10:00:00").clock, { log: altered });
  expect(await second.ended).toMatch(new RegExp(`region ${region}: of its events 1 to 14`));
  expect(await whyStopped(machineDisk, directory)).toContain(`region ${region}`);
  expect(lines).toContain("proofs are not kept any more");
  await second.stop();
  expect(await sizes()).toEqual([14]);

  const third = handClock("2021-06-01 11:00:00");
  started(third.clock);
  await third.waits;
  expect(await whyStopped(machineDisk, directory)).toBeNull();
  await requireSigned(directory, log);
});

test("another log in the place of the one that was signed is signed under another name", async () => {
  await grow(log, 20);
  const { clock, waits } = handClock("2021-06-01 09:00:00");
  const first = started(clock);
  await waits;
  await first.stop();
  const { logId } = await stateOf(directory);
  const kept = await readFile(join(directory, logId, region, "checkpoints"), "utf8");

  const other = await startEventStore();
  const restored = esdbLog({ ...patient, url: other.url });
  onTestFinished(async () => {
    await restored.close();
    await other.stop();
  });
  await grow(restored, 30, 500);
  const again = handClock("2021-06-01 10:00:00");
  const second = started(again.clock, { log: restored });
  await again.waits;
  await second.stop();
  expect((await stateOf(directory)).logId).not.toBe(logId);
  await requireSigned(directory, restored);
  expect(await readFile(join(directory, logId, region, "checkpoints"), "utf8")).toBe(kept);
  expect(lines.join("\n")).toContain("the log was restored, or is another one");
});
