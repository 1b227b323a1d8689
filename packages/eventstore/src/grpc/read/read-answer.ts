// Writes messages to readers, by hand and many in one piece, because they are most of what the server sends.
import type { RecordedEvent } from "../../core/event.ts";
import type { ResolvedEvent } from "../../core/links.ts";
import { ProtobufWriter } from "../protobuf/writer.ts";
import { type UuidForm, writeUuid } from "../protocol/uuid.ts";
import type { Call } from "../transport/call.ts";

/** One message to a reader. */
export type Answer =
  | ({ readonly kind: "event" } & ResolvedEvent)
  | { readonly kind: "checkpoint"; readonly position: bigint }
  | { readonly kind: "caughtUp" };

/** Fields of the protocol. */
const response = { event: 1, checkpoint: 3, caughtUp: 8 };
const place = { commit: 1, prepare: 2 };
const resolved = { event: 1, link: 2, position: 3 };
const recorded = { id: 1, stream: 2, revision: 3, prepare: 4, commit: 5, properties: 6, metadata: 7, data: 8 };
const property = { key: 1, value: 2 };
const streamNameField = 3;

/** How many bytes are written at once, give or take an event. */
const pieceBytes = 64 << 10;

/** About how many bytes an event has besides its bodies and names. */
const otherBytes = 256;

/** Sends answers at the reader's pace; stops when the reader is gone. */
export async function sendAnswers(call: Call, answers: Iterable<Answer>, form: UuidForm): Promise<void> {
  let piece: Answer[] = [];
  let bytes = 0;
  for (const answer of answers) {
    piece.push(answer);
    bytes += bytesOf(answer);
    if (bytes < pieceBytes) continue;
    call.sendFramed(writeAnswers(piece, bytes, form));
    await call.untilRoom();
    if (call.signal.aborted) return;
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) call.sendFramed(writeAnswers(piece, bytes, form));
  await call.untilRoom();
}

/** About how many bytes the answer takes on the wire. */
function bytesOf(answer: Answer): number {
  if (answer.kind !== "event") return 32;
  return bytesOfEvent(answer.event) + bytesOfEvent(answer.link);
}

function bytesOfEvent(event: RecordedEvent | undefined): number {
  if (!event) return 0;
  return otherBytes + event.stream.length + event.type.length + event.data.length + event.metadata.length;
}

/** The answers, framed one after the other; written from their end, like every message. */
export function writeAnswers(answers: readonly Answer[], aboutBytes: number, form: UuidForm): Buffer {
  const writer = new ProtobufWriter(aboutBytes);
  for (let n = answers.length - 1; n >= 0; n--) {
    const answer = answers[n];
    const end = writer.mark();
    if (answer?.kind === "event") writeResolved(writer, answer, form);
    else if (answer?.kind === "checkpoint") writeCheckpoint(writer, answer.position);
    else writer.message(response.caughtUp, end);
    writer.frame(end);
  }
  return writer.finish();
}

function writeCheckpoint(writer: ProtobufWriter, position: bigint): void {
  const end = writer.mark();
  writer.integer(place.prepare, position);
  writer.integer(place.commit, position);
  writer.message(response.checkpoint, end);
}

function writeResolved(writer: ProtobufWriter, { event, link }: ResolvedEvent, form: UuidForm): void {
  const end = writer.mark();
  const original = link ?? event;
  if (original) writer.integer(resolved.position, original.position);
  if (link) writeRecorded(writer, resolved.link, link, form);
  if (event) writeRecorded(writer, resolved.event, event, form);
  writer.message(response.event, end);
}

function writeRecorded(writer: ProtobufWriter, field: number, event: RecordedEvent, form: UuidForm): void {
  const end = writer.mark();
  if (event.data.length > 0) writer.bytes(recorded.data, event.data);
  if (event.metadata.length > 0) writer.bytes(recorded.metadata, event.metadata);
  writeProperty(writer, "type", event.type);
  writeProperty(writer, "created", `${event.created}`);
  writeProperty(writer, "content-type", event.json ? "application/json" : "application/octet-stream");
  writer.integer(recorded.commit, event.position);
  writer.integer(recorded.prepare, event.position);
  if (event.revision > 0n) writer.integer(recorded.revision, event.revision);
  const endOfName = writer.mark();
  writer.text(streamNameField, event.stream);
  writer.message(recorded.stream, endOfName);
  writeUuid(writer, recorded.id, event.id, form);
  writer.message(field, end);
}

function writeProperty(writer: ProtobufWriter, key: string, value: string): void {
  const end = writer.mark();
  writer.text(property.value, value);
  writer.ascii(property.key, key);
  writer.message(recorded.properties, end);
}
