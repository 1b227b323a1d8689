// The disk fills up: appends are refused, reads go on, nothing is lost, and with room appends are taken again.
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonEvent } from "@eventstore/db-client";
import { beforeEach, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect } from "../fixtures.ts";
import { outcomeOf, startProcess } from "../node-process.ts";
import { memoryDisk, requireMounts } from "./mounted.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const rounds = trials(2, 50);
const resourceExhausted = 8;

beforeEach(requireMounts);

const large = (name: string) => jsonEvent({ type: "Large", data: { name, filling: "x".repeat(20_000) } });

interface Outcome {
  readonly refusals: readonly unknown[];
  readonly exitCode: number | "running" | null;
  readonly lost: readonly string[];
  readonly hasResumed: boolean;
}

/** Fills a disk by appends, makes room, and goes on. */
async function fillAndFree(
  diskBytes: number,
  minFreeBytes: number,
  ballastBytes: number,
  broken?: string,
): Promise<Outcome> {
  const disk = memoryDisk(diskBytes);
  const ballast = join(disk.folder, "ballast");
  writeFileSync(ballast, Buffer.alloc(ballastBytes));
  const options = { broken, dataDir: join(disk.folder, "data"), flags: ["--min-free-bytes", `${minFreeBytes}`] };
  const server = await startEventStore(options);
  const client = connect(server);
  const acknowledged: string[] = [];
  const refusals: unknown[] = [];
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; ; n++) {
      const name = `${writer}.${n}`;
      try {
        await client.appendToStream(`w${writer}`, large(name), { credentials });
        acknowledged.push(name);
      } catch (error) {
        refusals.push(error);
        return;
      }
    }
  });
  await Promise.all(writers);
  const exitCode = await Promise.race([server.exited, Promise.resolve("running" as const)]);
  const read = async () => {
    const names: string[] = [];
    for await (const { event } of client.readAll())
      if (event?.isJson) names.push(String(Reflect.get(Object(event.data), "name")));
    return names;
  };
  const readable = await read().catch((): string[] => []);
  const lost = acknowledged.filter((name) => !readable.includes(name));
  rmSync(ballast);
  expect(statfsSync(disk.folder).bavail).toBeGreaterThan(0);
  const hasResumed = await client.appendToStream("after", large("after"), { credentials }).then(
    () => true,
    () => false,
  );
  await client.dispose();
  await server.kill();
  disk.remove();
  return { refusals, exitCode, lost, hasResumed };
}

/** With credentials the client makes one call an append, so that each refusal is a status of its own. */
const credentials = { username: "anybody", password: "anything" };

test.each([
  ["nearly full", 2 << 20],
  ["full to the last byte", 0],
])(
  "on a disk that is %s appends are refused and reads go on, and with room appends are taken again",
  {
    timeout: 300_000 + rounds * 20_000,
  },
  async (name, minFreeBytes) => {
    const random = chance(name);
    for (let round = 0; round < rounds; round++) {
      const ballast = between(random, 1 << 20, 3 << 20);
      const outcome = await fillAndFree(ballast + between(random, 3 << 20, 12 << 20), minFreeBytes, ballast);
      expect(outcome.refusals, repeatWith).toHaveLength(4);
      for (const refusal of outcome.refusals) expect(refusal).toMatchObject({ code: resourceExhausted });
      expect(outcome, repeatWith).toMatchObject({ exitCode: "running", lost: [], hasResumed: true });
    }
  },
);

test("the storage goes on when somebody else fills the disk while the index is being saved", async () => {
  const disk = memoryDisk(24 << 20);
  const program = new URL("full-disk-process.ts", import.meta.url);
  const { stdout, exitCode } = await outcomeOf(startProcess(program, [disk.folder]));
  disk.remove();
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ eventCount: 4_100, streamCount: 1, findings: [] });
});

test("a server that takes a full disk for a failed one does not pass this test", async () => {
  const { hasResumed } = await fillAndFree(6 << 20, 0, 2 << 20, "ends-when-full");
  expect(hasResumed).toBe(false);
});
