// The disk answers a write or a sync with an input/output error: nothing is acknowledged any more, the process ends.
import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { connect } from "../client/fixtures.ts";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { Appends } from "./appends.ts";
import { chance, repeatWith, trials } from "./profile.ts";
import { failOnce, requireStrace } from "./strace.ts";

const graceMs = 3_000;
beforeEach(requireStrace);

/** How the log is written: commits, which sync themselves, and the room before them, which is synced when it is there. */
const calls: [string, number][] = [
  ["pwrite64", trials(1, 20)],
  // Room is made for thousands of appends at once.
  ["fdatasync", trials(1, 4)],
];

interface Outcome {
  readonly exitCode: number | null;
  readonly lastWords: string | undefined;
  readonly acknowledgedAfter: number;
  readonly broken: readonly string[];
}

/** Lets the n-th such call on the log fail while appends come in, and says how the server ends, if it does. */
async function failing(program: string, call: string, n: number): Promise<Outcome> {
  const server = await startEventStore({ program });
  const client = connect(server);
  const appends = new Appends();
  const fault = await failOnce(server, call, n);
  const writing = appends.write(client, ["a", "b"], chance(`${call} ${n}`));
  await fault.happened;
  const before = appends.acknowledgedCount;
  const ended = await Promise.race([server.exited.then(() => true), delay(graceMs, false, { ref: false })]);
  if (!ended) await server.kill();
  await writing;
  const exitCode = await server.exited;
  await client.dispose();
  const again = await startEventStore({ dataDir: server.dataDir });
  const reader = connect(again);
  const broken = [...(await appends.brokenPromises(reader)), ...(await appends.otherReceipts(reader))];
  await reader.dispose();
  await again.stop();
  await server.stop();
  const lastWords = /"msg":"(writing failed[^"]*)"/.exec(server.logged())?.[1];
  return { exitCode, lastWords, acknowledgedAfter: appends.acknowledgedCount - before, broken };
}

test.each(calls)(
  "a failed %s ends the process, and all that was acknowledged is there afterwards",
  { timeout: trials(120_000, 600_000) },
  async (call, rounds) => {
    for (let n = 1; n <= rounds; n++) {
      const { acknowledgedAfter, ...end } = await failing("main", call, n);
      const expected = { exitCode: 1, lastWords: expect.stringContaining("nothing more is acknowledged"), broken: [] };
      expect(end, `${call} ${n}, ${repeatWith}`).toEqual(expected);
      // An answer may be on its way while the tracer tells.
      expect(acknowledgedAfter, `${call} ${n}`).toBeLessThanOrEqual(2);
    }
  },
);

test("a server that carries on does not pass this test", async () => {
  const { exitCode, lastWords } = await failing("testing/carries-on", "fdatasync", 1);
  expect({ exitCode, lastWords }).toEqual({ exitCode: null, lastWords: undefined });
});
