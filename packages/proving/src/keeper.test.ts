// The keeper, on a log in memory and files of a directory: what it signs, and what it does when anything is lost or cut off.
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EventLog, type LogOfBytes, memoryLog } from "@taizhang/log";
import { digestNames, parseOrigin, readCheckpoint } from "@taizhang/proofs";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { cutDisk, Killed } from "../testing/cut-disk.ts";
import { grow, regions } from "../testing/events.ts";
import { checkpointsOf, requireSigned, stateOf } from "../testing/kept.ts";
import { type Disk, machineDisk } from "./disk.ts";
import { type KeeperParts, keeper } from "./keeper.ts";

const uuid = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;
const [region] = regions;

let log: EventLog & LogOfBytes;
let directory: string;
let warnings: string[];
let parts: KeeperParts;

async function freshDirectory(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "taizhang-proofs-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return join(made, "proofs");
}

beforeEach(async () => {
  log = newLog();
  directory = await freshDirectory();
  warnings = [];
  parts = partsWith(machineDisk, directory);
});

const newLog = () => memoryLog(() => "2021-06-01T00:00:00.000Z");

function partsWith(disk: Disk, directory: string): KeeperParts {
  let ids = 0;
  return {
    log,
    disk,
    directory,
    ledger: "ledger.example.gov.cn",
    digest: "sha256",
    secret: Buffer.alloc(32, 7),
    newId: () => uuid(++ids),
    logger: { info() {}, warn: (_, message) => void warnings.push(message) },
  };
}

const round = (over: Partial<KeeperParts> = {}) => keeper({ ...parts, log, ...over }).round();
const inRegion = (name: string, logId = uuid(1)) => join(directory, logId, region, name);
const sizesOf = async (logId?: string) =>
  (await checkpointsOf(directory, region, logId)).map((source) => readCheckpoint(source).size);

describe.each(digestNames)("over %s", (digest) => {
  test("every region has its own log, and signs what has come, and nothing where nothing has", async () => {
    const keeping = keeper({ ...parts, digest });
    await grow(log, 40);
    await keeping.round();
    const first = await sizesOf();
    expect(await requireSigned(directory, log)).toEqual({ "420304": 28, "350405": 8, "440200": 4 });
    await grow(log, 1, 41);
    await keeping.round();
    await keeping.round();
    expect(await sizesOf()).toEqual([...first, 29]);
    expect(await checkpointsOf(directory, regions[1])).toHaveLength(1);
    const origin = readCheckpoint((await checkpointsOf(directory, region))[0] ?? "").origin;
    expect(parseOrigin(origin)).toEqual({ ledger: "ledger.example.gov.cn", logId: uuid(1), regionId: region, digest });
  });
});

test("a new keeper goes on from what was signed", async () => {
  for (const at of [0, 13, 26, 39]) {
    await grow(log, 13, at);
    await round();
  }
  await requireSigned(directory, log);
  expect(await sizesOf()).toHaveLength(4);
  expect(warnings).toEqual([]);
});

test("a log longer than a batch is signed as a whole", async () => {
  const long = longLog(7000);
  await keeper({ ...parts, log: long }).round();
  expect((await stateOf(directory)).sizes).toEqual({ "420304": 7000 });
  await requireSigned(directory, long);
});

/** A log of one region that is longer than what is read or held at once. */
function longLog(count: number): EventLog & LogOfBytes {
  return {
    ...log,
    async *bytes() {
      for (let at = 0; at < count; at++)
        yield {
          ...{ stream: "task-1", revision: at, id: uuid(at), type: "T", contentType: "application/json" },
          ...{ position: BigInt(at), recordedAt: "2021-06-01T00:00:00.000Z" },
          data: Buffer.from(String(at)),
          metadata: Buffer.from('{"regionId":"420304"}'),
        };
    },
  };
}

