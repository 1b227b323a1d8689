// The log byte by byte: what was stored, exactly, from either log, so that both give the same Merkle tree.
import { randomUUID } from "node:crypto";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { Client, credentials } from "@grpc/grpc-js";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import {
  type EventBytes,
  type EventLog,
  type LogOfBytes,
  LogReplaced,
  memoryLog,
  type NewEvent,
  type Place,
  placeOf,
} from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { digestOf, leafBytes, memoryNodes, merkleLog } from "@taizhang/proofs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inStream, newStream, patient, registrations } from "./event-log-facts.ts";

type Log = EventLog & LogOfBytes;

async function bytesIn(log: LogOfBytes, after: Place | null = null): Promise<EventBytes[]> {
  const found: EventBytes[] = [];
  for await (const event of log.bytes(after)) found.push(event);
  return found;
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
const first = <T>([item]: readonly T[]): T => {
  if (item === undefined) throw new Error("there is one");
  return item;
};

/** The root of everything in a log. */
async function rootOf(log: LogOfBytes): Promise<string> {
  const digest = digestOf("sha256");
  const tree = await merkleLog(digest, memoryNodes());
  for await (const event of log.bytes(null)) await tree.append([digest.leaf(leafBytes(event))]);
  return Buffer.from(await tree.root()).toString("hex");
}

async function embedded() {
  const store = await startEventStore();
  const log = esdbLog({ ...patient, url: store.url });
  return {
    log,
    port: store.port,
    async close() {
      await log.close();
      await store.stop();
    },
  };
}

const logs: readonly (readonly [string, () => Promise<{ readonly log: Log; close(): Promise<void> }>])[] = [
  ["in memory", async () => ({ log: memoryLog(() => new Date().toISOString()), close: async () => undefined })],
  ["on the embedded event store", embedded],
];

describe.each(logs)("the log %s", (_, make) => {
  let made: { readonly log: Log; close(): Promise<void> };
  let log: Log;
  const stream = newStream();
  const count = 1203;

  beforeAll(async () => {
    made = await make();
    log = made.log;
    expect(await bytesIn(log)).toEqual([]);
    for (let at = 0; at < count; at += 401) await log.append(stream, at - 1, registrations(401));
    // Kept in the log, and no domain event.
    const place = placeOf(first(await inStream(log, stream)));
    await log.storeCheckpoint("policies", place);
  });
  afterAll(() => made?.close());

  test("gives every domain event once, in order, over several pages", async () => {
    const found = await bytesIn(log);
    const read = await inStream(log, stream);
    expect(found).toHaveLength(count);
    expect(found.map(placeOf)).toEqual(read.map(placeOf));
    expect(found.map(({ revision }) => revision)).toEqual(read.map(({ revision }) => revision));
    expect(new Set(found.map(({ contentType }) => contentType))).toEqual(new Set(["application/json"]));
  });

  test("gives data and metadata as they were written", async () => {
    const found = await bytesIn(log);
    const read = await inStream(log, stream);
    for (const [at, { fact, meta }] of read.entries()) {
      const event = found[at];
      expect(event?.type).toBe(fact.type);
      expect(event && text(event.data)).toBe(JSON.stringify(fact.data));
      expect(event && text(event.metadata)).toBe(JSON.stringify(meta));
    }
  });

  test("goes on after any place, and ends at the end", async () => {
    const all = await bytesIn(log);
    for (const at of [0, 1, 499, 500, 501, 998, count - 1]) {
      const after = placeOf(first(all.slice(at)));
      expect((await bytesIn(log, after)).map(({ id }) => id)).toEqual(all.slice(at + 1).map(({ id }) => id));
      expect(await bytesIn(log, { ...after, mark: null })).toHaveLength(count - at - 1);
    }
  });

  test("gives the event at a position, and none where none stands", async () => {
    const all = await bytesIn(log);
    for (const at of [0, 7, 500, count - 1]) {
      const event = first(all.slice(at));
      expect(await log.bytesAt(event.position)).toEqual(event);
      expect(await log.bytesAt(event.position + 1n)).toBeNull();
    }
    expect(await log.bytesAt(first(all.slice(-1)).position + 1_000_000_000n)).toBeNull();
  });

  test("refuses to go on from what it does not hold", async () => {
    const { position } = first((await bytesIn(log)).slice(7));
    const elsewhere = [
      { position, mark: `${randomUUID()}@2021-05-17T01:02:03.004Z` },
      { position: position + 1n, mark: null },
      { position: position + 1_000_000_000n, mark: null },
    ];
    for (const place of elsewhere) await expect(bytesIn(log, place)).rejects.toThrow(LogReplaced);
  });

  test("ends with the reason of a signal", async () => {
    const ending = new AbortController();
    const reading = async () => {
      for await (const event of log.bytes(null, { signal: ending.signal }))
        if (event.revision === 3) ending.abort(new Error("enough"));
    };
    await expect(reading()).rejects.toThrow("enough");
  });
});

test("the same events give the same tree in both logs: nothing of the store is in it", async () => {
  const { log, close } = await embedded();
  const inMemory = memoryLog(() => "2021-05-17T01:02:03.004Z");
  const streams = [newStream(), newStream()];
  for (const stream of [...streams, ...streams.toReversed()]) {
    const events: readonly NewEvent[] = registrations(3);
    for (const each of [log, inMemory]) {
      const revision = (await inStream(each, stream)).length - 1;
      await each.append(stream, revision, events);
    }
  }
  expect(await rootOf(log)).toBe(await rootOf(inMemory));
  await close();
});

test("bytes that no client of ours would write come back as they are", async () => {
  const { log, port, close } = await embedded();
  const odd = [
    { contentType: "application/json", data: '{ "a": 1.0, "a":\t2e0 }\r\n', metadata: '{"regionId":"420304"} ' },
    { contentType: "application/json", data: "{not json", metadata: "" },
    { contentType: "application/json", data: '{"b":1,"2":3,"1":"\\u5c40 局"}', metadata: "[]" },
    { contentType: "application/octet-stream", data: Buffer.from([0, 255, 254, 10]), metadata: Buffer.from([255]) },
    { contentType: "application/json", data: "", metadata: "null" },
  ];
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const name = new sharedPb.StreamIdentifier().setStreamName(Buffer.from("task-奇怪"));
  const options = new streamsPb.AppendReq.Options().setStreamIdentifier(name).setNoStream(new sharedPb.Empty());
  const requests = [new streamsPb.AppendReq().setOptions(options)];
  const ids = odd.map(() => randomUUID());
  for (const [at, { contentType, data, metadata }] of odd.entries()) {
    const message = new streamsPb.AppendReq.ProposedMessage()
      .setId(new sharedPb.UUID().setString(ids[at] ?? ""))
      .setData(Buffer.from(data))
      .setCustomMetadata(Buffer.from(metadata));
    message.getMetadataMap().set("type", "Odd").set("content-type", contentType);
    requests.push(new streamsPb.AppendReq().setProposedMessage(message));
  }
  await new Promise<void>((resolve, reject) => {
    const call = client.makeClientStreamRequest(
      "/event_store.client.streams.Streams/Append",
      (request: streamsPb.AppendReq) => Buffer.from(request.serializeBinary()),
      (bytes) => streamsPb.AppendResp.deserializeBinary(bytes),
      (error) => (error ? reject(error) : resolve()),
    );
    for (const request of requests) call.write(request);
    call.end();
  });
  client.close();

  const found = await bytesIn(log);
  expect(
    found.map(({ id, stream, revision, type, contentType, data, metadata }) => ({
      id,
      stream,
      revision,
      type,
      contentType,
      data: Buffer.from(data).toString("hex"),
      metadata: Buffer.from(metadata).toString("hex"),
    })),
  ).toEqual(
    odd.map(({ contentType, data, metadata }, revision) => ({
      id: ids[revision],
      stream: "task-奇怪",
      revision,
      type: "Odd",
      contentType,
      data: Buffer.from(data).toString("hex"),
      metadata: Buffer.from(metadata).toString("hex"),
    })),
  );
  await close();
});
