// What the official client cannot cope with: missing answers, reads that end too early, errors that nobody catches.
import { once } from "node:events";
import { NO_STREAM, START, UnavailableError } from "@eventstore/db-client";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { Client, credentials, status } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, follower, named, serverAndClient, several, told } from "../fixtures.ts";
import { proposedMessages } from "../record/events.ts";
import { Run } from "../record/run.ts";

const { server, client } = await serverAndClient();

test("a thousand subscribers get each event once, and all are told when the server stops", async () => {
  const crowded = await startEventStore();
  const user = connect(crowded);
  const { position } = await user.appendToStream("before", named("z"));
  await user.appendToStream("crowd", several("a b"), { expectedRevision: NO_STREAM });
  const feeds = Array.from({ length: 1000 }, (_, n) =>
    follower(n % 2 === 0 ? user.subscribeToStream("crowd") : user.subscribeToAll({ fromPosition: position ?? START })),
  );
  await Promise.all(feeds.map((feed) => feed.next(2)));
  await user.appendToStream("crowd", several("c d"));
  const brought = await Promise.all(feeds.map((feed) => feed.next(2)));
  const names = brought.map((events) => events.map(({ event }) => `${event?.revision}`).join(" "));
  expect(new Set(names)).toEqual(new Set(["2 3"]));
  const ends = Promise.allSettled(feeds.map((feed) => feed.next(1)));
  expect(await crowded.stop()).toBe(0);
  const reasons = (await ends).map((end) => end.status === "rejected" && end.reason instanceof UnavailableError);
  expect(reasons.every((isTold) => isTold)).toBe(true);
  await user.dispose();
});

test("a read that is cut off fails, and does not look complete", async () => {
  const killed = await startEventStore();
  const user = connect(killed);
  const large = "x".repeat(100_000);
  for (let n = 0; n < 30; n += 1) await user.appendToStream("long", several(`${large} ${large} ${large} ${large}`));
  const read = user.readStream("long")[Symbol.asyncIterator]();
  await read.next();
  await killed.kill();
  const rest = async () => {
    for (let next = await read.next(); !next.done; next = await read.next());
  };
  await expect(rest()).rejects.toThrow(UnavailableError);
  await user.dispose();
  await killed.stop();
});

test("readers who leave early do not disturb those who stay", async () => {
  const large = "x".repeat(50_000);
  for (let n = 0; n < 20; n += 1) await client.appendToStream("left", several(`${large} ${large} ${large}`));
  const counts = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const read = client.readStream("left");
      let count = 0;
      for await (const _event of read) {
        count += 1;
        // The client's own loop leaves the call open when it is left, so the call is ended first.
        if (n % 2 === 0) return read.cancel().then(() => 0);
      }
      return count;
    }),
  );
  expect(counts).toEqual(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 0 : 60)));
});

test("a client that takes no answers for a while gets all of them in the end", async () => {
  const run = new Run();
  const raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const call = raw.makeBidiStreamRequest(
    "/event_store.client.streams.Streams/BatchAppend",
    (request: streamsPb.BatchAppendReq) => Buffer.from(request.serializeBinary()),
    (bytes) => streamsPb.BatchAppendResp.deserializeBinary(bytes),
  );
  const count = 5000;
  const name = new sharedPb.StreamIdentifier().setStreamName(Buffer.from("unread"));
  const ids = Array.from({ length: count }, (_, n) => run.id(`c${n}`));
  for (const id of ids) {
    const options = new streamsPb.BatchAppendReq.Options().setStreamIdentifier(name).setAny(new sharedPb.Empty());
    const request = new streamsPb.BatchAppendReq().setCorrelationId(new sharedPb.UUID().setString(id)).setIsFinal(true);
    const events = proposedMessages([id], run, () => new streamsPb.BatchAppendReq.ProposedMessage());
    call.write(request.setOptions(options).setProposedMessagesList([...events]));
  }
  call.end();
  // Appends are being written although no answer was taken.
  const feed = follower(client.subscribeToStream("unread"));
  await feed.next(16);
  const answered: string[] = [];
  call.on("data", (answer: streamsPb.BatchAppendResp) => {
    if (answer.hasSuccess()) answered.push(answer.getCorrelationId()?.getString() ?? "");
  });
  await once(call, "end");
  expect(answered.sort()).toEqual(ids.sort());
  raw.close();
});

test("half-sent appends do not take memory without end, and a whole one is still written", async () => {
  const run = new Run();
  const raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const name = new sharedPb.StreamIdentifier().setStreamName(Buffer.from("half-sent"));
  const options = new streamsPb.AppendReq.Options().setStreamIdentifier(name).setAny(new sharedPb.Empty());
  const calls = Array.from({ length: 80 }, (_, n) => {
    const call = raw.makeBidiStreamRequest(
      "/event_store.client.streams.Streams/Append",
      (request: streamsPb.AppendReq) => Buffer.from(request.serializeBinary()),
      (bytes) => streamsPb.AppendResp.deserializeBinary(bytes),
    );
    call.on("error", () => {});
    const [event] = proposedMessages([`h${n}`], run, () => new streamsPb.AppendReq.ProposedMessage());
    call.write(new streamsPb.AppendReq().setOptions(options));
    call.write(new streamsPb.AppendReq().setProposedMessage(event?.setData(Buffer.alloc(1_000_000))));
    return { call, ended: new Promise((resolve) => call.once("status", resolve)) };
  });
  expect(await Promise.race(calls.map(({ ended }) => ended))).toMatchObject({
    code: status.RESOURCE_EXHAUSTED,
    details: expect.stringMatching(/unfinished appends/),
  });
  for (const { call } of calls) call.cancel();
  await Promise.all(calls.map(({ ended }) => ended));
  // With credentials the client takes the same method.
  await client.appendToStream("whole", named("a"), { credentials: { username: "any", password: "one" } });
  expect(await told(client.readStream("whole"))).toEqual(["whole@0 a"]);
  raw.close();
});

test("appends to streams that cannot be written leave the server and the connection as they were", async () => {
  for (const stream of ["$$", "$all"]) {
    await expect(client.appendToStream(stream, named("a"))).rejects.toThrow();
    await expect(client.appendToStream(stream, named("b"))).rejects.toThrow();
  }
  await client.appendToStream("still-there", named("c"));
  expect(await told(client.readStream("still-there"))).toEqual(["still-there@0 c"]);
});
