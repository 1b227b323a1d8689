// The official client reads the whole log: order, both directions, any start.
import { BACKWARDS, END, FORWARDS, START } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { named, serverAndClient, told } from "../fixtures.ts";

const { client } = await serverAndClient();
const places = ["x", "y", "x"];
const positions: { commit: bigint; prepare: bigint }[] = [];
for (const [i, stream] of places.entries()) {
  const { position } = await client.appendToStream(stream, named(`${i}`));
  if (position) positions.push(position);
}
const [first, second, third] = positions;
if (!first || !second || !third) throw new Error("There are three positions.");

/** Every log begins with an event of the server's own. */
const own = "$log@0 ";

const all = (options: Parameters<typeof client.readAll>[0]) => told(client.readAll(options));

test("the log is in the order of the appends, and positions grow and leave gaps", async () => {
  expect(await all({ fromPosition: START })).toEqual([own, "x@0 0", "y@0 1", "x@1 2"]);
  expect(second.commit - first.commit).toBeGreaterThan(1n);
  expect(third.commit - second.commit).toBeGreaterThan(1n);
});

test("a read forwards begins with the event at its position, a read backwards with the one before", async () => {
  expect(await all({ fromPosition: second, direction: FORWARDS })).toEqual(["y@0 1", "x@1 2"]);
  expect(await all({ fromPosition: second, direction: BACKWARDS })).toEqual(["x@0 0", own]);
  expect(await all({ fromPosition: END, direction: BACKWARDS })).toEqual(["x@1 2", "y@0 1", "x@0 0", own]);
  expect(await all({ fromPosition: END, direction: FORWARDS })).toEqual([]);
  expect(await all({ fromPosition: START, direction: BACKWARDS })).toEqual([]);
});

test("a read from a position between two events begins with the next", async () => {
  const between = { commit: first.commit + 1n, prepare: first.commit + 1n };
  expect(await all({ fromPosition: between, direction: FORWARDS })).toEqual(["y@0 1", "x@1 2"]);
  expect(await all({ fromPosition: between, direction: BACKWARDS })).toEqual(["x@0 0", own]);
});

test("a read brings no more events than it asks for", async () => {
  expect(await all({ maxCount: 2 })).toEqual([own, "x@0 0"]);
});

test("a position beyond the end is accepted, and one that makes no sense is refused", async () => {
  const beyond = { commit: 2n ** 63n - 1n, prepare: 0n };
  expect(await all({ fromPosition: beyond, direction: BACKWARDS })).toHaveLength(4);
  await expect(all({ fromPosition: { commit: 1n, prepare: 2n } })).rejects.toMatchObject({ code: 3 });
});
