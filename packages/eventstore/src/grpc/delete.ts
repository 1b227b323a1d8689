// Streams.Delete and Streams.Tombstone: hide a stream's events, or end it for good.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { Expectation } from "../core/expected-revision.ts";
import type { Outcome, Store } from "../core/store.ts";
import { invalid, streamDeleted, wrongExpectedVersion } from "./protocol/errors.ts";
import { expectedIn, readExpectation } from "./protocol/revision.ts";
import { readWritableStreamName } from "./protocol/stream-name.ts";

/** Soft-deletes a stream. Refuses with `wrong-expected-version` or `stream-deleted`. */
export async function deleteStream(store: Store, request: streamsPb.DeleteReq): Promise<streamsPb.DeleteResp> {
  const position = await remove(request.getOptions(), (stream, expected) => store.delete(stream, expected));
  const place = new streamsPb.DeleteResp.Position();
  place.setCommitPosition(position);
  place.setPreparePosition(position);
  return new streamsPb.DeleteResp().setPosition(place);
}

/** Ends a stream for good. Refuses as `deleteStream` does. */
export async function tombstoneStream(store: Store, request: streamsPb.TombstoneReq): Promise<streamsPb.TombstoneResp> {
  const position = await remove(request.getOptions(), (stream, expected) => store.tombstone(stream, expected));
  const place = new streamsPb.TombstoneResp.Position();
  place.setCommitPosition(position);
  place.setPreparePosition(position);
  return new streamsPb.TombstoneResp().setPosition(place);
}

async function remove(
  options: streamsPb.DeleteReq.Options | streamsPb.TombstoneReq.Options | undefined,
  change: (stream: string, expected: Expectation) => Promise<Outcome>,
): Promise<string> {
  if (!options) throw invalid("The request has no options.");
  const stream = readWritableStreamName(options.getStreamIdentifier()?.getStreamName_asU8());
  const expected = readExpectation(expectedIn(options));
  const outcome = await change(stream, expected);
  if (outcome.kind === "streamDeleted") throw streamDeleted(stream);
  if (outcome.kind === "wrongExpectedVersion") throw wrongExpectedVersion(stream, versionOf(expected), outcome.current);
  return `${outcome.position}`;
}

const versionsOfWords = { noStream: -1n, any: -2n, streamExists: -4n };

function versionOf(expected: Expectation): bigint {
  return typeof expected === "bigint" ? expected : versionsOfWords[expected];
}
