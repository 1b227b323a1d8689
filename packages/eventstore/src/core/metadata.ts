// Stream metadata: what the last event of `$$x` says about which events of x are shown.
import type { RecordedEvent } from "./event.ts";
import { tombstoneRevision } from "./event.ts";

/** The parts of a stream's metadata that hide events. */
export interface StreamMetadata {
  /** Revisions below are hidden; `tombstoneRevision` means the stream is soft-deleted. */
  readonly truncateBefore?: bigint;
  readonly maxCount?: bigint;
  /** Seconds. */
  readonly maxAge?: bigint;
}

export const metadataType = "$metadata";

/** `$$x` holds the metadata of x. */
export const isMetastream = (stream: string): boolean => stream.startsWith("$$");

export const metastreamOf = (stream: string): string => `$$${stream}`;

/** The stream that a metastream is about. */
export const describedBy = (metastream: string): string => metastream.slice(2);

/** What an event of a metastream says; nothing if it is no JSON object. */
export function readMetadata(event: RecordedEvent | undefined): StreamMetadata {
  const object = event?.json ? parseObject(event.data) : undefined;
  if (!object) return {};
  const truncateBefore = integer(object["$tb"], 0n, tombstoneRevision);
  const maxCount = integer(object["$maxCount"], 1n, tombstoneRevision);
  const maxAge = integer(object["$maxAge"], 1n, tombstoneRevision);
  return {
    ...(truncateBefore !== undefined && { truncateBefore }),
    ...(maxCount !== undefined && { maxCount }),
    ...(maxAge !== undefined && { maxAge }),
  };
}

/** The body of metadata that marks a stream as soft-deleted. */
export const softDeletedMetadata: Uint8Array = Buffer.from(`{"$tb":${tombstoneRevision}}`);

/** The same metadata with another `$tb`, or undefined if it is no JSON object. */
export function withTruncateBefore(data: Uint8Array, revision: bigint): Uint8Array | undefined {
  const object = parseObject(data);
  if (!object) return undefined;
  const text = JSON.stringify({ ...object, $tb: `${mark}${revision}` });
  return Buffer.from(text.replace(/"\\u0000number:([^"]*)"/g, "$1"));
}

// JSON.parse would round 9223372036854775807, so numbers are read as texts behind a mark that nobody's text begins with.
const mark = "\u0000number:";
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function parseObject(data: Uint8Array): Record<string, unknown> | undefined {
  const text = Buffer.from(data).toString("utf8");
  try {
    JSON.parse(text);
    const marked = text.replace(textOrNumber, (found) => (found.startsWith('"') ? found : `"\\u0000number:${found}"`));
    const value: unknown = JSON.parse(marked);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function integer(value: unknown, least: bigint, most: bigint): bigint | undefined {
  if (typeof value !== "string" || !value.startsWith(mark)) return undefined;
  const digits = value.slice(mark.length);
  if (!/^-?\d+$/.test(digits)) return undefined;
  const number = BigInt(digits);
  return number >= least && number <= most ? number : undefined;
}
