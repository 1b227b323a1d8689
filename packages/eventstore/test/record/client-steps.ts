// The steps that go through the official client: what it resolves with, or its error with everything in it.
import { type AllStreamResolvedEvent, EventStoreDBClient, type ResolvedEvent } from "@eventstore/db-client";
import { Metadata } from "@grpc/grpc-js";
import { clientEvents } from "./events.ts";
import type { Player } from "./player.ts";
import type { From, Step } from "./program.ts";
import type { Run } from "./run.ts";
import { trailersOf } from "./wire.ts";

type ClientStep = (player: Player, step: Step) => Promise<unknown>;

export const clientSteps: Readonly<Record<string, ClientStep>> = {
  append({ run, client }, { stream, expected, events = [], via, throws = true, batchAppendSize }) {
    return outcome(
      client(throws).appendToStream(run.stream(stream ?? ""), clientEvents(events, run), {
        expectedRevision: asExpected(expected),
        ...(batchAppendSize && { batchAppendSize }),
        // With credentials the client calls the other method; over plain text it does not send them.
        ...(via === "append" && { credentials: { username: "nobody", password: "none" } }),
      }),
    );
  },
  readStream({ run, client }, { stream, from = "start", ...step }) {
    const options = { ...readOptions(step), fromRevision: asRevision(from) };
    return told(() => client(true).readStream(run.stream(stream ?? ""), options));
  },
  readAll({ run, client }, { from, ...step }) {
    const options = { ...readOptions(step), fromPosition: run.position(from ?? "start") };
    return told(
      () => client(true).readAll(options),
      (event) => isOf(run, event),
    );
  },
  delete({ run, client }, { stream, expected }) {
    return outcome(client(true).deleteStream(run.stream(stream ?? ""), expecting(expected)));
  },
  tombstone({ run, client }, { stream, expected }) {
    return outcome(client(true).tombstoneStream(run.stream(stream ?? ""), expecting(expected)));
  },
  setMetadata({ run, client }, { stream, expected, metadata }) {
    const filled: Record<string, unknown> = JSON.parse(run.fill(JSON.stringify(metadata)));
    const options = { expectedRevision: asExpected(expected) };
    return outcome(client(true).setStreamMetadata(run.stream(stream ?? ""), filled, options));
  },
  getMetadata({ run, client }, { stream }) {
    return outcome(client(true).getStreamMetadata(run.stream(stream ?? "")));
  },
  async discover({ run, address }) {
    const client = EventStoreDBClient.connectionString(`esdb+discover://${address}?tls=false`);
    const answer = await told(() => client.readStream(run.stream("nowhere"), { maxCount: 1 }));
    await client.dispose();
    return answer;
  },
};

async function outcome(answer: Promise<unknown>): Promise<unknown> {
  try {
    return { ok: await answer };
  } catch (error) {
    return { error: describeError(error) };
  }
}

async function told<E>(open: () => AsyncIterable<E>, keep: (event: E) => boolean = () => true): Promise<unknown> {
  const events: E[] = [];
  try {
    for await (const event of open()) if (keep(event)) events.push(event);
    return { ok: { events } };
  } catch (error) {
    return { error: describeError(error), ...(events.length > 0 && { events }) };
  }
}

/** Whether the event is of this run; the log also has those of others. */
export function isOf(run: Run, { event, link }: ResolvedEvent | AllStreamResolvedEvent): boolean {
  return (link ?? event)?.streamId.includes(run.prefix) ?? false;
}

/** An error's class, text, code and own fields, with the trailers it was made from. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { thrown: `${error}` };
  const { _raw, stack, metadata, details, ...fields } = Object.fromEntries(Object.entries(error));
  const raw: unknown = typeof _raw === "object" && _raw !== null ? Reflect.get(_raw, "metadata") : metadata;
  const trailers = raw instanceof Metadata ? trailersOf(raw) : undefined;
  return { class: error.constructor.name, ...fields, message: error.message, ...(trailers && { trailers }) };
}

type ExpectedRevision = "any" | "no_stream" | "stream_exists" | bigint;

function asExpected(expected: Step["expected"] = "any"): ExpectedRevision {
  if (expected === "any" || expected === "no_stream" || expected === "stream_exists") return expected;
  return BigInt(expected ?? 0);
}

/** Options of a deletion; programmes expect things that the client's types forbid. */
function expecting(expected: Step["expected"]): object {
  return { expectedRevision: asExpected(expected) };
}

export function asRevision(from: From | null): "start" | "end" | bigint {
  if (from === "start" || from === "end") return from;
  if (from === null || typeof from === "object") throw new Error("A position is no revision.");
  return BigInt(from);
}

function readOptions({ direction, maxCount, resolveLinks = false }: Step | Omit<Step, "stream" | "from">) {
  return {
    resolveLinkTos: resolveLinks,
    direction: direction === "backwards" ? direction : ("forwards" as const),
    ...(maxCount !== undefined && { maxCount: typeof maxCount === "string" ? BigInt(maxCount) : maxCount }),
  };
}
