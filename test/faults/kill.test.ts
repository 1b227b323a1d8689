// The server is killed during appends, again and again: what was acknowledged is there, whole, once and in order.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { connect } from "../client/fixtures.ts";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { Appends } from "./appends.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const kills = Number(process.env["EVENTSTORE_TEST_KILLS"] ?? trials(5, 200));
const streamCount = 8;

/** Kills a server up to 80 ms after the first of many appends was answered, and says what the next one has lost. */
async function killAgainAndAgain(program: string, most: number): Promise<{ broken: string[]; appends: Appends }> {
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  const random = chance("kill");
  const appends = new Appends();
  let broken: string[] = [];
  for (let round = 0; round <= most && broken.length === 0; round++) {
    const server = await startEventStore({ dataDir, program });
    const client = connect(server);
    broken = await appends.brokenPromises(client);
    const before = appends.acknowledgedCount;
    const streams = Array.from({ length: streamCount }, (_, n) => `w${round}-${n}`);
    const writing = appends.write(client, streams, random);
    while (appends.acknowledgedCount === before) await new Promise(setImmediate);
    await delay(between(random, 0, 80));
    await server.kill();
    await writing;
    await client.dispose();
  }
  const server = await startEventStore({ dataDir });
  const client = connect(server);
  if (broken.length === 0)
    broken = [...(await appends.brokenPromises(client)), ...(await appends.otherReceipts(client))];
  await client.dispose();
  await server.stop();
  await rm(dataDir, { recursive: true });
  return { broken, appends };
}

test(
  `after ${kills} kills every acknowledged append is there, none is torn, and a repetition gives the first receipt`,
  async () => {
    const { broken, appends } = await killAgainAndAgain("main", kills);
    expect(broken, repeatWith).toEqual([]);
    expect(appends.acknowledgedCount).toBeGreaterThan(kills);
  },
  120_000 + kills * 20_000,
);

test("a server that answers before it commits does not pass this test", async () => {
  const { broken } = await killAgainAndAgain("testing/answers-early", 20);
  expect(broken.join("\n"), repeatWith).toMatch(/lost the append acknowledged at/);
});
