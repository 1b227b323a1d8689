// Decides appends and deletions, by the rules of expected revisions and of repeated event ids.
import type { EventLookup } from "./storage.ts";
import type { StreamState } from "./stream-state.ts";

/** What a writer expects of a stream: the revision of its last event, or one of three words. */
export type Expectation = bigint | "any" | "noStream" | "streamExists";

export type Decision =
  | { readonly kind: "write" }
  /** All events are there already; `revision` is that of the event with the last id. */
  | { readonly kind: "repeated"; readonly revision: bigint }
  | { readonly kind: "wrongExpectedVersion" }
  | { readonly kind: "streamDeleted" };

const write: Decision = { kind: "write" };
const wrong: Decision = { kind: "wrongExpectedVersion" };
const deleted: Decision = { kind: "streamDeleted" };

/**
 * Decides an append of events with these ids. With `any` and `streamExists` ids are looked up anywhere in the stream; with
 * a revision below the last (`noStream` is −1) they are compared with the events that follow it. Bodies are never compared.
 */
export function decideAppend(
  log: EventLookup,
  stream: string,
  state: StreamState,
  expected: Expectation,
  ids: readonly string[],
): Decision {
  if (state.tombstoned) return deleted;
  if (expected === "streamExists" && state.softDeleted) return deleted;
  if (state.last < 0n) return existsFor(state, expected) ? write : wrong;
  if (expected === "any" || expected === "streamExists") return lookUp(log, stream, ids);
  const revision = expected === "noStream" ? -1n : expected;
  if (revision === state.last) return write;
  if (revision > state.last || ids.length === 0) return wrong;
  return compare(log, stream, ids, revision, expected === "noStream" && state.softDeleted);
}

/** Decides a deletion. Repetitions are not recognized. `streamExists` also accepts a stream that has only metadata. */
export function decideDelete(state: StreamState, expected: Expectation): Decision {
  if (state.tombstoned) return deleted;
  if (expected === "streamExists")
    return state.softDeleted ? deleted : state.last >= 0n || state.hasMetadata ? write : wrong;
  if (expected === "any") return write;
  if (expected === "noStream") return state.last < 0n || state.softDeleted ? write : wrong;
  return expected === state.last ? write : wrong;
}

function existsFor(state: StreamState, expected: Expectation): boolean {
  if (expected === "streamExists") return state.hasMetadata;
  return expected === "any" || expected === "noStream";
}

function lookUp(log: EventLookup, stream: string, ids: readonly string[]): Decision {
  let last: bigint | undefined;
  for (const [i, id] of ids.entries()) {
    last = log.revisionOf(stream, id);
    if (last === undefined) return i === 0 ? write : wrong;
  }
  return last === undefined ? write : { kind: "repeated", revision: last };
}

function compare(
  log: EventLookup,
  stream: string,
  ids: readonly string[],
  after: bigint,
  newIdsUndelete: boolean,
): Decision {
  for (const [i, id] of ids.entries()) {
    if (log.event(stream, after + 1n + BigInt(i))?.id !== id) return i === 0 && newIdsUndelete ? write : wrong;
  }
  return { kind: "repeated", revision: after + BigInt(ids.length) };
}
