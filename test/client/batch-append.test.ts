// The official client sends appends as batches, thousands at a time, in parts, good ones and bad ones mixed.
import { once } from "node:events";
import http2 from "node:http2";
import { setTimeout as delay } from "node:timers/promises";
import { binaryEvent, isCommandError, NO_STREAM } from "@eventstore/db-client";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { expect, test } from "vitest";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { connect, named, serverAndClient, several, told } from "./fixtures.ts";

const { server, client } = await serverAndClient();

/** The deadline of an append counts while it waits for its turn in the client; a slow machine needs longer than usual. */
const patient = { deadline: 100_000 };

test("ten thousand appends in flight are all answered, each with the place of its own event", async () => {
  const streams = Array.from({ length: 100 }, (_, n) => `flight-${n}`);
  const receipts = await Promise.all(
    Array.from({ length: 10_000 }, async (_, n) => {
      const stream = streams[n % streams.length] ?? "";
      const { nextExpectedRevision, position } = await client.appendToStream(stream, named(`${n}`), patient);
      return { line: `${stream}@${nextExpectedRevision} ${n}`, commit: position?.commit };
    }),
  );
  const lines = (await Promise.all(streams.map((stream) => told(client.readStream(stream))))).flat();
  expect(lines.sort()).toEqual(receipts.map(({ line }) => line).sort());
  expect(new Set(receipts.map(({ commit }) => commit)).size).toBe(10_000);
});

test("three thousand appends in parts, mixed on one call, are all whole", async () => {
  const streams = Array.from({ length: 100 }, (_, n) => `parts-${n}`);
  await Promise.all(
    Array.from({ length: 3_000 }, (_, n) =>
      client.appendToStream(streams[n % streams.length] ?? "", several(`${n}-1 ${n}-2`), {
        ...patient,
        batchAppendSize: 1,
      }),
    ),
  );
  const lines = (await Promise.all(streams.map((stream) => told(client.readStream(stream))))).flat();
  const names = lines.map((line) => line.split(" ")[1] ?? "");
  expect(names).toHaveLength(6_000);
  for (let n = 0; n < names.length; n += 2) expect(names[n + 1]).toBe(names[n]?.replace("-1", "-2"));
});

test("an append whose last part comes slowly is not given up while it comes", async () => {
  const { Options, ProposedMessage } = streamsPb.BatchAppendReq;
  const id = () => new sharedPb.UUID().setString(crypto.randomUUID());
  const correlationId = id();
  const event = (data: Buffer) => {
    const message = new ProposedMessage().setId(id()).setData(data);
    message.getMetadataMap().set("type", "Slow").set("content-type", "application/octet-stream");
    return message;
  };
  const part = (data: Buffer) => {
    const request = new streamsPb.BatchAppendReq().setCorrelationId(correlationId);
    request.addProposedMessages(event(data));
    return request;
  };
  const stream = new sharedPb.StreamIdentifier().setStreamName(Buffer.from("slow"));
  const options = new Options().setStreamIdentifier(stream).setAny(new emptyPb.Empty());
  const framed = (message: streamsPb.BatchAppendReq) => {
    const bytes = message.serializeBinary();
    const head = Buffer.alloc(5);
    head.writeUInt32BE(bytes.length, 1);
    return Buffer.concat([head, bytes]);
  };
  const session = http2.connect(`http://127.0.0.1:${server.port}`);
  const call = session.request({
    ":method": "POST",
    ":path": "/event_store.client.streams.Streams/BatchAppend",
    "content-type": "application/grpc",
    te: "trailers",
  });
  call.write(framed(part(Buffer.from("first")).setOptions(options)));
  const last = framed(part(Buffer.alloc(100_000)).setIsFinal(true));
  const answer = once(call, "data");
  const pieces = 6;
  for (let n = 0; n < pieces; n++) {
    await delay(600);
    call.write(last.subarray((n * last.length) / pieces, ((n + 1) * last.length) / pieces));
  }
  const [bytes] = await answer;
  expect(streamsPb.BatchAppendResp.deserializeBinary(Buffer.from(bytes).subarray(5)).hasSuccess()).toBe(true);
  session.destroy();
});

test("a hundred first appends at once, on connections that are new, are all answered", async () => {
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

test("appends that are refused, each for a reason of its own, do not touch those beside them", async () => {
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