describe("killed at any step", () => {
  test("it goes on, and signs one history", async () => {
    await grow(log, 20);
    let cuts = 0;
    for (let most = 0; ; most++) {
      directory = await freshDirectory();
      parts = partsWith(machineDisk, directory);
      // One round that is whole, one that is cut, and the log grows in between.
      await round();
      await grow(log, 3, 1000 + 10 * most);
      const disk = cutDisk(machineDisk, most);
      const outcome = await round({ disk }).then(
        () => "whole",
        (error) => error,
      );
      if (outcome !== "whole") expect(outcome).toBeInstanceOf(Killed);
      await grow(log, 3, 1005 + 10 * most);
      // Cut again, at the first step that writes, and then left to go on.
      await round({ disk: cutDisk(machineDisk, most % 7) }).catch(() => {});
      await round();
      await requireSigned(directory, log);
      expect((await stateOf(directory)).logId).toBe(uuid(1));
      if (outcome === "whole") break;
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(10);
    expect(warnings).toEqual([]);
  });

  test("a first round that is cut leaves nothing that the next one minds", async () => {
    await grow(log, 20);
    for (let most = 0, outcome = ""; outcome !== "whole"; most++) {
      directory = await freshDirectory();
      parts = partsWith(machineDisk, directory);
      outcome = await round({ disk: cutDisk(machineDisk, most) }).then(
        () => "whole",
        () => "cut",
      );
      await round();
      await requireSigned(directory, log);
    }
  });

  test("also while hashes are made again", async () => {
    await grow(log, 20);
    for (let most = 0, outcome = ""; outcome !== "whole"; most++) {
      directory = await freshDirectory();
      parts = partsWith(machineDisk, directory);
      await round();
      await rm(inRegion("nodes"));
      outcome = await round({ disk: cutDisk(machineDisk, most) }).then(
        () => "whole",
        () => "cut",
      );
      await grow(log, 1, 2000 + most);
      await round();
      await requireSigned(directory, log);
    }
  });
});

test("two keepers of one directory write the same", async () => {
  const [one, other] = [keeper(parts), keeper(parts)];
  for (const at of [0, 10, 20]) {
    await grow(log, 10, at);
    await one.round();
    await other.round();
  }
  const { sizes } = await stateOf(directory);
  await round();
  expect((await stateOf(directory)).sizes).toEqual(sizes);
  for (const source of await checkpointsOf(directory, region)) expect(readCheckpoint(source).size).toBeGreaterThan(0);
});

describe("what is lost", () => {
  beforeEach(async () => {
    for (const at of [0, 20, 40]) {
      await grow(log, 20, at);
      await round();
    }
  });

  const losses: readonly (readonly [string, () => Promise<void>])[] = [
    ["all hashes", () => rm(inRegion("nodes"))],
    ["some hashes", async () => truncate(inRegion("nodes"), 320)],
    ["all positions", () => rm(inRegion("positions"))],
    ["all ids, as of a version before", () => rm(inRegion("ids"))],
    ["hashes that were overwritten", () => overwritten(inRegion("nodes"))],
  ];
  test.each(losses)("%s: they are made again, and every checkpoint is met", async (_, lose) => {
    const before = await sizesOf();
    const nodes = await readFile(inRegion("nodes"));
    const ids = await readFile(inRegion("ids"));
    await lose();
    await round();
    expect(await sizesOf()).toEqual(before);
    expect(await readFile(inRegion("nodes"))).toEqual(nodes);
    expect(await readFile(inRegion("ids"))).toEqual(ids);
    await grow(log, 5, 60);
    await round();
    await requireSigned(directory, log);
    expect((await stateOf(directory)).logId).toBe(uuid(1));
  });

  test("the end of a checkpoint that was being signed: it is taken away", async () => {
    await appendFile(inRegion("checkpoints"), "ledger.example.gov.cn/x\n12");
    await grow(log, 5, 70);
    await round();
    await requireSigned(directory, log);
  });

  test.each([
    ["the state", () => rm(join(directory, "state.json"))],
    ["the checkpoints", () => rm(inRegion("checkpoints"))],
  ])("%s: proofs begin anew under another id, and the earlier files stay", async (_, lose) => {
    const kept = await readFile(inRegion("nodes"));
    await lose();
    await round({ newId: () => uuid(77) });
    expect((await stateOf(directory)).logId).toBe(uuid(77));
    await requireSigned(directory, log);
    expect(await readFile(inRegion("nodes"))).toEqual(kept);
    expect(warnings.join()).toContain("the id of another log");
  });

  test("a state that was damaged is said, and nothing is written over it", async () => {
    await writeFile(join(directory, "state.json"), "{");
    await expect(round()).rejects.toThrow("state.json is not as it was written");
    expect(await readFile(join(directory, "state.json"), "utf8")).toBe("{");
  });
});

async function overwritten(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0, bytes.length - 64));
}

