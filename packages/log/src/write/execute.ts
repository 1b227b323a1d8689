// The write path: from the input to the outcome. The same command twice has one effect and one receipt.
import {
  canonicalJson,
  type Identity,
  isRejection,
  personalDataIn,
  type Rejection,
  reject,
  streamOf,
  tellFinding,
} from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import { type EventLog, LogUnavailable } from "../event-log.ts";
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
  /** Finds a command that was used in any stream, so that its id cannot be used for another target. */
  readonly usedCommand: (commandId: string) => Promise<CommandUse | null>;
  /** How long the log may be silent in a command, in milliseconds, where that is shorter than the log's own limit. */
  readonly silenceMs?: number;
}

const attempts = 50;
const queueBound = 1000;
const usesKept = 20_000;

/** Makes the executor of a process. It remembers the streams it has read, so that a command reads only what is new. */
export function executor({ log, identity, usedCommand, silenceMs }: ExecutorParts): Executor {
  const read = knownStreams(log);
  const recent = new LRUCache<string, CommandUse>({ max: usesKept });
  const queued = inTurn(queueBound);

  const self: Executor = {
    load: async (of, id, signal) => (await read(of, streamOf(of, id), { signal })).fold,
    async run(of, name, id, input, circumstances) {
      const order = orderOf(of, name, id, input, circumstances);
      const outcome = missingRole(order) ?? personalData(order) ?? (await alone(order, () => untilAppended(order)));
      await recordDenied(outcome, order, self, identity);
      return outcome;
    },
  };

  /** One at a time for each stream, and for each command id: one id sent to two targets at once must not pass twice. */
  function alone<Value>({ commandId, stream, signal }: Order, work: () => Promise<Value>): Promise<Value> {
    return queued(`command ${commandId}`, () => queued(`stream ${stream}`, work, signal), signal);
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
    const { of, stream, commandId, signal } = order;
    const { fold, commands } = await read(of, stream, { signal, silenceMs });
    const hash = hashOf(order, identity);
    const accepted = commands.get(commandId);
    if (accepted) return accepted.hash === hash ? accepted.receipt : reject("COMMAND_ID_REUSED");
    const elsewhere = recent.get(commandId) ?? (await usedCommand(commandId));
    if (elsewhere && elsewhere.stream !== stream) return reject("COMMAND_ID_REUSED");

    const events = await decide(order, fold, hash, identity);
    if (isRejection(events)) return events;
    const eventIds = events.map(({ id }) => id);
    const { revision, position } = fold;
    if (events.length === 0) return { outcome: "unchanged", commandId, stream, revision, position, eventIds };

    signal?.throwIfAborted();
    const appended = await log.append(stream, revision, events, { silenceMs }).catch(outcomeUnknown);
    if (appended === "conflict") return appended;
    if (appended === "tooLarge") return reject("TOO_LARGE_TO_STORE");
    recent.set(commandId, { stream, hash });
    return { outcome: "done", commandId, stream, ...appended, eventIds };
  }

  return self;
}

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
