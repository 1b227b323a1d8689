// What is written by hand is byte for byte what the generated classes write.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import statusPb from "@eventstore/db-client/generated/status_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import {
  array,
  assert,
  bigInt,
  boolean,
  constant,
  constantFrom,
  oneof,
  option,
  property,
  record,
  string,
  uint8Array,
  uuid,
} from "fast-check";
import { expect, test } from "vitest";
import { type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import { receiptTo, refusalTo } from "./batch-answer.ts";
import { type Answer, writeAnswers } from "./read-answer.ts";
import { framed } from "./transport/framing.ts";
import { empty, uuidMessage, writeStreamName } from "./wire.ts";

const { ReadResp, BatchAppendResp } = streamsPb;

const number = oneof(
  bigInt({ min: 0n, max: 300n }),
  bigInt({ min: 0n, max: tombstoneRevision }),
  constant(tombstoneRevision),
);
const name = string({ unit: "grapheme", minLength: 1 });

const anyRecorded = record<RecordedEvent>({
  id: uuid(),
  type: name,
  json: boolean(),
  data: uint8Array(),
  metadata: uint8Array(),
  stream: name,
  revision: number,
  position: number.filter((position) => position > 0n),
  created: number,
});

const anyAnswer = oneof(
  record({ kind: constant<"event">("event"), event: anyRecorded }),
  record({ kind: constant<"event">("event"), link: anyRecorded }),
  record({ kind: constant<"event">("event"), event: anyRecorded, link: anyRecorded }),
  record({ kind: constant<"checkpoint">("checkpoint"), position: number.filter((position) => position > 0n) }),
  constant<Answer>({ kind: "caughtUp" }),
);

function recordedMessage(event: RecordedEvent, structured: boolean): streamsPb.ReadResp.ReadEvent.RecordedEvent {
  const message = new ReadResp.ReadEvent.RecordedEvent();
  message.setId(uuidMessage(event.id, { structured }));
  message.setStreamIdentifier(writeStreamName(event.stream));
  message.setStreamRevision(`${event.revision}`);
  message.setCommitPosition(`${event.position}`);
  message.setPreparePosition(`${event.position}`);
  message.setData(event.data);
  message.setCustomMetadata(event.metadata);
  const properties = message.getMetadataMap();
  properties.set("type", event.type);
  properties.set("content-type", event.json ? "application/json" : "application/octet-stream");
  properties.set("created", `${event.created}`);
  return message;
}

function answerMessage(answer: Answer, structured: boolean): streamsPb.ReadResp {
  if (answer.kind === "caughtUp") return new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
  if (answer.kind === "checkpoint") {
    const checkpoint = new ReadResp.Checkpoint();
    checkpoint.setCommitPosition(`${answer.position}`);
    checkpoint.setPreparePosition(`${answer.position}`);
    return new ReadResp().setCheckpoint(checkpoint);
  }
  const message = new ReadResp.ReadEvent();
  if (answer.event) message.setEvent(recordedMessage(answer.event, structured));
  if (answer.link) message.setLink(recordedMessage(answer.link, structured));
  message.setCommitPosition(`${(answer.link ?? answer.event)?.position}`);
  return new ReadResp().setEvent(message);
}

test("any answers to a reader, with ids in either form, whatever was thought of their size", () => {
  assert(
    property(
      array(anyAnswer, { maxLength: 5 }),
      boolean(),
      constantFrom(0, 100, 100_000),
      (answers, structured, about) => {
        const wanted = answers.map((answer) => framed(answerMessage(answer, structured).serializeBinary()));
        expect(writeAnswers(answers, about, { structured })).toEqual(Buffer.concat(wanted));
      },
    ),
  );
});

const anyAddressee = record({
  correlationId: option(
    uuid().map((id) => uuidMessage(id, { structured: false })),
    { nil: undefined },
  ),
  stream: option(name.map(writeStreamName), { nil: undefined }),
});

const bytesOf = ({
  correlationId,
  stream,
}: {
  correlationId?: sharedPb.UUID | undefined;
  stream?: sharedPb.StreamIdentifier | undefined;
}) => ({
  correlationId: correlationId?.serializeBinary(),
  stream: stream?.serializeBinary(),
});

test("any receipt of an append of a batch", () => {
  const outcome = record({
    revision: oneof(number, constant(-1n)),
    position: option(
      number.filter((n) => n > 0n),
      { nil: undefined },
    ),
  });
  assert(
    property(anyAddressee, outcome, (to, { revision, position }) => {
      const success = new BatchAppendResp.Success();
      if (revision < 0n) success.setNoStream(empty());
      else success.setCurrentRevision(`${revision}`);
      if (position === undefined) success.setNoPosition(empty());
      else {
        const place = new sharedPb.AllStreamPosition();
        place.setCommitPosition(`${position}`);
        place.setPreparePosition(`${position}`);
        success.setPosition(place);
      }
      const wanted = new BatchAppendResp()
        .setCorrelationId(to.correlationId)
        .setStreamIdentifier(to.stream)
        .setSuccess(success);
      const receipt = receiptTo(bytesOf(to), { kind: "done", revision, ...(position !== undefined && { position }) });
      expect(receipt).toEqual(framed(wanted.serializeBinary()));
    }),
  );
});

test("any refusal of an append of a batch", () => {
  assert(
    property(anyAddressee, string(), (to, reason) => {
      const status = new statusPb.Status().setCode(3).setMessage(reason);
      const wanted = new BatchAppendResp()
        .setCorrelationId(to.correlationId)
        .setStreamIdentifier(to.stream)
        .setError(status);
      expect(refusalTo(bytesOf(to), status)).toEqual(framed(wanted.serializeBinary()));
    }),
  );
});
