// The answer to one append of a batch, which finds its way by the correlation id.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import type statusPb from "@eventstore/db-client/generated/status_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { Outcome } from "../core/store.ts";
import { empty } from "./wire.ts";

/** Both as they came: a client does not know its own id in another form, and reads the name whatever it is. */
export interface Addressee {
  readonly correlationId: sharedPb.UUID | undefined;
  readonly stream: sharedPb.StreamIdentifier | undefined;
}

export function addresseeOf(request: streamsPb.BatchAppendReq): Addressee {
  return { correlationId: request.getCorrelationId(), stream: request.getOptions()?.getStreamIdentifier() };
}

export function refusalTo(to: Addressee, status: statusPb.Status): streamsPb.BatchAppendResp {
  return answerTo(to).setError(status);
}

export function receiptTo(
  to: Addressee,
  { revision, position }: Outcome & { kind: "done" },
): streamsPb.BatchAppendResp {
  const success = new streamsPb.BatchAppendResp.Success();
  if (revision < 0n) success.setNoStream(empty());
  else success.setCurrentRevision(`${revision}`);
  if (position === undefined) success.setNoPosition(empty());
  else {
    const place = new sharedPb.AllStreamPosition();
    place.setCommitPosition(`${position}`);
    place.setPreparePosition(`${position}`);
    success.setPosition(place);
  }
  return answerTo(to).setSuccess(success);
}

function answerTo({ correlationId, stream }: Addressee): streamsPb.BatchAppendResp {
  return new streamsPb.BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(stream);
}
