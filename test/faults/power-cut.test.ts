// The power is cut during appends: what was acknowledged is there when it comes back.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { connect } from "../client/fixtures.ts";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { Appends } from "./appends.ts";
import { CuttableDisk, requireDisk } from "./mounted.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const cuts = trials(3, 100);

beforeEach(requireDisk);

/** Cuts the power so often, or until something is lost, and says what. */
async function cutAgainAndAgain(program: string, most: number): Promise<{ broken: string[]; appends: Appends }> {
  const disk = new CuttableDisk();
  const dataDir = join(disk.folder, "data");
  const random = chance("cut");
  const appends = new Appends();
  let broken: string[] = [];
  for (let round = 0; round < most && broken.length === 0; round++) {
    const server = await startEventStore({ dataDir, program, flags });
    const client = connect(server);
    const before = appends.acknowledgedCount;
    const writing = appends.write(client, [`w${round}-0`, `w${round}-1`, `w${round}-2`], random);
    while (appends.acknowledgedCount === before) await new Promise(setImmediate);
    await delay(between(random, 0, 300));
    // Killed first: a sync that races with the cut may return before it.
    await server.kill();
    await writing;
    await client.dispose();
    disk.cutPower();
    const next = await startEventStore({ dataDir, program, flags }).catch(String);
    if (typeof next === "string") broken = [next];
    else {
      const reader = connect(next);
      broken = await appends.brokenPromises(reader).catch((error) => [String(error)]);
      await reader.dispose();
      await next.kill();
    }
  }
  disk.remove();
  return { broken, appends };
}

/** The disk is smaller than what is kept free by default. */
const flags = ["--min-free-bytes", "1048576"];

test(
  `after ${cuts} power cuts every acknowledged append is there`,
  async () => {
    const { broken, appends } = await cutAgainAndAgain("main", cuts);
    expect(broken, repeatWith).toEqual([]);
    expect(appends.acknowledgedCount).toBeGreaterThan(cuts);
  },
  120_000 + cuts * 20_000,
);

test("a server that never syncs does not pass this test", async () => {
  const { broken } = await cutAgainAndAgain("testing/never-syncs", 20);
  expect(broken.join("\n"), repeatWith).toMatch(/lost|damaged|ended with/);
});
