// The server is killed during appends, again and again: what was acknowledged is there, whole, once and in order.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect } from "../fixtures.ts";
import { Appends } from "./appends.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const kills = Number(process.env["EVENTSTORE_TEST_KILLS"] ?? trials(5, 200));
const streamCount = 8;

/** Kills a server, each time after some of many appends were answered, and says what the next one has lost. */
async function killAgainAndAgain(most: number, broken?: string): Promise<{ lost: string[]; appends: Appends }> {
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  const random = chance("kill");
  const appends = new Appends();
  let lost: string[] = [];
  for (let round = 0; round <= most && lost.length === 0; round++) {
    const server = await startEventStore({ dataDir, broken });
    const client = connect(server);
    lost = await appends.brokenPromises(client);
    const streams = Array.from({ length: streamCount }, (_, n) => `w${round}-${n}`);
    const writing = appends.write(client, streams, random);
    await appends.untilAcknowledged(between(random, 1, 150));
    await server.kill();
    await writing;
    await client.dispose();
  }
  const server = await startEventStore({ dataDir });
  const client = connect(server);
  if (lost.length === 0) lost = [...(await appends.brokenPromises(client)), ...(await appends.otherReceipts(client))];
  await client.dispose();
  await server.stop();
  await rm(dataDir, { recursive: true });
  return { lost, appends };
}

test(
  `after ${kills} kills every acknowledged append is there, none is torn, and a repetition gives the first receipt`,
  async () => {
    const { lost, appends } = await killAgainAndAgain(kills);
    expect(lost, repeatWith).toEqual([]);
    expect(appends.acknowledgedCount).toBeGreaterThan(kills);
  },
  300_000 + kills * 20_000,
);

test("a server that answers before it commits does not pass this test", async () => {
  const { lost } = await killAgainAndAgain(20, "answers-early");
  expect(lost.join("\n"), repeatWith).toMatch(/lost the append acknowledged at/);
});
