// The write path: read, fold, decide, append; and the same command twice has one effect and one receipt, for ever.
import {
  type Actor,
  type AnyAction,
  type AnyAggregate,
  affairOf,
  type CommandOf,
  canonicalJson,
  type DomainFact,
  type Envelope,
  eventIdOf,
  eventTypes,
  type GivenOf,
  type Identity,
  isRejection,
  personalDataIn,
  type Rejection,
  reject,
  streamOf,
} from "@taizhang/domain";
import type { EventLog, NewEvent, Position, StoredEvent } from "../event-log.ts";
import { inTurn } from "./in-turn.ts";
import { keep } from "./keep.ts";
import type { Outcome, Receipt } from "./outcome.ts";
import { recordingDenials } from "./recording-denials.ts";

/** Where an accepted command was used, in any stream. */
export interface CommandUse {
  readonly stream: string;
  readonly hash: string;
}

/** A stream as folded so far. */
export interface Folded<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position | null;
}

interface Fold extends Folded<unknown> {
  readonly happenedAt: string;
  readonly commands: Map<string, { readonly hash: string; readonly receipt: Receipt }>;
}

const emptyFold = (state: unknown): Fold => ({
  state,
  revision: -1,
  position: null,
  happenedAt: "",
  commands: new Map(),
});

/** How the command came about. */
export interface Circumstances<Given, State> {
  readonly actor: Actor;
  readonly commandId: string;
  /** The event that made a policy act. */
  readonly cause?: StoredEvent;
  /** Looks up what the decision needs from elsewhere; asked only when there is something to decide. */
  readonly given?: (state: State) => Given | Promise<Given>;
}

export interface Executor {
  /**
   * Gives a command to an aggregate. Throws a ZodError where the command has not the action's shape, `LogUnavailable`
   * where the log does not answer, `Overloaded` where too much waits, and `Contended` where others kept winning.
   */
  run<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    circumstances: Circumstances<GivenOf<A["actions"][Name]>, A["initial"]>,
  ): Promise<Outcome>;
  /** The state of an aggregate, folded up to the end of its stream. */
  load<A extends AnyAggregate>(of: A, id: string): Promise<Folded<A["initial"]>>;
}

/** Others kept changing the stream first; the command had no effect and may be sent again. */
export class Contended extends Error {
  override readonly name = "Contended";
}

export interface ExecutorParts {
  readonly log: EventLog;
  readonly identity: Identity;
  /** Finds a command that was used in any stream, so that its id cannot be used for another target. */
  readonly usedCommand: (commandId: string) => Promise<CommandUse | null>;
}

const attempts = 50;
const queueBound = 1000;
const foldsKept = 2000;

/**
 * Makes the executor of a process. Folded states are kept, so that a command reads only what is new; what it denies for
 * want of a right is recorded.
 */
export function executor(parts: ExecutorParts): Executor {
  return recordingDenials(deciding(parts), parts.identity);
}

