// The disk answers a write or a sync with an input/output error: nothing more is acknowledged, and the process ends.
import { beforeEach, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect } from "../fixtures.ts";
import { Appends } from "./appends.ts";
import { chance, repeatWith, trials } from "./profile.ts";
import { failOnce, requireStrace } from "./strace.ts";

beforeEach(requireStrace);

/** How the log is written: commits, which sync themselves, and room in advance, which is synced when it is there. */
const calls: [string, number][] = [
  ["pwrite64", trials(1, 20)],
  // Room is made for thousands of appends at once.
  ["fdatasync", trials(1, 4)],
];

interface Outcome {
  readonly exitCode: number | null;
  readonly lastWords: string | undefined;
  readonly acknowledgedAfter: number;
  readonly lost: readonly string[];
}

/** Lets the n-th such call on the log fail while appends come in, and tells how the server ends. */
async function failing(call: string, n: number, broken?: string): Promise<Outcome> {
  const server = await startEventStore({ broken });
  const client = connect(server);
  const appends = new Appends();
  const fault = await failOnce(server, call, n);
  const writing = appends.write(client, ["a", "b"], chance(`${call} ${n}`));
  await fault.happened;
  const before = appends.acknowledgedCount;
  // Writers stop when they are refused, or when the server is gone.
  await writing;
  if (await isServing(server)) await server.kill();
  const exitCode = await server.exited;
  await client.dispose();
  const again = await startEventStore({ dataDir: server.dataDir });
  const reader = connect(again);
  const lost = [...(await appends.brokenPromises(reader)), ...(await appends.otherReceipts(reader))];
  await reader.dispose();
  await again.stop();
  await server.stop();
  const lastWords = /"msg":"(writing failed[^"]*)"/.exec(server.logged())?.[1];
  return { exitCode, lastWords, acknowledgedAfter: appends.acknowledgedCount - before, lost };
}

function isServing({ port }: { readonly port: number }): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/live`).then(
    () => true,
    () => false,
  );
}

test.each(calls)(
  "a failed %s ends the process, and all that was acknowledged is there afterwards",
  { timeout: trials(300_000, 600_000) },
  async (call, rounds) => {
    for (let n = 1; n <= rounds; n++) {
      const { acknowledgedAfter, ...end } = await failing(call, n);
      const expected = { exitCode: 1, lastWords: expect.stringContaining("nothing more is acknowledged"), lost: [] };
      expect(end, `${call} ${n}, ${repeatWith}`).toEqual(expected);
      // Answers may be on their way when the tracer tells.
      expect(acknowledgedAfter, `${call} ${n}`).toBeLessThanOrEqual(2);
    }
  },
);

test("a server that carries on does not pass this test", async () => {
  const { exitCode, lastWords } = await failing("fdatasync", 1, "carries-on");
  expect({ exitCode, lastWords }).toEqual({ exitCode: null, lastWords: undefined });
});
