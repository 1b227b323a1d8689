// The official client subscribes to a stream: history, caught up, live, each event once and in order.
import { once } from "node:events";
import { END, START, StreamDeletedError } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { follower, line, named, serverAndClient, several } from "../fixtures.ts";

const { client } = await serverAndClient();
const lines = (events: { event?: Parameters<typeof line>[0] }[]) => events.map(({ event }) => line(event));

test("history comes first, then one caught-up, then what arrives", async () => {
  await client.appendToStream("whole", several("a b"));
  const subscription = client.subscribeToStream("whole", { fromRevision: START });
  const caughtUp = once(subscription, "caughtUp");
  const feed = follower(subscription);
  expect(lines(await feed.next(2))).toEqual(["whole@0 a", "whole@1 b"]);
  await caughtUp;
  await client.appendToStream("whole", several("c d"));
  expect(lines(await feed.next(2))).toEqual(["whole@2 c", "whole@3 d"]);
  await subscription.unsubscribe();
});

test("a subscription begins after the revision it names", async () => {
  await client.appendToStream("after", several("a b c"));
  const subscription = client.subscribeToStream("after", { fromRevision: 1n });
  expect(lines(await follower(subscription).next(1))).toEqual(["after@2 c"]);
  await subscription.unsubscribe();
});

test("a subscription from the end brings only what is appended after the confirmation", async () => {
  await client.appendToStream("end", named("old"));
  const subscription = client.subscribeToStream("end", { fromRevision: END });
  await once(subscription, "confirmation");
  await client.appendToStream("end", named("new"));
  expect(lines(await follower(subscription).next(1))).toEqual(["end@1 new"]);
  await subscription.unsubscribe();
});

test("a stream that is not there yet is waited for", async () => {
  const subscription = client.subscribeToStream("later", { fromRevision: START });
  await once(subscription, "caughtUp");
  await client.appendToStream("later", named("a"));
  expect(lines(await follower(subscription).next(1))).toEqual(["later@0 a"]);
  await subscription.unsubscribe();
});

test("nothing is lost or doubled between history and live while a writer goes on", async () => {
  await client.appendToStream(
    "seam",
    Array.from({ length: 400 }, (_, n) => named(`${n}`)),
  );
  const subscriptions = Array.from({ length: 4 }, () => client.subscribeToStream("seam", { fromRevision: START }));
  const feeds = subscriptions.map((subscription) => follower(subscription).next(1000));
  for (let n = 400; n < 1000; n += 10) {
    await client.appendToStream(
      "seam",
      Array.from({ length: 10 }, (_, i) => named(`${n + i}`)),
    );
  }
  const wanted = Array.from({ length: 1000 }, (_, n) => `seam@${n} ${n}`);
  for (const feed of feeds) expect(lines(await feed)).toEqual(wanted);
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
});

test("a reader who stops reading for a while gets everything, in order, when it goes on", async () => {
  const subscription = client.subscribeToStream("slow", { fromRevision: START });
  const feed = follower(subscription);
  await client.appendToStream("slow", named("0"));
  await feed.next(1);
  const text = "x".repeat(20_000);
  for (let n = 1; n <= 1500; n += 50) {
    await client.appendToStream(
      "slow",
      Array.from({ length: 50 }, (_, i) => ({ ...named(`${n + i}`), metadata: { text } })),
    );
  }
  expect(lines(await feed.next(1500))).toEqual(Array.from({ length: 1500 }, (_, n) => `slow@${n + 1} ${n + 1}`));
  await subscription.unsubscribe();
});

test("the end of a stream is told, and then the subscription fails", async () => {
  await client.appendToStream("ended", named("a"));
  const subscription = client.subscribeToStream("ended", { fromRevision: START });
  const feed = follower(subscription);
  await feed.next(1);
  await client.tombstoneStream("ended");
  expect((await feed.next(1))[0]?.event?.type).toBe("$streamDeleted");
  await expect(feed.next(1)).rejects.toThrow(StreamDeletedError);
});
