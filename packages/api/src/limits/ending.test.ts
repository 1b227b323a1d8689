// A request that has ended is not worked for any more: over HTTP by its client leaving or by its time limit, over sockets
// by the socket's end.
import type { EventLog } from "@taizhang/log";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { keepingLogger, patient, type Serving, serve } from "../../testing/serving.ts";

const unit = "区财政局";
const ledger = testLedger();
const { logger, lines } = keepingLogger();
let region: TestRegion;
let serving: Serving;
let hurried: Serving;

// Each reading of a stream waits until the test lets all of them go on.
let readings: string[] = [];
let signal: AbortSignal | undefined;
let go: () => void = () => {};
let held: Promise<void> = Promise.resolve();

const log: EventLog = {
  ...ledger.log,
  async *read(stream, where, limits) {
    if (limits?.signal) {
      ({ signal } = limits);
      readings.push(stream);
      await held;
    }
    yield* ledger.log.read(stream, where, limits);
  },
};

beforeAll(async () => {
  region = testRegion(ledger);
  // More tasks than are read at once.
  const rows = Array.from({ length: 40 }, (_none, at) => ({ text: `事项${at}`, units: [[unit, "lead"]] as const }));
  await region.issue("任务分解表", rows);
  serving = await serve({ ledger, parts: { log, logger } });
  hurried = await serve({ ledger, parts: { log, logger, bounds: { ...patient, requestMs: 50 } } });
});
afterAll(() => Promise.all([serving.close(), hurried.close()]));

beforeEach(() => {
  readings = [];
  lines.splice(0);
  held = new Promise((resolve) => {
    go = resolve;
  });
});

const questions: readonly [what: string, document: (head: bigint | null) => string][] = [
  [
    "a ledger as of a position",
    (head) =>
      `{ unitLedger(unitId: "${region.unitId(unit)}", first: 100, asOf: { position: "${head}" }) { edges { node { row } } } }`,
  ],
  [
    "the history of a unit",
    () => `{ history(of: { unitId: "${region.unitId(unit)}" }) { edges { node { __typename } } } }`,
  ],
];

describe.each(questions)("%s", (_what, document) => {
  test("is not read on when the client has left", async () => {
    const leaving = new AbortController();
    const token = await serving.token(region.bearer("office"));
    const query = document(await ledger.log.head());
    const asked = fetch(`${serving.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    await expect.poll(() => readings.length).toBeGreaterThan(0);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => signal?.aborted).toBe(true);
    const begun = readings.length;
    go();
    await settled();
    expect(readings).toHaveLength(begun);
    expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("is not read on when its time is over", async () => {
    const asked = hurried.ask(document(await ledger.log.head()), {}, region.bearer("office"));
    expect(await asked).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    const begun = readings.length;
    expect(begun).toBeGreaterThan(0);
    go();
    await settled();
    expect(readings).toHaveLength(begun);
  });
});

/** Lets everything that is ready go on: with a log in memory nothing waits for longer. */
async function settled(): Promise<void> {
  for (let at = 0; at < 20; at += 1) await new Promise(setImmediate);
}
