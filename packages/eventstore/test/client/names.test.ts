// The official client uses any name: streams and types beyond ASCII, long ones, and errors about them.
import { jsonEvent, NO_STREAM, StreamDeletedError } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { named, serverAndClient, told } from "../fixtures.ts";

const { client } = await serverAndClient();

test.each(["任务-郧阳区", "é", "e\u0301", "a b/c?d#e%20", "🚚", "x@y", "$system-流", "长".repeat(10_000)])(
  "a stream may have any name: %.20s",
  async (name) => {
    await client.appendToStream(name, named("a", `类型 ${name.slice(0, 9)}`), { expectedRevision: NO_STREAM });
    expect(await told(client.readStream(name))).toEqual([`${name}@0 a`]);
    await expect(client.appendToStream(name, named("b"), { expectedRevision: NO_STREAM })).rejects.toMatchObject({
      type: "wrong-expected-version",
      streamName: name,
    });
  },
);

test("names that only look alike are different streams", async () => {
  await client.appendToStream("caf\u00e9", named("one"));
  await client.appendToStream("cafe\u0301", named("two"));
  expect(await told(client.readStream("caf\u00e9"))).toEqual(["caf\u00e9@0 one"]);
});

test("an error about a stream with a name beyond ASCII is the same error", async () => {
  await client.appendToStream("灭", named("a"));
  await client.tombstoneStream("灭");
  await expect(told(client.readStream("灭"))).rejects.toThrow(StreamDeletedError);
  await expect(client.deleteStream("灭")).rejects.toThrow(StreamDeletedError);
});

test("an error about a very long name still arrives", async () => {
  const name = "长".repeat(20_000);
  await client.tombstoneStream(name);
  await expect(told(client.readStream(name))).rejects.toThrow(StreamDeletedError);
});

test("an event's id may be written in any form of a UUID, and is the same id", async () => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const bare = id.replaceAll("-", "");
  for (const form of [bare, `{${id}}`, `(${id.toUpperCase()})`, ` ${id} `]) {
    const event = jsonEvent({ id: form, type: "Identified", data: {} });
    expect(await client.appendToStream("identified", event)).toMatchObject({ nextExpectedRevision: 0n });
  }
  for await (const { event } of client.readStream("identified")) expect(event?.id).toBe(id);
  for (const form of [`{${bare}}`, `{${id})`, id.slice(1), `${id}0`]) {
    const event = jsonEvent({ id: form, type: "Identified", data: {} });
    await expect(client.appendToStream("identified", event)).rejects.toThrow();
  }
});
