// The power is cut during appends: what was acknowledged is there when it comes back.
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect } from "../fixtures.ts";
import { Appends } from "./appends.ts";
import { CuttableDisk, requireDisk } from "./mounted.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const cuts = trials(3, 100);

beforeEach(requireDisk);

/** Cuts the power again and again, until something is lost; tells what. */
async function cutAgainAndAgain(most: number, broken?: string): Promise<{ lost: string[]; appends: Appends }> {
  const disk = new CuttableDisk();
  const dataDir = join(disk.folder, "data");
  const random = chance("cut");
  const appends = new Appends();
  let lost: string[] = [];
  for (let round = 0; round < most && lost.length === 0; round++) {
    const server = await startEventStore({ dataDir, broken, flags });
    const client = connect(server);
    const writing = appends.write(client, [`w${round}-0`, `w${round}-1`, `w${round}-2`], random);
    await appends.untilAcknowledged(between(random, 1, 200));
    // Killed first: a sync that races with the cut may return before it.
    await server.kill();
    await writing;
    await client.dispose();
    disk.cutPower();
    const next = await startEventStore({ dataDir, broken, flags }).catch(String);
    if (typeof next === "string") lost = [next];
    else {
      const reader = connect(next);
      lost = await appends.brokenPromises(reader).catch((error) => [String(error)]);
      await reader.dispose();
      await next.kill();
    }
  }
  disk.remove();
  return { lost, appends };
}

/** The disk is smaller than what is kept free by default. */
const flags = ["--min-free-bytes", "1048576"];

test(
  `after ${cuts} power cuts every acknowledged append is there`,
  async () => {
    const { lost, appends } = await cutAgainAndAgain(cuts);
    expect(lost, repeatWith).toEqual([]);
    expect(appends.acknowledgedCount).toBeGreaterThan(cuts);
  },
  300_000 + cuts * 20_000,
);

test("a server that never syncs does not pass this test", async () => {
  const { lost } = await cutAgainAndAgain(20, "never-syncs");
  expect(lost.join("\n"), repeatWith).toMatch(/lost|damaged|ended with/);
});
