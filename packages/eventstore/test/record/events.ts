// The events of a programme, for the client and for the wire.
import type { EventData } from "@eventstore/db-client";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import type { EventSpec } from "./program.ts";
import type { Run } from "./run.ts";

type Details = Exclude<EventSpec, string>;

interface Content {
  readonly details: Details;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array | undefined;
}

function* contentsOf(specs: readonly EventSpec[], run: Run): Iterable<Content> {
  for (const spec of specs) {
    const { many, ...details } = typeof spec === "string" ? { id: spec } : spec;
    if (many === undefined) yield contentOf(details, run);
    else for (let n = 1; n <= many; n += 1) yield contentOf({ ...details, id: `${details.id}${n}` }, run);
  }
}

function contentOf(details: Details, run: Run): Content {
  const { link, text, size, jsonSize, json, data, id, metadata, metadataText, metadataSize } = details;
  const isBinary = link !== undefined || text !== undefined || size !== undefined;
  const content = () => {
    if (link !== undefined) return link.replace(/@(.*)$/s, (_, target: string) => `@${run.stream(run.fill(target))}`);
    if (size !== undefined) return "x".repeat(size);
    if (jsonSize !== undefined) return JSON.stringify("x".repeat(jsonSize - 2));
    return text ?? json ?? JSON.stringify("data" in details ? data : { n: id });
  };
  const custom = () => {
    if (metadataText !== undefined) return metadataText;
    return metadataSize === undefined ? JSON.stringify(metadata) : "x".repeat(metadataSize);
  };
  const given = custom();
  return {
    details,
    type: details.type ?? (link === undefined ? "T" : "$>"),
    contentType: details.contentType ?? (isBinary ? "application/octet-stream" : "application/json"),
    data: Buffer.from(run.fill(content())),
    metadata: given === undefined ? undefined : Buffer.from(run.fill(given)),
  };
}

/** The client takes JSON as values and everything else as bytes. */
export function clientEvents(specs: readonly EventSpec[], run: Run): EventData[] {
  return [...contentsOf(specs, run)].map(({ details, type, contentType, data, metadata }) => {
    const common = { id: run.id(details.id), type, metadata: metadata && Uint8Array.from(metadata) };
    if (contentType !== "application/json") {
      return { ...common, contentType: "application/octet-stream", data: Uint8Array.from(data) };
    }
    return { ...common, contentType: "application/json", data: JSON.parse(Buffer.from(data).toString()) };
  });
}

interface ProposedMessage {
  setId(id?: sharedPb.UUID): unknown;
  setData(data: Uint8Array): unknown;
  setCustomMetadata(data: Uint8Array): unknown;
  getMetadataMap(): { set(key: string, value: string): unknown };
}

/** Messages of either kind of append, made by `create`. */
export function proposedMessages<M extends ProposedMessage>(
  specs: readonly EventSpec[],
  run: Run,
  create: () => M,
): readonly M[] {
  return [...contentsOf(specs, run)].map(({ details, type, contentType, data, metadata }) => {
    const message = create();
    message.setId(uuidOf(run.id(details.id), details.idAs));
    message.setData(data);
    if (metadata) message.setCustomMetadata(metadata);
    for (const [key, value] of Object.entries({ type, "content-type": contentType, ...details.extra })) {
      if (!details.omit?.includes(key)) message.getMetadataMap().set(key, value);
    }
    return message;
  });
}

/** A UUID in one of the forms that programmes try. */
export function uuidOf(id: string, form: Details["idAs"]): sharedPb.UUID | undefined {
  const uuid = new sharedPb.UUID();
  if (form === "none") return undefined;
  if (form === "empty") return uuid;
  if (form === "nil") return uuid.setString("00000000-0000-0000-0000-000000000000");
  if (form === "bad") return uuid.setString("not-a-uuid");
  if (form === "upper") return uuid.setString(id.toUpperCase());
  if (form !== "structured") return uuid.setString(id);
  const half = (from: number) => `${BigInt.asIntN(64, BigInt(`0x${id.replaceAll("-", "").slice(from, from + 16)}`))}`;
  const structured = new sharedPb.UUID.Structured();
  structured.setMostSignificantBits(half(0));
  structured.setLeastSignificantBits(half(16));
  return uuid.setStructured(structured);
}
