// Reading byte by byte from a store that answers as each test says: after a restore, in an outage, and nonsense.
import { randomUUID } from "node:crypto";
import { status } from "@grpc/grpc-js";
import { afterEach, expect, test } from "vitest";
import { type Reader, recorded, type Script, scriptedStore } from "../../testing/scripted-store.ts";
import type { EventBytes } from "../event-bytes.ts";
import { LogReplaced, LogUnavailable, type Place, placeOf } from "../event-log.ts";
import { esdbLog } from "./esdb-log.ts";

const sent = (position: bigint, id = `00000000-0000-4000-8000-${String(position).padStart(12, "0")}`) =>
  recorded(position, { id, stream: "task-1", type: "TaskOpened", data: { at: `${position}` }, metadata: null });

/** Answers every read with these and the end of the log. */
const gives =
  (...messages: Parameters<Reader["send"]>): NonNullable<Script["forwards"]> =>
  (reader) => {
    reader.send(...messages);
    reader.end();
  };

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0).reverse()) await close();
});

async function logOn(forwards: NonNullable<Script["forwards"]>) {
  const store = await scriptedStore({ forwards });
  const log = esdbLog({ url: store.url });
  atEnd.push(() => store.close(), log.close);
  return log;
}

async function bytesIn(log: Awaited<ReturnType<typeof logOn>>, after: Place | null): Promise<EventBytes[]> {
  const found: EventBytes[] = [];
  for await (const event of log.bytes(after)) found.push(event);
  return found;
}

test("a page begins with the event of its place, which is not given again", async () => {
  const log = await logOn((reader) => gives(sent(10n), ...(reader.from === "10" ? [sent(20n)] : []))(reader));
  const [event] = await bytesIn(log, null);
  expect(event).toMatchObject({ position: 10n, stream: "task-1", recordedAt: "2021-05-17T01:00:00.000Z" });
  expect(await bytesIn(log, event ? placeOf(event) : null)).toMatchObject([{ position: 20n }]);
});

test.each<readonly [string, NonNullable<Script["forwards"]>]>([
  ["another event", gives(sent(10n, randomUUID()))],
  ["an event further on", gives(sent(20n))],
  ["the end of the log", gives()],
  ["something that is no event", (reader) => reader.end({ code: status.INVALID_ARGUMENT })],
])("a place at which there is %s is not gone on from", async (_, forwards) => {
  const log = await logOn(forwards);
  const place = { position: 10n, mark: "00000000-0000-4000-8000-000000000010@2021-05-17T01:00:00.000Z" };
  await expect(bytesIn(log, place)).rejects.toThrow(LogReplaced);
});

test("a store that is away is told as an outage", async () => {
  const log = await logOn((reader) => reader.end({ code: status.UNAVAILABLE }));
  await expect(bytesIn(log, null)).rejects.toThrow(LogUnavailable);
});

test("an event that lacks what every event has is an error, never left out", async () => {
  const bare = sent(10n);
  bare.getEvent()?.getEvent()?.getMetadataMap().del("content-type");
  const log = await logOn(gives(bare));
  await expect(bytesIn(log, null)).rejects.toThrow(/without its id, stream, type, content type or time/);
});
