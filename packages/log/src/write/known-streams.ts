// The streams that a process has read, folded, with the commands in them. Reading one again costs what is new in it.
import type { AnyAggregate, Fact } from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import type { CallLimits, EventLog, StoredEvent } from "../event-log.ts";
import type { Folded } from "./executor.ts";
import type { Receipt } from "./outcome.ts";

/** A stream folded up to the end it had when it was read. It never changes: the next reading makes another one. */
export interface Fold extends Folded<AnyAggregate["initial"]> {
  /** When its last event happened; empty if there is none. */
  readonly happenedAt: string;
}

/** A command that was accepted in a stream. */
interface Accepted {
  readonly hash: string;
  readonly receipt: Receipt;
}

interface KnownStream {
  fold: Fold;
  /** By command id. The map grows with the stream, so it may be ahead of an older fold, but never behind. */
  readonly commands: Map<string, Accepted>;
}

const streamsKept = 2000;

/** Gives a function that reads a stream of the log up to its end. It remembers the streams read last. */
export function knownStreams(log: EventLog) {
  const known = new LRUCache<string, KnownStream>({ max: streamsKept });
  return async (of: AnyAggregate, stream: string, limits: CallLimits): Promise<Readonly<KnownStream>> => {
    const it: KnownStream = known.get(stream) ?? { fold: emptyFold(of), commands: new Map() };
    known.set(stream, it);
    const events: StoredEvent[] = [];
    let { fold } = it;
    for await (const event of log.read(stream, fold.revision + 1, limits)) {
      events.push(event);
      fold = {
        state: withFact(of, fold.state, event),
        revision: event.revision,
        position: event.position,
        happenedAt: event.meta.happenedAt,
      };
    }
    // Only now, and each event once: a reading may fail half-way, and another one may have been quicker.
    for (const event of events) if (event.revision > it.fold.revision) enter(it.commands, event);
    if (fold.revision > it.fold.revision) it.fold = fold;
    return it;
  };
}

/** The state after a fact. Only here does the write path fold facts. */
export function withFact(
  of: AnyAggregate,
  state: AnyAggregate["initial"],
  { fact, revision }: { readonly fact: Fact; readonly revision: number },
): AnyAggregate["initial"] {
  return of.evolve(state, fact, revision);
}

const emptyFold = (of: AnyAggregate): Fold => ({ state: of.initial, revision: -1, position: null, happenedAt: "" });

/** Adds an event to the receipt of its command. */
function enter(commands: KnownStream["commands"], { id, meta, stream, revision, position }: StoredEvent): void {
  const { commandId, commandHash } = meta;
  const eventIds = [...(commands.get(commandId)?.receipt.eventIds ?? []), id];
  const receipt: Receipt = { outcome: "done", commandId, stream, revision, position, eventIds };
  commands.set(commandId, { hash: commandHash, receipt });
}
