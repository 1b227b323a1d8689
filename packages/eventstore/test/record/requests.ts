// The requests that the steps of a programme stand for, odd ones included.
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import timestampPb from "google-protobuf/google/protobuf/timestamp_pb.js";
import { proposedMessages, uuidOf } from "./events.ts";
import type { BatchPart, FilterSpec, Name, Step } from "./program.ts";
import type { Run } from "./run.ts";

const { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq } = streamsPb;
const { Empty } = sharedPb;

export function appendRequests(run: Run, { stream, expected = "any", events = [], messages }: Step) {
  const options = new AppendReq.Options().setStreamIdentifier(identifier(run, stream));
  expect(options, expected, (revision) => options.setRevision(revision));
  return (messages ?? ["options", ...events]).flatMap((item) => {
    if (item === "options") return [new AppendReq().setOptions(options)];
    if (typeof item === "object" && "empty" in item) return [new AppendReq()];
    return proposedMessages([item], run, () => new AppendReq.ProposedMessage()).map((message) =>
      new AppendReq().setProposedMessage(message),
    );
  });
}

export function batchRequest(run: Run, part: BatchPart): streamsPb.BatchAppendReq {
  const { c, as, stream, expected = "any", events = [], final = true, deadlineMs = 10_000 } = part;
  const request = new BatchAppendReq().setIsFinal(final);
  if (typeof c === "string") request.setCorrelationId(uuidOf(run.id(c), as));
  request.setProposedMessagesList([...proposedMessages(events, run, () => new BatchAppendReq.ProposedMessage())]);
  if (part.options === false) return request;
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(run, stream));
  expect(options, expected, (revision) => options.setStreamPosition(revision));
  if (deadlineMs !== null) {
    options.setDeadline(timestampPb.Timestamp.fromDate(deadlineOf(deadlineMs, final)));
  }
  return request.setOptions(options);
}

/** How long a whole request may take, whatever the programme allows. */
const patienceMs = 24 * 3_600_000;

function deadlineOf(ms: number | "zero", isWhole: boolean): Date {
  if (ms === "zero") return new Date(0);
  return new Date(Date.now() + (isWhole && ms > 0 && ms < patienceMs ? patienceMs : ms));
}

export function deleteRequest(run: Run, { stream, expected = "any" }: Step): streamsPb.DeleteReq {
  const options = new DeleteReq.Options().setStreamIdentifier(identifier(run, stream));
  expect(options, expected, (revision) => options.setRevision(revision));
  return new DeleteReq().setOptions(options);
}

export function tombstoneRequest(run: Run, { stream, expected = "any" }: Step): streamsPb.TombstoneReq {
  const options = new TombstoneReq.Options().setStreamIdentifier(identifier(run, stream));
  expect(options, expected, (revision) => options.setRevision(revision));
  return new TombstoneReq().setOptions(options);
}

/** How many events a read asks for if it does not say. */
const usualCount = 1000;

export function readRequest(run: Run, step: Step): streamsPb.ReadReq {
  const { all, stream, direction = "forwards", subscription, filter, noFilter, uuid = "string", compatibility } = step;
  if (step.noOptions) return new ReadReq();
  const options = new ReadReq.Options().setResolveLinks(step.resolveLinks ?? false);
  // Programmes also try directions that do not exist, which the field's type forbids.
  Reflect.apply(options.setReadDirection, options, [{ forwards: 0, backwards: 1 }[direction] ?? direction]);
  if (all) options.setAll(allOptions(run, step));
  else if (stream !== undefined || step.identifier === null) options.setStream(streamOptions(run, step));
  if (subscription) options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  else if (step.count !== null) options.setCount(`${step.count ?? usualCount}`);
  if (filter) options.setFilter(filterOptions(run, filter));
  else if (noFilter !== null) options.setNoFilter(new Empty());
  if (uuid !== null) {
    const form = new ReadReq.Options.UUIDOption();
    if (uuid === "string") form.setString(new Empty());
    if (uuid === "structured") form.setStructured(new Empty());
    options.setUuidOption(form);
  }
  if (compatibility !== undefined) {
    options.setControlOption(new ReadReq.Options.ControlOption().setCompatibility(compatibility));
  }
  return new ReadReq().setOptions(options);
}

function streamOptions(run: Run, { stream, from = "start" }: Step): streamsPb.ReadReq.Options.StreamOptions {
  const options = new ReadReq.Options.StreamOptions().setStreamIdentifier(identifier(run, stream));
  if (from === "start") return options.setStart(new Empty());
  if (from === "end") return options.setEnd(new Empty());
  return from === null ? options : options.setRevision(`${from}`);
}

function allOptions(run: Run, { from = "start" }: Step): streamsPb.ReadReq.Options.AllOptions {
  const options = new ReadReq.Options.AllOptions();
  if (from === null) return options;
  const position = run.position(from);
  if (position === "start") return options.setStart(new Empty());
  if (position === "end") return options.setEnd(new Empty());
  const place = new ReadReq.Options.Position();
  place.setCommitPosition(`${position.commit}`);
  place.setPreparePosition(`${position.prepare}`);
  return options.setPosition(place);
}

function filterOptions(run: Run, filter: FilterSpec): streamsPb.ReadReq.Options.FilterOptions {
  const options = new ReadReq.Options.FilterOptions().setCheckpointintervalmultiplier(filter.interval ?? 1);
  const expression = new ReadReq.Options.FilterOptions.Expression();
  if (filter.regex !== undefined) expression.setRegex(run.fill(filter.regex));
  expression.setPrefixList(prefixesOf(run, filter));
  if (filter.on === "stream") options.setStreamIdentifier(expression);
  if (filter.on === "type") options.setEventType(expression);
  if (filter.max !== undefined) options.setMax(filter.max);
  else if (filter.window !== null) options.setCount(new Empty());
  return options;
}

export function prefixesOf(run: Run, { on, prefixes = [] }: FilterSpec): string[] {
  return prefixes.map((prefix) => (on === "stream" ? run.stream(prefix) : run.fill(prefix)));
}

function identifier(run: Run, stream: Name | null | undefined): sharedPb.StreamIdentifier | undefined {
  if (stream === null || stream === undefined) return undefined;
  return new sharedPb.StreamIdentifier().setStreamName(Buffer.from(run.stream(stream)));
}

interface Expectation {
  setNoStream(value: sharedPb.Empty): unknown;
  setAny(value: sharedPb.Empty): unknown;
  setStreamExists(value: sharedPb.Empty): unknown;
}

function expect(options: Expectation, expected: string | number | null, revision: (text: string) => unknown): void {
  if (expected === "any") options.setAny(new Empty());
  else if (expected === "no_stream") options.setNoStream(new Empty());
  else if (expected === "stream_exists") options.setStreamExists(new Empty());
  else if (expected !== null) revision(`${expected}`);
}
