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
import { knownStreams } from "./known-streams.ts";
import { type Order, orderOf } from "./order.ts";
import type { Forbidden, Outcome } from "./outcome.ts";
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

/** Makes the executor of a process. It remembers the streams it has read, so that a command reads only what is new. */
export function executor({ log, identity, usedCommand, silenceMs, clock }: ExecutorParts): Executor {
  const read = knownStreams(log);
  const recent = new LRUCache<string, CommandUse>({ max: usesKept });
  const queued = inTurn(queueBound);

  const self: Executor = {
    load: async (of, id, signal) => (await read(of, id, { signal })).fold,
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
    for (let left = attempts; left > 0; left--) {
      const outcome = await attempt(order);
      if (outcome !== "conflict") return outcome;
    }
    throw new Contended(`${order.stream} changed ${attempts} times while the command was decided; send it again`);
  }

  /** Reads what is new, decides and appends; "conflict" if somebody else has appended in between. */
  async function attempt(order: Order): Promise<Outcome | "conflict"> {
    const { of, id, stream, commandId, signal } = order;
    const { fold, commands } = await read(of, id, { signal, silenceMs });
    // Before anything else, also before the command id: what is in another region is as if it did not exist.
    const target = of.subject(fold.state, id);
    if (target && target.regionId !== order.actor.regionId) return reject(of.missing);
    const hash = hashOf(order, identity);
    const accepted = commands.get(commandId);
    if (accepted) return accepted.hash === hash ? accepted.receipt : reject("COMMAND_ID_REUSED");
    if (await usedElsewhere(order)) return reject("COMMAND_ID_REUSED");

    await clock?.check();
    const events = await decide(order, fold, hash, identity);
    if (isRejection(events)) return events;
    const eventIds = events.map(({ id }) => id);
    const { revision, position } = fold;
    if (events.length === 0) return { outcome: "unchanged", commandId, stream, revision, position, eventIds };

    signal?.throwIfAborted();
    const appended = await log.append(stream, revision, events, { silenceMs }).catch(outcomeUnknown);
    if (appended === "conflict") return appended;
    if (appended === "tooLarge") return reject("TOO_LARGE_TO_STORE");
    recent.set(inRegion(order), { stream, hash });
    return { outcome: "done", commandId, stream, ...appended, eventIds };
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

/** A command id within its region: what one region uses says nothing to another. */
const inRegion = ({ actor, commandId }: Order): string => `${actor.regionId}/${commandId}`;
/** What has been sent may still be stored, however long the answer takes. */
function outcomeUnknown(error: unknown): never {
  throw error instanceof LogUnavailable ? new OutcomeUnknown(error.message, { cause: error }) : error;
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
