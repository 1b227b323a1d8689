// Writes the answer to one append of a batch, by hand, because every append gets one.
import type statusPb from "@eventstore/db-client/generated/status_pb.js";
import type { Outcome } from "../../core/store.ts";
import { ProtobufWriter } from "../protobuf/writer.ts";

/** Whom an answer is for. Both are bytes as they came, because a client does not recognize its own id in another form. */
export interface Addressee {
  readonly correlationId: Uint8Array | undefined;
  readonly stream: Uint8Array | undefined;
}

/** Fields of the protocol. */
const answer = { correlationId: 1, error: 2, success: 3, stream: 4 };
const success = { revision: 1, noStream: 2, position: 3, noPosition: 4 };
const place = { commit: 1, prepare: 2 };

const nothing = new Uint8Array();

/** An answer, framed. */
export function refusalTo(to: Addressee, status: statusPb.Status): Buffer {
  return answerTo(to, (writer) => writer.bytes(answer.error, status.serializeBinary()));
}

/** An answer, framed. */
export function receiptTo(to: Addressee, { revision, position }: Outcome & { kind: "done" }): Buffer {
  return answerTo(to, (writer) => {
    const end = writer.mark();
    if (position === undefined) writer.bytes(success.noPosition, nothing);
    else {
      writer.integer(place.prepare, position);
      writer.integer(place.commit, position);
      writer.message(success.position, end);
    }
    if (revision < 0n) writer.bytes(success.noStream, nothing);
    else writer.integer(success.revision, revision);
    writer.message(answer.success, end);
  });
}

/** Written from its end, like every message. */
function answerTo({ correlationId, stream }: Addressee, writeContent: (writer: ProtobufWriter) => void): Buffer {
  const writer = new ProtobufWriter(128 + (stream?.length ?? 0) + (correlationId?.length ?? 0));
  if (stream) writer.bytes(answer.stream, stream);
  writeContent(writer);
  if (correlationId) writer.bytes(answer.correlationId, correlationId);
  writer.frame(0);
  return writer.finish();
}
