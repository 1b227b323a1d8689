// The official client reads streams: both directions, any start, any length, deleted and truncated ones.
import { BACKWARDS, END, FORWARDS, START, StreamDeletedError, StreamNotFoundError } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { named, serverAndClient, several, told } from "../fixtures.ts";

const { client } = await serverAndClient();
await client.appendToStream("letters", several("a b c d e"));

const letters = async (options: Parameters<typeof client.readStream>[1]) =>
  (await told(client.readStream("letters", options))).map((line) => line.split(" ")[1]).join("");

test("a read begins with the revision it names, in either direction", async () => {
  expect(await letters({ direction: FORWARDS, fromRevision: START })).toBe("abcde");
  expect(await letters({ direction: FORWARDS, fromRevision: 2n })).toBe("cde");
  expect(await letters({ direction: FORWARDS, fromRevision: 9n })).toBe("");
  expect(await letters({ direction: FORWARDS, fromRevision: END })).toBe("");
  expect(await letters({ direction: BACKWARDS, fromRevision: END })).toBe("edcba");
  expect(await letters({ direction: BACKWARDS, fromRevision: 2n })).toBe("cba");
  expect(await letters({ direction: BACKWARDS, fromRevision: 9n })).toBe("edcba");
  expect(await letters({ direction: BACKWARDS, fromRevision: START })).toBe("a");
});

test("a read brings no more events than it asks for", async () => {
  expect(await letters({ maxCount: 2 })).toBe("ab");
  expect(await letters({ maxCount: 2n, direction: BACKWARDS, fromRevision: END })).toBe("ed");
});

test("a long stream comes whole and in order", async () => {
  for (let i = 0; i < 3; i++) {
    await client.appendToStream(
      "long",
      Array.from({ length: 500 }, (_, n) => named(`${i * 500 + n}`)),
    );
  }
  const lines = await told(client.readStream("long"));
  expect(lines).toEqual(Array.from({ length: 1500 }, (_, n) => `long@${n} ${n}`));
});

test("a reader who stops early leaves the server able to serve others", async () => {
  for await (const { event } of client.readStream("long")) if (event?.revision === 3n) break;
  expect(await told(client.readStream("letters"))).toHaveLength(5);
});

test("a missing or soft-deleted stream is not found, and its revisions go on when it comes back", async () => {
  await expect(told(client.readStream("nowhere"))).rejects.toThrow(StreamNotFoundError);
  await client.appendToStream("deleted", several("a b"));
  await client.deleteStream("deleted");
  await expect(told(client.readStream("deleted"))).rejects.toThrow(StreamNotFoundError);
  await client.appendToStream("deleted", named("c"));
  expect(await told(client.readStream("deleted"))).toEqual(["deleted@2 c"]);
});

test("a stream that was ended for good stays deleted", async () => {
  await client.appendToStream("ended", named("a"));
  await client.tombstoneStream("ended");
  await expect(told(client.readStream("ended"))).rejects.toThrow(StreamDeletedError);
  await expect(client.appendToStream("ended", named("b"))).rejects.toThrow(StreamDeletedError);
});

test("metadata hides events at once, and brings them back", async () => {
  await client.appendToStream("shortened", several("a b c d"));
  await client.setStreamMetadata("shortened", { maxCount: 2 });
  expect(await told(client.readStream("shortened"))).toEqual(["shortened@2 c", "shortened@3 d"]);
  await client.setStreamMetadata("shortened", { truncateBefore: 3 });
  expect(await told(client.readStream("shortened"))).toEqual(["shortened@3 d"]);
  await client.setStreamMetadata("shortened", {});
  expect(await told(client.readStream("shortened"))).toHaveLength(4);
});
