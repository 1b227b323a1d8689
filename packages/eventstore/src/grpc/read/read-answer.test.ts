// Answers to readers are written by hand, byte for byte as the generated classes write them.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import {
  array,
  assert,
  bigInt,
  boolean,
  constant,
  constantFrom,
  oneof,
  property,
  record,
  string,
  uint8Array,
  uuid,
} from "fast-check";
import { expect, test } from "vitest";
import { type RecordedEvent, tombstoneRevision } from "../../core/event.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import { uuidMessage } from "../protocol/uuid.ts";
import { framed } from "../transport/framing.ts";
import { type Answer, writeAnswers } from "./read-answer.ts";

const { ReadResp } = streamsPb;

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

test("any answers are written as the generated classes write them, with ids in either form, however large they were guessed to be", () => {
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