describe("a log that was altered", () => {
  beforeEach(async () => {
    for (const at of [0, 20, 40]) {
      await grow(log, 20, at);
      await round();
    }
  });

  /** The same log with some events as `alter` leaves them. */
  const altered = (
    alter: (event: { readonly data: Uint8Array }, index: number) => object | null,
  ): EventLog & LogOfBytes => {
    const before = log;
    return {
      ...before,
      async *bytes(after, limits) {
        let index = -1;
        for await (const event of before.bytes(after, limits)) {
          if (event.stream === `roster-${region}`) index += 1;
          const now = event.stream === `roster-${region}` ? alter(event, index) : {};
          if (now !== null) yield { ...event, ...now };
        }
      },
    };
  };

  test("is not signed over when its hashes are made again: region and span are named", async () => {
    const checkpoints = await sizesOf();
    const [first = 0, second = 0, third = 0] = checkpoints;
    const spans = [
      { at: 3, from: 1, to: first },
      { at: first, from: first + 1, to: second },
      { at: second, from: second + 1, to: third },
    ];
    for (const { at, from, to } of spans) {
      await rm(inRegion("nodes"), { force: true });
      const changed = altered((_, index) => (index === at ? { data: Buffer.from("{}") } : {}));
      const altering = round({ log: changed });
      await expect(altering).rejects.toMatchObject({ name: "LogAltered", regionId: region, from, to });
      await expect(round({ log: changed })).rejects.toThrow(`region ${region}: of its events ${from} to ${to}`);
      expect(await sizesOf()).toEqual(checkpoints);
    }
    // With the log as it was, all is well again.
    await round();
    await requireSigned(directory, log);
  });

  test("is not signed over where its last events are gone", async () => {
    await rm(inRegion("nodes"));
    const [, second = 0, third = 0] = await sizesOf();
    const cut = altered((_, index) => (index >= third - 2 ? null : {}));
    await expect(round({ log: cut })).rejects.toMatchObject({ from: third - 1, to: third });
    expect(second).toBeLessThan(third);
  });

  test("or is another log begins anew under another id: the restored log signs nothing by the old one", async () => {
    const before = await sizesOf();
    log = newLog();
    await grow(log, 30, 500);
    await round({ newId: () => uuid(88) });
    expect((await stateOf(directory)).logId).toBe(uuid(88));
    await requireSigned(directory, log);
    expect(await sizesOf(uuid(1))).toEqual(before);
    expect(await readdir(directory)).toEqual(expect.arrayContaining([uuid(1), uuid(88)]));
  });
});

test("another log, where hashes are lost, too, is another log and no altered one", async () => {
  await grow(log, 20);
  await round();
  await rm(inRegion("nodes"));
  log = newLog();
  await grow(log, 30, 500);
  await round({ newId: () => uuid(88) });
  expect((await stateOf(directory)).logId).toBe(uuid(88));
  await requireSigned(directory, log);
});

test.each([
  ["ledger", { ledger: "other.example.gov.cn" }],
  ["digest", { digest: "sm3" }],
  ["key", { secret: Buffer.alloc(32, 8) }],
] as const)("another %s is another log", async (_, over) => {
  await grow(log, 10);
  await round();
  await round({ ...over, newId: () => uuid(5) });
  expect((await stateOf(directory)).logId).toBe(uuid(5));
  await requireSigned(directory, log);
});

test("an event of which nobody can tell the region has its place, too", async () => {
  await grow(log, 10);
  const before = log;
  const odd: EventLog & LogOfBytes = {
    ...before,
    async *bytes(after, limits) {
      let at = 0;
      for await (const event of before.bytes(after, limits)) {
        at += 1;
        if (at === 3) yield { ...event, stream: `task-${uuid(1)}`, metadata: Buffer.from("{") };
        else if (at === 4) yield { ...event, stream: "roster-nobody's", metadata: Buffer.of() };
        else yield event;
      }
    },
  };
  await round({ log: odd });
  const { sizes } = await stateOf(directory);
  expect(sizes["000000"]).toBe(2);
  expect(Object.values(sizes).reduce((sum, each) => sum + each, 0)).toBe(10);
});
