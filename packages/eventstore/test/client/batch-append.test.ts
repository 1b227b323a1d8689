// The official client sends appends as batches, thousands at a time, in parts, good ones and bad ones mixed.
import { binaryEvent, isCommandError, NO_STREAM } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named, serverAndClient, several, told } from "../fixtures.ts";

const { server, client } = await serverAndClient();

test("ten thousand appends in flight are all answered, each with the place of its own event", async () => {
  const streams = Array.from({ length: 100 }, (_, n) => `flight-${n}`);
  const receipts = await Promise.all(
    Array.from({ length: 10_000 }, async (_, n) => {
      const stream = streams[n % streams.length] ?? "";
      const { nextExpectedRevision, position } = await client.appendToStream(stream, named(`${n}`));
      return { line: `${stream}@${nextExpectedRevision} ${n}`, commit: position?.commit };
    }),
  );
  const lines = (await Promise.all(streams.map((stream) => told(client.readStream(stream))))).flat();
  expect(lines.sort()).toEqual(receipts.map(({ line }) => line).sort());
  expect(new Set(receipts.map(({ commit }) => commit)).size).toBe(10_000);
});

test("three thousand appends in parts, mixed on one call, are all written whole", async () => {
  const streams = Array.from({ length: 100 }, (_, n) => `parts-${n}`);
  await Promise.all(
    Array.from({ length: 3_000 }, (_, n) =>
      client.appendToStream(streams[n % streams.length] ?? "", several(`${n}-1 ${n}-2`), { batchAppendSize: 1 }),
    ),
  );
  const lines = (await Promise.all(streams.map((stream) => told(client.readStream(stream))))).flat();
  const names = lines.map((line) => line.split(" ")[1] ?? "");
  expect(names).toHaveLength(6_000);
  for (let n = 0; n < names.length; n += 2) expect(names[n + 1]).toBe(names[n]?.replace("-1", "-2"));
});

test("a hundred first appends at once on a new connection are all answered", async () => {
  const fresh = connect(server);
  const receipts = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      fresh.appendToStream(`first-${n}`, named("a"), { expectedRevision: NO_STREAM }),
    ),
  );
  expect(receipts.filter(({ success, nextExpectedRevision }) => success && nextExpectedRevision === 0n)).toHaveLength(
    100,
  );
  await fresh.dispose();
});

test("appends that are refused for different reasons do not affect those beside them", async () => {
  await client.tombstoneStream("mixed-ended");
  const large = binaryEvent({ type: "Large", data: Buffer.alloc((1 << 20) + 1) });
  const answers = await Promise.allSettled([
    client.appendToStream("mixed", several("a b"), { expectedRevision: NO_STREAM }),
    client.appendToStream("mixed", named("c"), { expectedRevision: 7n }),
    client.appendToStream("mixed-ended", named("d")),
    client.appendToStream("mixed", large),
    client.appendToStream("$all", named("e")),
    client.appendToStream("mixed", named("f"), { deadline: -1000 }),
    client.appendToStream("mixed", named("g"), { expectedRevision: 1n }),
  ]);
  const kinds = answers.map((answer) => {
    if (answer.status === "fulfilled") return `revision ${answer.value.nextExpectedRevision}`;
    return isCommandError(answer.reason) ? answer.reason.type : "no error of the client";
  });
  expect(kinds).toEqual([
    "revision 1",
    "wrong-expected-version",
    "stream-deleted",
    "maximum-append-size-exceeded",
    "unknown",
    "deadline-exceeded",
    "revision 2",
  ]);
  expect(await told(client.readStream("mixed"))).toEqual(["mixed@0 a", "mixed@1 b", "mixed@2 g"]);
});

test("simultaneous repetitions, in parts and whole, have one effect and one receipt", async () => {
  const events = several("a b c");
  const receipts = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      client.appendToStream("repeated", events, n % 2 === 0 ? {} : { batchAppendSize: 1 }),
    ),
  );
  expect(new Set(receipts.map(({ position }) => position?.commit)).size).toBe(1);
  expect(await told(client.readStream("repeated"))).toHaveLength(3);
});

test("when the server is killed every append in flight fails, and none is left without an answer", async () => {
  const killed = await startEventStore();
  const user = connect(killed);
  await user.appendToStream("killed", named("before"));
  const answers = Array.from({ length: 500 }, (_, n) => user.appendToStream("killed", named(`${n}`)));
  const all = Promise.allSettled(answers);
  await Promise.any(answers);
  await killed.kill();
  const outcomes = await all;
  const next = await startEventStore({ dataDir: killed.dataDir, port: killed.port });
  const kept = await told(user.readStream("killed"));
  expect(kept.length).toBeGreaterThan(outcomes.filter(({ status }) => status === "fulfilled").length);
  await user.appendToStream("killed", named("after"));
  await user.dispose();
  await next.stop();
  await killed.stop();
});
