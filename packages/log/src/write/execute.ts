// The write path: from the input to the outcome. The same command twice has one effect and one receipt.
import {
  canonicalJson,
  type Identity,
  isRejection,
  personalDataIn,
  type Rejection,
  reject,
  tellFinding,
} from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import { type EventLog, LogUnavailable } from "../event-log.ts";
import type { WatchedClock } from "./clock.ts";
import { decide } from "./decide.ts";
import { Contended, type Executor, OutcomeUnknown } from "./executor.ts";
import { inTurn } from "./in-turn.ts";
import { type Decidable, knownStreams } from "./known-streams.ts";
import { type Order, orderOf } from "./order.ts";
import type { Forbidden, Outcome, Receipt } from "./outcome.ts";
import { recordDenied } from "./record-denied.ts";

/** Where an accepted command was used: its stream, and its hash. */
export interface CommandUse {
  readonly stream: string;
  readonly hash: string;
}

/** What the executor works with. */
export interface ExecutorParts {
  readonly log: EventLog;
  readonly identity: Identity;
  /** Finds a command that was used in any stream of a region, so that its id cannot be used for another target there. */
  readonly usedCommand: (regionId: string, commandId: string) => Promise<CommandUse | null>;
  /** How long the log may be silent in a command, in milliseconds, where that is shorter than the log's own limit. */
  readonly silenceMs?: number;
  /** The clock of those who give commands. Left out where a story brings a time of its own. */
  readonly clock?: Pick<WatchedClock, "check">;
}

const attempts = 50;
const queueBound = 1000;
const usesKept = 20_000;

/**
 * Makes the executor of a process. It remembers the streams it has read, so that a command reads only what is new, and
 * nothing where an append tells as well whether anything is (ADR 37).
 */
export function executor({ log, identity, usedCommand, silenceMs, clock }: ExecutorParts): Executor {
  const streams = knownStreams(log);
  const recent = new LRUCache<string, CommandUse>({ max: usesKept });
  const queued = inTurn(queueBound);

  const self: Executor = {
    load: (of, id, signal) => streams.read(of, id, { signal }),
    async run(of, name, id, input, circumstances) {
      const order = orderOf(of, name, id, input, circumstances);
      const outcome = missingRole(order) ?? personalData(order) ?? (await alone(order, () => untilAppended(order)));
      await recordDenied(outcome, order, self, identity);
      return outcome;
    },
  };

  /**
   * One at a time for each stream, and for each command id of a region: one id sent to two targets at once must not pass
   * twice.
   */
  function alone<Value>(order: Order, work: () => Promise<Value>): Promise<Value> {
    const { stream, signal } = order;
    return queued(`command ${inRegion(order)}`, () => queued(`stream ${stream}`, work, signal), signal);
  }

  async function untilAppended(order: Order): Promise<Outcome> {
    const { of, id, commandId, signal } = order;
    const remembered = streams.remembered(of, id, commandId);
    const first = remembered && (await attempt(order, remembered));
    // That nobody else has appended since shows an append that succeeds, and nothing else does.
    if (first && typeof first !== "string" && isDone(first)) return first;
    const unread = first === "unknown" ? outcomeUnknown : rethrown;
    for (let left = attempts; left > 0; left--) {
      const outcome = await attempt(order, await streams.read(of, id, { signal, silenceMs }).catch(unread));
      if (typeof outcome !== "string") return outcome;
    }
    throw new Contended(`${order.stream} changed ${attempts} times while the command was decided; send it again`);
  }

  /** Decides on a stream as it is known, and appends. Answers as the log does where it must be read anew. */
  async function attempt(order: Order, known: Decidable): Promise<Outcome | "conflict" | "unknown"> {
    const { of, id, stream, commandId, signal } = order;
    const { state, revision, position, session } = known;
    // Before anything else, also before the command id: what is in another region is as if it did not exist.
    const target = of.subject(state, id);
    if (target && target.regionId !== order.actor.regionId) return reject(of.missing);
    const hash = hashOf(order, identity);
    const accepted = known.accepted(commandId);
    if (accepted) return accepted.hash === hash ? accepted.receipt : reject("COMMAND_ID_REUSED");
    if (await usedElsewhere(order)) return reject("COMMAND_ID_REUSED");

    await clock?.check();
    const events = await decide(order, known, hash, identity);
    if (isRejection(events)) return events;
    const eventIds = events.map(({ id }) => id);
    if (events.length === 0) return { outcome: "unchanged", commandId, stream, revision, position, eventIds };

    signal?.throwIfAborted();
    const appended = await log.append(stream, revision, events, { silenceMs, session }).catch(outcomeUnknown);
    if (appended === "conflict" || appended === "unknown") return appended;
    if (appended === "tooLarge") return reject("TOO_LARGE_TO_STORE");
    recent.set(inRegion(order), { stream, hash });
    const receipt: Receipt = { outcome: "done", commandId, stream, ...appended, eventIds };
    streams.appended(of, id, revision, events, receipt);
    return receipt;
  }

  /** True if a person's command was accepted in another stream of the region. The ids of the system's own name their target. */
  async function usedElsewhere(order: Order): Promise<boolean> {
    const { commandId, actor, stream } = order;
    if (actor.roles.includes("policy")) return false;
    const used = recent.get(inRegion(order)) ?? (await usedCommand(actor.regionId, commandId));
    return used !== null && used.stream !== stream;
  }

  return self;
}

const isDone = (outcome: Outcome): boolean => "outcome" in outcome && outcome.outcome === "done";

/** A command id within its region: what one region uses says nothing to another. */
const inRegion = ({ actor, commandId }: Order): string => `${actor.regionId}/${commandId}`;
/** What has been sent may still be stored, however long the answer takes. */
function outcomeUnknown(error: unknown): never {
  throw error instanceof LogUnavailable ? new OutcomeUnknown(error.message, { cause: error }) : error;
}

function rethrown(error: unknown): never {
  throw error;
}

const missingRole = ({ action, actor }: Order): Forbidden | null =>
  action.by.some((doer) => actor.roles.includes(doer)) ? null : { forbidden: action.by };

/** Refuses personal data in the commands of people. Policies only repeat what has passed this check. */
function personalData({ command, actor }: Order): Rejection | null {
  const found = actor.roles.includes("policy") ? null : personalDataIn(command);
  return found === null ? null : reject("PERSONAL_DATA_IN_TEXT", tellFinding(found));
}

/**
 * The hash by which a repeated command is recognised. For a policy it covers the id of the cause instead of the command,
 * because the command is made from states that may be different when the policy reacts again.
 */
function hashOf({ stream, name, command, cause, actor }: Order, identity: Identity): string {
  return identity.hash(canonicalJson([stream, name, cause?.id ?? command, actor.subjectId, actor.unitId]));
}
