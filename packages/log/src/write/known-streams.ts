// The streams that a process has read, folded, with the commands in them. Reading one again costs what is new in it, and its
// last event, by which is seen whether the log was replaced meanwhile. In the same session with the store it was not.
import { type AnyAggregate, deedOf, type Fact, ownCommandId, streamOf } from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import { type CallLimits, type EventLog, markOf, type NewEvent, type StoredEvent } from "../event-log.ts";
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

/** A stream as a decision needs it. */
export interface Decidable extends Pick<Fold, "state" | "revision" | "position" | "happenedAt"> {
  /** Finds a command that was accepted in the stream. */
  accepted(commandId: string): Accepted | undefined;
  /** The session with the store that an append must be bound to; left out where the stream was read for it. */
  readonly session?: object;
}

interface KnownStream {
  /** Up to the last event that was read. */
  fold: Fold;
  /** By command id. The map grows with the stream, so it may be ahead of an older fold, but never behind. */
  readonly commands: Map<string, Accepted>;
  latest: Latest | null;
}

/** A fold with what this process has appended to it since it was read. */
interface Latest {
  readonly fold: Omit<Fold, "mark">;
  /** The ids of the commands that were appended. */
  readonly own: Set<string>;
  /** The session with the store in which all of it was there. */
  readonly session: object;
}

/** The streams of a log. */
export interface KnownStreams {
  /** Reads a stream up to its end. */
  read(of: AnyAggregate, id: string, limits: CallLimits): Promise<Decidable>;
  /**
   * A stream as it was read last, with what this process has appended since; null where that may not be in the log any more,
   * and where a command of this id is in it. Others may have appended to it meanwhile, which an append at its revision finds
   * out.
   */
  remembered(of: AnyAggregate, id: string, commandId: string): Decidable | null;
  /** Takes in what a command has appended after what was read or remembered. */
  appended(of: AnyAggregate, id: string, revision: number, events: readonly NewEvent[], receipt: Receipt): void;
}

const streamsKept = 2000;

/** Makes the streams of a log. Those that were read last are remembered. */
export function knownStreams(log: EventLog): KnownStreams {
  const known = new LRUCache<string, KnownStream>({ max: streamsKept });

  async function read(of: AnyAggregate, id: string, limits: CallLimits): Promise<Decidable> {
    const stream = streamOf(of, id);
    const it: KnownStream = known.get(stream) ?? { fold: emptyFold(of), commands: new Map(), latest: null };
    known.set(stream, it);
    const session = log.session();
    const events: StoredEvent[] = [];
    let { fold } = it;
    const { revision: last, mark } = fold;
    let isSame = mark === null;
    for await (const event of log.read(stream, { from: Math.max(last, 0) }, limits)) {
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
    const isAhead = it.latest?.session === session && it.latest.fold.revision > it.fold.revision;
    if (!isAhead) it.latest = session && { fold: it.fold, own: new Set(), session };
    return { ...it.fold, accepted: (commandId) => it.commands.get(commandId) };
  }

  return {
    read,
    remembered(of, id, commandId) {
      const session = log.session();
      const it = known.get(streamOf(of, id));
      if (!it?.latest || it.latest.session !== session) return null;
      const { fold, own } = it.latest;
      if (own.has(commandId) || it.commands.has(commandId)) return null;
      return { ...fold, accepted: () => undefined, session };
    },
    appended(of, id, revision, events, receipt) {
      const it = known.get(streamOf(of, id));
      const last = events.at(-1);
      if (!it?.latest || !last || it.latest.fold.revision !== revision) return;
      const { fold, own, session } = it.latest;
      const state = events.reduce(
        (before, { fact }, place) => withFact(of, before, { fact, revision: revision + 1 + place }),
        fold.state,
      );
      own.add(receipt.commandId);
      const { position } = receipt;
      const { happenedAt } = last.meta;
      it.latest = { fold: { state, revision: receipt.revision, position, happenedAt }, own, session };
    },
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
