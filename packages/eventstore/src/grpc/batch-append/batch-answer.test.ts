// Answers to appends of a batch are written by hand, byte for byte as the generated classes write them.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import statusPb from "@eventstore/db-client/generated/status_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { assert, bigInt, constant, oneof, option, property, record, string, uuid } from "fast-check";
import { expect, test } from "vitest";
import { tombstoneRevision } from "../../core/event.ts";
import { empty } from "../protocol/message.ts";
import { writeStreamName } from "../protocol/stream-name.ts";
import { uuidMessage } from "../protocol/uuid.ts";
import { framed } from "../transport/framing.ts";
import { receiptTo, refusalTo } from "./batch-answer.ts";

const { BatchAppendResp } = streamsPb;

const number = oneof(bigInt({ min: 0n, max: 300n }), bigInt({ min: 0n, max: tombstoneRevision }));

const anyAddressee = record({
  correlationId: option(
    uuid().map((id) => uuidMessage(id, { structured: false })),
    { nil: undefined },
  ),
  stream: option(string({ unit: "grapheme", minLength: 1 }).map(writeStreamName), { nil: undefined }),
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

test("any receipt is written as the generated classes write it", () => {
  const outcome = record({
    revision: oneof(number, constant(tombstoneRevision), constant(-1n)),
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

test("any refusal is written as the generated classes write it", () => {
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
