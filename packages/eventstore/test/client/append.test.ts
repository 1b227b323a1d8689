// The official client appends: expectations, receipts, limits.
import { ANY, binaryEvent, jsonEvent, NO_STREAM, STREAM_EXISTS } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { named, serverAndClient, several, told } from "../fixtures.ts";

const { client } = await serverAndClient();

test("a receipt carries the last event's revision and position, and a reader sees the events at once", async () => {
  const first = await client.appendToStream("receipts", several("a b"), { expectedRevision: NO_STREAM });
  expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
  const second = await client.appendToStream("receipts", named("c"), { expectedRevision: 1n });
  expect(second.nextExpectedRevision).toBe(2n);
  expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
  expect(await told(client.readStream("receipts"))).toEqual(["receipts@0 a", "receipts@1 b", "receipts@2 c"]);
});

test("a writer who expects another revision is told the actual one, and nothing is written", async () => {
  await client.appendToStream("expected", several("a b c"));
  for (const expectedRevision of [0n, 7n, NO_STREAM] as const) {
    await expect(client.appendToStream("expected", named("d"), { expectedRevision })).rejects.toMatchObject({
      type: "wrong-expected-version",
      streamName: "expected",
      actualVersion: 2n,
    });
  }
  await expect(
    client.appendToStream("expected-none", named("d"), { expectedRevision: STREAM_EXISTS }),
  ).rejects.toMatchObject({ type: "wrong-expected-version", actualVersion: NO_STREAM });
  expect(await told(client.readStream("expected"))).toHaveLength(3);
});

test("one of sixty writers who expect the same revision wins", async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 60 }, (_, i) => client.appendToStream("race", named(`${i}`), { expectedRevision: NO_STREAM })),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await told(client.readStream("race"))).toHaveLength(1);
});

test("a hundred appends at once on a fresh stream get a hundred revisions without gaps", async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, i) => client.appendToStream("crowd", named(`${i}`), { expectedRevision: ANY })),
  );
  const revisions: bigint[] = [];
  for await (const { event } of client.readStream("crowd")) revisions.push(event?.revision ?? -1n);
  expect(revisions).toEqual(Array.from({ length: 100 }, (_, i) => BigInt(i)));
});

test("data and metadata come back as they were given, JSON or not", async () => {
  const bytes = Uint8Array.from([0, 1, 254, 255]);
  const before = Date.now();
  await client.appendToStream("bodies", [
    jsonEvent({ type: "Json", data: { 名: "张湾镇", n: [1, null] }, metadata: { who: "办" } }),
    binaryEvent({ type: "Binary", data: bytes }),
  ]);
  const found = [];
  for await (const { event } of client.readStream("bodies")) found.push(event);
  expect(found[0]).toMatchObject({
    type: "Json",
    isJson: true,
    data: { 名: "张湾镇", n: [1, null] },
    metadata: { who: "办" },
  });
  expect(found[1]).toMatchObject({ type: "Binary", isJson: false, metadata: undefined });
  expect([...((found[1]?.data as Uint8Array | undefined) ?? [])]).toEqual([...bytes]);
  expect(Number(found[0]?.created)).toBeGreaterThanOrEqual(before);
  expect(Number(found[0]?.created)).toBeLessThanOrEqual(Date.now());
});

test("exactly the limit of data is taken; a byte more, or far more, is refused and writes nothing", async () => {
  const limit = 1 << 20;
  const sized = (bytes: number) => binaryEvent({ type: "Large", data: Buffer.alloc(bytes, 1) });
  await client.appendToStream("limit", sized(limit));
  for (const events of [[sized(limit + 1)], [sized(limit), sized(1)], [sized(5 * limit)]]) {
    await expect(client.appendToStream("limit", events)).rejects.toMatchObject({
      type: "maximum-append-size-exceeded",
      maxAppendSize: limit,
    });
  }
  expect(await told(client.readStream("limit"))).toHaveLength(1);
});

test("custom metadata has the same limit", async () => {
  const metadata = { text: "x".repeat(1 << 20) };
  await expect(
    client.appendToStream("limit-metadata", jsonEvent({ type: "Large", data: {}, metadata })),
  ).rejects.toMatchObject({ type: "maximum-append-size-exceeded" });
});

test("a refused append leaves the connection usable", async () => {
  await expect(
    client.appendToStream("usable", binaryEvent({ type: "T", data: Buffer.alloc(2 << 20) })),
  ).rejects.toThrow();
  await client.appendToStream("usable", named("after"));
  expect(await told(client.readStream("usable"))).toEqual(["usable@0 after"]);
});
