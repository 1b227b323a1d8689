// Appends of a batch whose parts come slowly, or not at all, over a real connection and with a clock that the test sets.
import { once } from "node:events";
import { connect } from "node:http2";
import { type AddressInfo, createServer } from "node:net";
import { setImmediate as macrotask } from "node:timers/promises";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../core/event.ts";
import { Store } from "../../core/store.ts";
import { memoryStorage } from "../../storage/memory-storage.ts";
import { shuttingDown, toRefusal } from "../protocol/errors.ts";
import { empty } from "../protocol/message.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import type { Call } from "../transport/call.ts";
import { framed, MessageReader } from "../transport/framing.ts";
import { GrpcServer, type Method } from "../transport/grpc-server.ts";
import { MemoryBudget } from "../transport/memory-budget.ts";
import { batchAppend } from "./batch-append.ts";

const { BatchAppendReq, BatchAppendResp } = streamsPb;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  vi.useRealTimers();
});
const open: (() => unknown)[] = [];

interface Called {
  /** Sends bytes, and waits until the server has received all that was sent so far. */
  send(bytes: Uint8Array): Promise<void>;
  readonly answer: Promise<streamsPb.BatchAppendResp>;
}

async function called(): Promise<Called> {
  const store = new Store(memoryStorage(), systemClock);
  let heard: Call | undefined;
  const method: Method = (call) => {
    heard = call;
    const memory = () => new MemoryBudget(1 << 20);
    const limits = { maxAppendBytes: 1 << 20, unfinishedMemory: memory(), writingMemory: memory() };
    return batchAppend(call, { store, ...limits, report: () => {} });
  };
  const server = new GrpcServer({
    methodOf: () => method,
    refusedBy: () => null,
    refusalOf: toRefusal,
    maxMessageBytes: 1 << 20,
    receivingBytes: 1 << 20,
    keepAliveMs: 3_600_000,
    patienceMs: 3_600_000,
  });
  const listener = createServer((socket) => server.accept(socket)).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const session = connect(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`);
  open.push(
    () => session.destroy(),
    () => server.stop(shuttingDown()),
    () => listener.close(),
  );
  const stream = session.request({ ":method": "POST", ":path": "/any", "content-type": "application/grpc" });
  const reader = new MessageReader(1 << 20);
  const answer = new Promise<streamsPb.BatchAppendResp>((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      reader.read(chunk, ({ bytes }) => resolve(BatchAppendResp.deserializeBinary(bytes)));
    });
  });
  let sent = 0;
  return {
    answer,
    async send(bytes) {
      stream.write(bytes);
      sent += bytes.length;
      while (heard?.receivedBytes !== sent) await macrotask();
    },
  };
}

const id = (n: number) => new sharedPb.UUID().setString(`aaaaaaaa-0000-4000-8000-00000000000${n}`);

function part(data: Buffer): streamsPb.BatchAppendReq {
  const message = new BatchAppendReq.ProposedMessage().setId(id(2)).setData(data);
  message.getMetadataMap().set("type", "Slow").set("content-type", "application/octet-stream");
  const request = new BatchAppendReq().setCorrelationId(id(1));
  request.addProposedMessages(message);
  return request;
}

const bytesOf = (request: streamsPb.BatchAppendReq) => framed(request.serializeBinary());
const options = new BatchAppendReq.Options().setStreamIdentifier(writeStreamName("slow")).setAny(empty());
const first = bytesOf(part(Buffer.from("first")).setOptions(options));
const last = bytesOf(part(Buffer.alloc(100_000)).setIsFinal(true));

test("an append whose last part comes slowly is not given up while it comes", async () => {
  const { send, answer } = await called();
  await send(first);
  const pieces = 4;
  for (let n = 0; n < pieces; n++) {
    await vi.advanceTimersByTimeAsync(1_900);
    await send(last.subarray((n * last.length) / pieces, ((n + 1) * last.length) / pieces));
  }
  expect((await answer).hasSuccess()).toBe(true);
});

test("an append of which nothing more comes for two seconds is answered with a time-out", async () => {
  const { send, answer } = await called();
  await send(first);
  await send(last.subarray(0, 1000));
  await vi.advanceTimersByTimeAsync(4_000);
  expect((await answer).getError()?.getMessage()).toBe("Timeout");
});