function deciding({ log, identity, usedCommand }: ExecutorParts): Executor {
  const folds = new Map<string, Fold>();
  const recent = new Map<string, CommandUse>();
  const queued = inTurn(queueBound);

  async function load(of: AnyAggregate, stream: string): Promise<Fold> {
    const kept = folds.get(stream) ?? emptyFold(of.initial);
    let fold = kept;
    for await (const event of log.read(stream, kept.revision + 1)) {
      // Copied once a reading: whoever holds the fold of before must not see it change.
      if (fold === kept) fold = { ...kept, commands: new Map(kept.commands) };
      fold = folded(of, fold, event);
    }
    keep(folds, stream, fold, foldsKept);
    return fold;
  }

  async function attempt(
    of: AnyAggregate,
    name: string,
    action: AnyAction,
    id: string,
    command: unknown,
    { actor, commandId, cause, given }: Circumstances<unknown, unknown>,
  ): Promise<Outcome | "conflict"> {
    const stream = streamOf(of, id);
    const fold = await load(of, stream);
    // What a policy says is looked up and may read otherwise by now: its command is known by its cause alone.
    const what = cause?.id ?? command;
    const hash = identity.hash(canonicalJson([stream, name, what, actor.subjectId, actor.unitId]));
    const before = fold.commands.get(commandId);
    if (before) return before.hash === hash ? before.receipt : reject("COMMAND_ID_REUSED");
    const elsewhere = recent.get(commandId) ?? (await usedCommand(commandId));
    if (elsewhere && elsewhere.stream !== stream) return reject("COMMAND_ID_REUSED");

    const subjectNow = of.subject(fold.state, id);
    if (subjectNow && subjectNow.regionId !== actor.regionId) return reject(of.missing);
    // The decision sees the time that is stored: a clock that lags must not date a fact before its stream's last one.
    const said = new Date(actor.at).toISOString();
    const at = said > fold.happenedAt ? said : fold.happenedAt;
    const decided: Rejection | readonly DomainFact[] = action.decide(
      fold.state,
      command,
      { ...actor, at },
      await given?.(fold.state),
    );
    if (isRejection(decided)) return decided;
    const unchanged = { commandId, stream, revision: fold.revision, position: fold.position, eventIds: [] };
    if (decided.length === 0) return { outcome: "unchanged", ...unchanged };

    const after = decided.reduce((state, fact, place) => of.evolve(state, fact, fold.revision + 1 + place), fold.state);
    const subject = of.subject(after, id);
    if (subject?.regionId !== actor.regionId) return reject(of.missing);
    const events = decided.map((fact, place): NewEvent => {
      const meta: Envelope = {
        schemaVersion: eventTypes.get(fact.type)?.version ?? 1,
        ...subject,
        actor: {
          subjectId: actor.subjectId,
          unitId: actor.unitId,
          roles: actor.roles.filter((role) => action.by.includes(role)),
        },
        onBehalfOf: actor.onBehalfOf,
        happenedAt: at,
        action: name,
        commandId,
        commandHash: hash,
        causationId: cause?.id ?? commandId,
        correlationId: cause?.meta.correlationId ?? commandId,
        unitIds: [...new Set(affairOf(fact).units)],
      };
      return { id: eventIdOf(identity, stream, commandId, place), fact, meta };
    });
    const appended = await log.append(stream, fold.revision, events);
    if (appended === "conflict") return appended;
    if (appended === "tooLarge") return reject("TOO_LARGE_TO_STORE");
    keep(recent, commandId, { stream, hash }, 10 * foldsKept);
    return { outcome: "done", commandId, stream, ...appended, eventIds: events.map((event) => event.id) };
  }

  return {
    async load(of, id) {
      return load(of, streamOf(of, id));
    },
    async run(of, name, id, said, circumstances) {
      const action: AnyAction = of.actions[name];
      const { actor, commandId } = circumstances;
      if (!action.by.some((doer) => actor.roles.includes(doer))) return { forbidden: action.by };
      const command: unknown = action.command.parse(said);
      const personal = actor.roles.includes("policy") ? null : personalDataIn(command);
      if (personal !== null) return reject("PERSONAL_DATA_IN_TEXT", personal);
      // In turn by command id too, so that one id sent to two targets at once cannot pass twice.
      return queued(`command ${commandId}`, () =>
        queued(`stream ${streamOf(of, id)}`, async () => {
          for (let left = attempts; left > 0; left--) {
            const outcome = await attempt(of, name, action, id, command, circumstances);
            if (outcome !== "conflict") return outcome;
          }
          throw new Contended(
            `${streamOf(of, id)} changed ${attempts} times while the command was decided; send it again`,
          );
        }),
      );
    },
  };
}

function folded(of: AnyAggregate, fold: Fold, { id, fact, meta, stream, revision, position }: StoredEvent): Fold {
  const known = fold.commands.get(meta.commandId);
  const receipt: Receipt = {
    outcome: "done",
    commandId: meta.commandId,
    stream,
    revision,
    position,
    eventIds: [...(known?.receipt.eventIds ?? []), id],
  };
  fold.commands.set(meta.commandId, { hash: meta.commandHash, receipt });
  return {
    state: of.evolve(fold.state, fact, revision),
    revision,
    position,
    happenedAt: meta.happenedAt,
    commands: fold.commands,
  };
}
