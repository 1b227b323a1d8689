// The official client repeats an append with the same event ids: one effect, one receipt, for ever.
import { NO_STREAM } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named, serverAndClient, several, told } from "../fixtures.ts";

const { client } = await serverAndClient();

test("a repeated append answers the original receipt and writes nothing", async () => {
  const events = several("a b");
  for (const expectedRevision of ["any", NO_STREAM] as const) {
    const stream = `again-${expectedRevision}`;
    const first = await client.appendToStream(stream, events, { expectedRevision });
    await client.appendToStream(stream, named("later"));
    expect(await client.appendToStream(stream, events, { expectedRevision })).toEqual(first);
    expect(await told(client.readStream(stream))).toHaveLength(3);
  }
});

test("repetitions at the same moment all get the same receipt", async () => {
  const events = several("a b c");
  const receipts = await Promise.all(Array.from({ length: 20 }, () => client.appendToStream("at-once", events)));
  expect(new Set(receipts.map(({ position }) => position?.commit)).size).toBe(1);
  expect(await told(client.readStream("at-once"))).toHaveLength(3);
});

test("a repetition with something new in it is refused", async () => {
  const [a, b] = several("a b");
  if (!a || !b) throw new Error("There are two events.");
  await client.appendToStream("prefix", [a, b], { expectedRevision: NO_STREAM });
  await expect(
    client.appendToStream("prefix", [a, b, named("c")], { expectedRevision: NO_STREAM }),
  ).rejects.toMatchObject({ type: "wrong-expected-version", actualVersion: 1n });
});

test("the receipt is the same after the server was killed and started again", async () => {
  const first = await startEventStore();
  const before = connect(first);
  const events = several("a b");
  const receipt = await before.appendToStream("restart", events, { expectedRevision: NO_STREAM });
  await first.kill();
  await before.dispose();

  const second = await startEventStore({ dataDir: first.dataDir });
  const after = connect(second);
  expect(await after.appendToStream("restart", events, { expectedRevision: NO_STREAM })).toEqual(receipt);
  expect(await told(after.readStream("restart"))).toEqual(["restart@0 a", "restart@1 b"]);
  await after.dispose();
  await second.stop();
  await first.stop();
});
