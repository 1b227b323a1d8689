// The steps that subscribe: what subscriptions bring before, while and after other steps run.
import {
  type AllStreamResolvedEvent,
  eventTypeFilter,
  type Filter,
  type Position,
  type ResolvedEvent,
  streamNameFilter,
} from "@eventstore/db-client";
import { asRevision, describeError, isOf } from "./client-steps.ts";
import { countOf, type Player, partOf } from "./player.ts";
import type { FilterSpec, Json, Step } from "./program.ts";
import { prefixesOf, readRequest } from "./requests.ts";
import type { Run } from "./run.ts";
import { Tape } from "./tape.ts";
import { methods } from "./wire.ts";

/** Tells all messages in the order in which they come. */
export async function wireSubscription(player: Player, step: Step, wanted: Json): Promise<unknown> {
  const tape = new Tape(player.settled);
  const call = player.wire(methods.read, (message) => {
    if (isMessageOf(player.run, message)) tape.add(message);
  });
  call.ended.then((status) => tape.end(status));
  call.send(readRequest(player.run, { ...step, subscription: true, all: step.op === "subscribeAll" }));
  call.end();
  const isComplete = () =>
    partOf(wanted, "status") === undefined && tape.items.length >= countOf(partOf(wanted, "messages"));
  const meanwhile = await watch(player, step, wanted, {
    tape,
    list: "messages",
    // It is the first of the messages.
    isConfirmed: () => tape.items.length > 0,
    isComplete,
  });
  const { ended } = tape;
  call.cancel();
  const events = tape.items.flatMap((item) => (isObject(item) && "event" in item ? [item.event] : []));
  return {
    messages: tape.items,
    ...(step.listEvents && { events }),
    ...meanwhile,
    ...(ended ? { status: ended } : {}),
  };
}

/** The client hands out events and everything else separately, so only the order of events is told. */
export async function clientSubscription(player: Player, step: Step, wanted: Json): Promise<unknown> {
  const { run } = player;
  const tape = new Tape(player.settled);
  const seen = { confirmed: 0, caughtUp: 0, fellBehind: 0, checkpoints: [] as Position[] };
  let error: unknown;
  const count = (name: "confirmed" | "caughtUp" | "fellBehind") => () => {
    seen[name] += 1;
    tape.touch();
  };
  const reached = (position: Position) => {
    seen.checkpoints.push(position);
    tape.touch();
  };
  try {
    const subscription = openSubscription(player, step, reached)
      .on("confirmation", count("confirmed"))
      .on("caughtUp", count("caughtUp"))
      .on("fellBehind", count("fellBehind"))
      .on("data", (event: ResolvedEvent | AllStreamResolvedEvent) => {
        if (isOf(run, event)) tape.add(event);
      })
      .on("error", (reason: unknown) => {
        error ??= reason;
        tape.end("error");
      })
      .on("end", () => tape.end("end"));
    const isComplete = () =>
      partOf(wanted, "error") === undefined &&
      tape.items.length >= countOf(partOf(wanted, "events")) &&
      seen.checkpoints.length >= countOf(partOf(wanted, "checkpoints")) &&
      seen.confirmed > 0 &&
      (partOf(wanted, "caughtUp") === 0 || seen.caughtUp > 0);
    const meanwhile = await watch(player, step, wanted, {
      tape,
      list: "events",
      isConfirmed: () => seen.confirmed > 0,
      isComplete,
    });
    const hasEnded = tape.ended === "end";
    await subscription.unsubscribe().catch(() => {});
    const failure = error === undefined ? {} : { error: describeError(error) };
    return { events: tape.items, ...seen, ...meanwhile, ...failure, ...(hasEnded && { ended: true }) };
  } catch (refused) {
    return { error: describeError(refused) };
  }
}

function openSubscription({ run, client }: Player, step: Step, reached: (position: Position) => void) {
  const { stream, from = "start", resolveLinks: resolveLinkTos = false, filter } = step;
  if (step.op === "subscribeStream") {
    return client(true).subscribeToStream(run.stream(stream ?? ""), { fromRevision: asRevision(from), resolveLinkTos });
  }
  const options = { fromPosition: run.position(from ?? "start"), resolveLinkTos };
  return client(true).subscribeToAll({ ...options, ...(filter && { filter: clientFilter(run, filter, reached) }) });
}

function clientFilter(run: Run, filter: FilterSpec, reached: (position: Position) => void): Filter {
  const options = {
    checkpointReached: (_: unknown, position: Position) => reached(position),
    ...(filter.max !== undefined && { maxSearchWindow: filter.max }),
    ...(filter.interval !== undefined && { checkpointInterval: filter.interval }),
  };
  const make = filter.on === "stream" ? streamNameFilter : eventTypeFilter;
  if (filter.regex !== undefined) return make({ ...options, regex: run.fill(filter.regex) });
  return make({ ...options, prefixes: prefixesOf(run, filter) });
}

interface Watched {
  readonly tape: Tape;
  /** The name of the tape's list in the wanted answer. */
  readonly list: string;
  readonly isConfirmed: () => boolean;
  readonly isComplete: () => boolean;
}

/** Waits for history, marks the place, plays the other steps, and waits for what they bring. */
async function watch(
  player: Player,
  step: Step,
  wanted: Json,
  { tape, list, isConfirmed, isComplete }: Watched,
): Promise<object> {
  const { meanwhile = [] } = step;
  if (meanwhile.length === 0) {
    await tape.untilQuiet(isComplete);
    return {};
  }
  const items = partOf(wanted, list);
  const before = Array.isArray(items) ? items.findIndex((item) => isObject(item) && "mark" in item) : 0;
  // If no mark is wanted, the call ends before it.
  await tape.untilQuiet(() => before >= 0 && tape.items.length >= before && isConfirmed());
  if (tape.ended !== undefined) return { meanwhile: [] };
  tape.add({ mark: "live" });
  const answers: unknown[] = [];
  for (const [i, each] of meanwhile.entries()) {
    answers.push(await player.play(each, partOf(partOf(wanted, "meanwhile"), `${i}`) ?? null));
  }
  await tape.untilQuiet(isComplete);
  return { meanwhile: answers };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether the message is an event of this run, or no event at all. */
export function isMessageOf(run: Run, { event }: Record<string, unknown>): boolean {
  const record = isObject(event) ? (event["link"] ?? event["event"]) : undefined;
  if (!isObject(record) || !isObject(record["streamIdentifier"])) return true;
  const name = record["streamIdentifier"]["streamName"];
  return name instanceof Uint8Array && Buffer.from(name).includes(run.prefix);
}
