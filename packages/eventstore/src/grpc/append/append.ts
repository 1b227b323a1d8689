// Streams.Append: one request of many messages, one answer when all is on disk.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { Outcome, Store } from "../../core/store.ts";
import { ProtobufReader } from "../protobuf/reader.ts";
import { appendTooLarge, busy, invalid, streamDeleted } from "../protocol/errors.ts";
import { empty, readMessage } from "../protocol/message.ts";
import { expectedIn, readExpectation, wireEnd } from "../protocol/revision.ts";
import { readWritableStreamName } from "../protocol/stream-name.ts";
import type { Call } from "../transport/call.ts";
import type { MemoryBudget } from "../transport/memory-budget.ts";
import { AppendContent } from "./append-content.ts";
import { readProposed } from "./proposed-event.ts";

/**
 * Serves a call: collects an append, writes it and answers. Rejects with a refusal as soon as something is wrong; then nothing
 * is written. `unfinishedMemory` is for appends that are not complete yet.
 */
export async function append(
  store: Store,
  maxBytes: number,
  unfinishedMemory: MemoryBudget,
  call: Call,
): Promise<void> {
  const content = new AppendContent(maxBytes);
  let taken = 0;
  const keep = (): void => {
    if (!unfinishedMemory.take(content.bytes - taken)) throw busy();
    taken = content.bytes;
  };
  let options: streamsPb.AppendReq.Options;
  try {
    options = await collect(content, keep, call);
  } finally {
    unfinishedMemory.give(taken);
  }
  const stream = streamOf(options);
  const expected = readExpectation(expectedIn(options));
  const outcome = await store.append(stream, expected, content.events);
  if (outcome.kind === "streamDeleted") throw streamDeleted(stream);
  const answer = new streamsPb.AppendResp();
  if (outcome.kind === "done") answer.setSuccess(writeSuccess(outcome));
  else answer.setWrongExpectedVersion(writeWrongExpectedVersion(options, outcome.current));
  call.send(serializeAnswer(answer));
}

/** Fields of the protocol: a request is one or the other. */
const [optionsField, eventField] = [1, 2];

async function collect(content: AppendContent, keep: () => void, call: Call): Promise<streamsPb.AppendReq.Options> {
  let options: streamsPb.AppendReq.Options | undefined;
  for (let bytes = await call.next(); bytes; bytes = await call.next()) {
    const { field, value } = lastField(bytes);
    if (field === optionsField && !options) {
      options = readMessage(streamsPb.AppendReq.Options, value);
      // Refused at once, not after megabytes of events.
      streamOf(options);
    } else if (field === eventField && options) {
      // A copy, because a view would keep everything in memory that came with it.
      if (!content.add(readProposed(new Uint8Array(value)))) throw appendTooLarge(content.maxBytes);
      keep();
    } else {
      throw invalid("An append is its options, once and first, and then only events.");
    }
  }
  if (!options) throw invalid("The append has no options.");
  return options;
}

function lastField(bytes: Uint8Array): { field: number; value: Uint8Array } {
  const reader = new ProtobufReader(bytes);
  let last = { field: 0, value: bytes };
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (reader.isLong && (field === optionsField || field === eventField)) last = { field, value: reader.bytes() };
  }
  return last;
}

function streamOf(options: streamsPb.AppendReq.Options): string {
  return readWritableStreamName(options.getStreamIdentifier()?.getStreamName_asU8());
}

function writeSuccess({ revision, position }: Outcome & { kind: "done" }): streamsPb.AppendResp.Success {
  const success = new streamsPb.AppendResp.Success();
  if (revision < 0n) success.setNoStream(empty());
  else success.setCurrentRevision(`${revision}`);
  if (position === undefined) return success.setNoPosition(empty());
  const place = new streamsPb.AppendResp.Position();
  place.setCommitPosition(`${position}`);
  place.setPreparePosition(`${position}`);
  return success.setPosition(place);
}

/** With the fields of release 20.6, too, which older clients read. */
function writeWrongExpectedVersion(
  options: streamsPb.AppendReq.Options,
  current: bigint,
): streamsPb.AppendResp.WrongExpectedVersion {
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(empty()).setNoStream2060(empty());
  else wrong.setCurrentRevision(`${current}`).setCurrentRevision2060(Number(current));
  if (options.hasAny()) wrong.setExpectedAny(empty()).setAny2060(empty());
  else if (options.hasStreamExists()) wrong.setExpectedStreamExists(empty()).setStreamExists2060(empty());
  else if (options.hasNoStream()) wrong.setExpectedNoStream(empty()).setExpectedRevision2060(number2060(wireEnd));
  else {
    const revision = options.getRevision();
    wrong.setExpectedRevision(revision).setExpectedRevision2060(number2060(BigInt(revision)));
  }
  return wrong;
}

// The fields of 20.6 are JavaScript numbers, which cannot be 2^64−1: the next lower one stands in for it.
const standIn = 2 ** 64 - 2048;
const standInBytes = Buffer.from([0x18, 0x80, 0xf0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
const wireEndBytes = Buffer.from([0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);

function number2060(revision: bigint): number {
  return revision === wireEnd ? standIn : Number(revision);
}

/** The bytes of an answer, with 2^64−1 where its stand-in is. */
function serializeAnswer(answer: streamsPb.AppendResp): Buffer {
  const bytes = Buffer.from(answer.serializeBinary());
  const at = answer.hasWrongExpectedVersion() ? bytes.indexOf(standInBytes) : -1;
  if (at >= 0) bytes.set(wireEndBytes, at);
  return bytes;
}
