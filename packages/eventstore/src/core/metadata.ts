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

/** What an event of a metastream says: nothing if it is not a JSON object, or if a known key has a value of the wrong kind. */
export function readMetadata(event: RecordedEvent | undefined): StreamMetadata {
  const object = event?.json ? parseObject(event.data) : undefined;
  if (!object || !isSound(object)) return {};
  const truncateBefore = atLeast(0n, object["$tb"]);
  const maxCount = atLeast(1n, object["$maxCount"]);
  const maxAge = atLeast(1n, object["$maxAge"]);
  return {
    ...(truncateBefore !== undefined && { truncateBefore }),
    ...(maxCount !== undefined && { maxCount }),
    ...(maxAge !== undefined && { maxAge }),
  };
}

/** The body of metadata that marks a stream as soft-deleted. */
export const softDeletedMetadata: Uint8Array = Buffer.from(`{"$tb":${tombstoneRevision}}`);

/** The same metadata with another `$tb`; undefined if it is not a JSON object. */
export function withTruncateBefore(data: Uint8Array, revision: bigint): Uint8Array | undefined {
  const object = parseObject(data);
  if (!object) return undefined;
  const text = JSON.stringify({ ...object, $tb: `${mark}${revision}` });
  return Buffer.from(text.replace(/"\\u0000number:([^"]*)"/g, "$1"));
}

// JSON.parse would round 9223372036854775807, so numbers are read as texts that begin with a mark no other text has.
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

/** What the values of the known keys have to be; a span of time also has to fit .NET's. */
const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  $tb: (value) => integer(value) !== undefined,
  $maxCount: (value) => integer(value) !== undefined,
  $maxAge: isSpan,
  $cacheControl: isSpan,
  $tmp: (value) => typeof value === "boolean",
  $acl: isAccessList,
};

function isSound(object: Record<string, unknown>): boolean {
  return Object.entries(kinds).every(([key, isOfKind]) => !Object.hasOwn(object, key) || isOfKind(object[key]));
}

const longestSpanSeconds = 922_337_203_685n;

function isSpan(value: unknown): boolean {
  const seconds = integer(value);
  return seconds !== undefined && seconds <= longestSpanSeconds && seconds >= -longestSpanSeconds;
}

const rights = ["$r", "$w", "$d", "$mr", "$mw"];

function isAccessList(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([right, who]) => rights.includes(right) && areRoles(who));
}

function areRoles(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isText) : isText(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !value.startsWith(mark);
}

function atLeast(least: bigint, value: unknown): bigint | undefined {
  const number = integer(value);
  return number !== undefined && number >= least ? number : undefined;
}

/** An integer of 64 bits. */
function integer(value: unknown): bigint | undefined {
  if (typeof value !== "string" || !value.startsWith(mark)) return undefined;
  const digits = value.slice(mark.length);
  if (!/^-?\d+$/.test(digits)) return undefined;
  const number = BigInt(digits);
  return BigInt.asIntN(64, number) === number ? number : undefined;
}
