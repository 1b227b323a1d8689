// The protocol's messages, made from the core's values and read into them.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { type ProposedEvent, type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import type { Expectation } from "../core/expected-revision.ts";
import type { ResolvedEvent } from "../core/links.ts";
import { invalid, missingMetadata } from "./errors.ts";
import { Refusal, status } from "./transport/refusal.ts";

/** Reads a message. Refuses bytes that are none. */
export function readMessage<T>(type: { deserializeBinary(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.deserializeBinary(bytes);
  } catch {
    throw new Refusal(status.INTERNAL, "Error deserializing request");
  }
}

/** The number that stands for "end" among positions and for "no stream" among revisions. */
export const wireEnd = 2n ** 64n - 1n;

/** A fresh empty message; the library lets no two messages share one. */
export const empty = (): sharedPb.Empty => new sharedPb.Empty();

export interface UuidForm {
  readonly structured: boolean;
}

/** Reads a UUID in either form, lower case, with dashes; undefined if it is neither. */
export function readUuid(uuid: sharedPb.UUID | undefined): string | undefined {
  if (uuid?.hasStructured()) {
    const structured = uuid.getStructured();
    const halves = [structured?.getMostSignificantBits(), structured?.getLeastSignificantBits()];
    const hex = halves
      .map((half) =>
        BigInt.asUintN(64, BigInt(half ?? 0))
          .toString(16)
          .padStart(16, "0"),
      )
      .join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
  const text = uuid?.getString().toLowerCase() ?? "";
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text) ? text : undefined;
}

export function writeUuid(id: string, { structured }: UuidForm): sharedPb.UUID {
  if (!structured) return new sharedPb.UUID().setString(id);
  const hex = id.replaceAll("-", "");
  const [most, least] = [hex.slice(0, 16), hex.slice(16)].map((half) => BigInt.asIntN(64, BigInt(`0x${half}`)));
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(`${most}`);
  halves.setLeastSignificantBits(`${least}`);
  return new sharedPb.UUID().setStructured(halves);
}

/** The stream's name. Refuses none, an empty one, and one that is no UTF-8. */
export function readStreamName(identifier: sharedPb.StreamIdentifier | undefined): string {
  if (!identifier) throw invalid("The request names no stream.");
  const bytes = identifier.getStreamName_asU8();
  if (bytes.length === 0) throw invalid("The stream's name is empty.");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid("The stream's name is not valid UTF-8.");
  }
}

/** As `readStreamName`, of a stream to be written: `$all` and `$$` are none. */
export function readWritableStreamName(identifier: sharedPb.StreamIdentifier | undefined): string {
  const name = readStreamName(identifier);
  if (name === "$all" || name === "$$") throw invalid(`"${name}" is no stream that can be written.`);
  return name;
}

export function writeStreamName(name: string): sharedPb.StreamIdentifier {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
}

/** A revision to read from. */
export function readRevision(text: string): bigint {
  const revision = BigInt(text);
  if (revision > tombstoneRevision) throw invalid(`${revision} is no revision: the highest is ${tombstoneRevision}.`);
  return revision;
}

interface ExpectationMessage {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** What the writer expects: a word, or the revision, whose field has several names. Refuses none and numbers out of range. */
export function readExpectation(options: ExpectationMessage, revision: string | undefined): Expectation {
  if (options.hasAny()) return "any";
  if (options.hasNoStream()) return "noStream";
  if (options.hasStreamExists()) return "streamExists";
  if (revision === undefined) throw invalid("The request has no expected revision.");
  return BigInt(revision) === wireEnd ? "noStream" : readRevision(revision);
}

interface ProposedMessage {
  getId(): sharedPb.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

const nilId = "00000000-0000-0000-0000-000000000000";

/** One event of an append. Refuses one without a usable id, type or content type. */
export function readProposed(message: ProposedMessage): ProposedEvent {
  const properties = message.getMetadataMap();
  const type = properties.get("type");
  const contentType = properties.get("content-type");
  if (type === undefined) throw missingMetadata("type");
  if (contentType === undefined) throw missingMetadata("content-type");
  if (type === "") throw invalid("The event's type is empty.");
  const id = readUuid(message.getId());
  if (id === undefined || id === nilId) throw invalid("The event's id is missing, nil or no UUID.");
  return {
    id,
    type,
    json: contentType === "application/json",
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** An event as readers get it, in the form of ids that they asked for. */
export function writeResolved({ event, link }: ResolvedEvent, form: UuidForm): streamsPb.ReadResp {
  const message = new streamsPb.ReadResp.ReadEvent();
  if (event) message.setEvent(writeRecorded(event, form));
  if (link) message.setLink(writeRecorded(link, form));
  const original = link ?? event;
  if (original) message.setCommitPosition(`${original.position}`);
  return new streamsPb.ReadResp().setEvent(message);
}

function writeRecorded(event: RecordedEvent, form: UuidForm): streamsPb.ReadResp.ReadEvent.RecordedEvent {
  const message = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  message.setId(writeUuid(event.id, form));
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
