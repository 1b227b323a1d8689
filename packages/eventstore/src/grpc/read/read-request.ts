// Reads what a Streams.Read asks for, and refuses options that do not belong together.
import type streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { Pace } from "../../core/checkpoint-meter.ts";
import { tombstoneRevision } from "../../core/event.ts";
import { expressionFilter, type Filter, type FilterSubject, prefixFilter } from "../../core/filter.ts";
import type { Direction } from "../../core/storage.ts";
import { invalid } from "../protocol/errors.ts";
import { readRevision, wireEnd } from "../protocol/revision.ts";
import { readStreamName } from "../protocol/stream-name.ts";
import type { UuidForm } from "../protocol/uuid.ts";

type Options = streamsPb.ReadReq.Options;

/** Where to begin: at a revision or a position, or at either end. */
export type From = bigint | "start" | "end";

export interface ReadRequest {
  /** None: the whole log. */
  readonly stream?: string;
  readonly from: From;
  readonly direction: Direction;
  /** How many events at most; none: a subscription. */
  readonly count?: bigint;
  readonly filtered?: { readonly filter: Filter; readonly pace: Pace };
  readonly resolveLinks: boolean;
  readonly uuidForm: UuidForm;
  /** Whether a read of a stream ends with messages about where the stream ends, which clients in other languages ask for. */
  readonly tellsEnd: boolean;
}

/** Reads a request. Refuses options that are missing, out of range or do not belong together, and says why. */
export function parseReadRequest(request: streamsPb.ReadReq): ReadRequest {
  const options = request.getOptions();
  if (!options) throw invalid("The read has no options.");
  const uuidOption = options.getUuidOption();
  if (!uuidOption) throw invalid("The read does not say in which form it wants ids.");
  const direction = directions[options.getReadDirection()];
  if (!direction) throw invalid(`There is no direction ${options.getReadDirection()}.`);
  const isSubscription = options.hasSubscription();
  if (!isSubscription && !options.hasCount())
    throw invalid("The read is neither limited by a count nor a subscription.");
  if (isSubscription && direction === "backwards") throw invalid("A subscription goes forwards only.");
  const stream = options.getStream();
  if (stream && options.hasFilter()) throw invalid("Only the whole log can be filtered, not a stream.");
  if (!options.hasFilter() && !options.hasNoFilter())
    throw invalid("The read neither has a filter nor says that it has none.");
  return {
    ...(stream && { stream: readStreamName(stream.getStreamIdentifier()?.getStreamName_asU8()) }),
    from: stream ? streamFrom(stream) : allFrom(options.getAll()),
    direction,
    ...(!isSubscription && { count: BigInt(options.getCount()) }),
    ...(options.hasFilter() && { filtered: readFilter(options) }),
    resolveLinks: options.getResolveLinks(),
    uuidForm: { structured: !uuidOption.hasString() },
    tellsEnd: (options.getControlOption()?.getCompatibility() ?? 0) >= 1,
  };
}

const directions: readonly (Direction | undefined)[] = ["forwards", "backwards"];

function streamFrom(stream: streamsPb.ReadReq.Options.StreamOptions): From {
  if (stream.hasStart()) return "start";
  if (stream.hasEnd()) return "end";
  if (!stream.hasRevision()) throw invalid("The read does not say at which revision to begin.");
  const revision = BigInt(stream.getRevision());
  return revision === wireEnd ? "end" : readRevision(revision);
}

function allFrom(all: streamsPb.ReadReq.Options.AllOptions | undefined): From {
  if (!all) throw invalid("The read names neither a stream nor the whole log.");
  if (all.hasStart()) return "start";
  if (all.hasEnd()) return "end";
  const position = all.getPosition();
  if (!position) throw invalid("The read does not say at which position to begin.");
  const [commit, prepare] = [BigInt(position.getCommitPosition()), BigInt(position.getPreparePosition())];
  if (commit === wireEnd && prepare === wireEnd) return "end";
  if (commit > tombstoneRevision) throw invalid(`${commit} is not a position: the highest is ${tombstoneRevision}.`);
  if (prepare > commit) throw invalid(`The prepare position ${prepare} is above the commit position ${commit}.`);
  return commit;
}

const defaultWindow = 32;

function readFilter(options: Options): { filter: Filter; pace: Pace } {
  const filter = options.getFilter();
  const onStream = filter?.getStreamIdentifier();
  const expression = onStream ?? filter?.getEventType();
  if (!filter || !expression) throw invalid("The filter is neither on stream names nor on event types.");
  if (!filter.hasMax() && !filter.hasCount()) throw invalid("The filter has no window.");
  const window = filter.hasMax() ? filter.getMax() : defaultWindow;
  const interval = filter.getCheckpointintervalmultiplier() * window;
  if (window === 0) throw invalid("The filter's window is 0: it has to be at least 1.");
  if (interval === 0 && options.hasSubscription())
    throw invalid("The filter's checkpoint interval is 0: it has to be at least 1.");
  const subject: FilterSubject = onStream ? "streamName" : "eventType";
  const regex = expression.getRegex();
  return {
    filter: regex ? expressionFilter(subject, regex) : prefixFilter(subject, expression.getPrefixList()),
    pace: { window, interval },
  };
}
