// The streams that a process has read, folded, with the commands in them. Reading one again costs what is new in it, and its
// last event, by which is seen whether the log was replaced meanwhile.
import { type AnyAggregate, deedOf, type Fact, ownCommandId, streamOf } from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import { type CallLimits, type EventLog, markOf, type StoredEvent } from "../event-log.ts";
import type { Folded } from "./executor.ts";
import type { Receipt } from "./outcome.ts";

/** A stream folded up to the end it had when it was read. It never changes: the next reading makes another one. */
export interface Fold extends Folded<AnyAggregate["initial"]> {
  /** When its last event happened; empty if there is none. */
  readonly happenedAt: string;
  /** The mark of its last event; null if there is none. */
  readonly mark: string | null;
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
  return async function read(of: AnyAggregate, id: string, limits: CallLimits): Promise<Readonly<KnownStream>> {
    const stream = streamOf(of, id);
    const it: KnownStream = known.get(stream) ?? { fold: emptyFold(of), commands: new Map() };
    known.set(stream, it);
    const events: StoredEvent[] = [];
    let { fold } = it;
    const { revision: last, mark } = fold;
    let isSame = mark === null;
    for await (const event of log.read(stream, Math.max(last, 0), limits)) {
      if (event.revision === last) {
        isSame = markOf(event) === mark;
        if (!isSame) break;
        continue;
      }
      events.push(event);
      fold = {
        state: withFact(of, fold.state, event),
        revision: event.revision,
        position: event.position,
        happenedAt: event.meta.happenedAt,
        mark: markOf(event),
      };
    }
    if (!isSame) {
      // The log was restored: what is known of the stream never happened.
      known.delete(stream);
      return read(of, id, limits);
    }
    // Only now, and each event once: a reading may fail half-way, and another one may have been quicker.
    for (const event of events) if (event.revision > it.fold.revision) enter(it.commands, id, event);
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

const emptyFold = (of: AnyAggregate): Fold => ({
  state: of.initial,
  revision: -1,
  position: null,
  happenedAt: "",
  mark: null,
});

/** Adds an event to the receipt of its command. */
function enter(commands: KnownStream["commands"], id: string, event: StoredEvent): void {
  const { meta, stream, revision, position } = event;
  const commandId = commandIdIn(meta, id);
  const eventIds = [...(commands.get(commandId)?.receipt.eventIds ?? []), event.id];
  const receipt: Receipt = { outcome: "done", commandId, stream, revision, position, eventIds };
  commands.set(commandId, { hash: meta.commandHash, receipt });
}

/**
 * The id of the command that stored an event. Older events of policies hold a UUID, which a client could have used too; the
 * id that such a command has today follows from its cause and its target.
 */
function commandIdIn({ actor, action, commandId, causationId }: StoredEvent["meta"], id: string): string {
  const isOwn = actor.roles.includes("policy") && causationId !== commandId;
  return isOwn ? ownCommandId(causationId, deedOf({ action, id })) : commandId;
}
