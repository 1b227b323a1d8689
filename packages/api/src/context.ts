// What resolvers work with: who asks, the parts of the process they may use, and the views as they must read them.
import {
  type AnyAggregate,
  type Bearer,
  beijingDay,
  type CommandOf,
  commandId as commandIdShape,
  type Identity,
  isRejection,
  type RosterState,
  roster,
} from "@taizhang/domain";
import {
  type EventLog,
  type Executor,
  isForbidden,
  type LookupOf,
  Malformed,
  type Position,
  type RequestEnd,
  untilEnded,
  type WatchedClock,
} from "@taizhang/log";
import type { KnownPast, Views } from "@taizhang/projections";
import type { KeptProofs } from "@taizhang/proving";
import type { GraphQLResolveInfo } from "graphql";
import { z } from "zod";
import { actorOf } from "./auth/bearer.ts";
import type { People } from "./auth/people.ts";
import type { Verified } from "./auth/tokens.ts";
import type { SharedFeeds } from "./changes/feed.ts";
import { badInput, checked, faultsIn, forbidden, problem } from "./errors.ts";
import type { Meters } from "./http/metrics.ts";
import type { ReadNoticeFiles } from "./import/notice.ts";
import type { Sources } from "./import/sources.ts";
import { type Bounds, limits } from "./limits/limits.ts";
import type { Rates } from "./limits/rates.ts";
import { type Basis, type Noting, noting } from "./reading/basis.ts";
import type { Lag } from "./reading/lag.ts";
import { type Reading, reading } from "./reading/reading.ts";
import { type Answer, answerOf } from "./schema/receipt.ts";
import type { ServerFacts } from "./system/server-facts.ts";

/** The parts of the process that all requests share; whoever composes the process passes them in. */
export interface Parts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly identity: Identity;
  readonly views: Views;
  /** The notices received, by the SHA-256 of their bytes. */
  readonly sources: Sources;
  /** The proofs that nothing in the log was altered. */
  readonly proofs: KeptProofs;
  /** Reads a notice, in a process of its own where people are served. */
  readonly readNotice: ReadNoticeFiles;
  /** The clock, ISO in UTC. */
  readonly now: () => string;
  /** Whether the clock is believed; the executor refuses commands while it is not. */
  readonly clock: Pick<WatchedClock, "doubt">;
}

/** What is known of a request from its start. */
export interface Request {
  /** The bearer of the token; null where none was sent. */
  readonly bearer: Bearer | null;
  /** What else the token says of its bearer; left out where nothing of it is told, over sockets and in files. */
  readonly token?: Pick<Verified, "expiresAt" | "displayName"> | null;
  /** Named in every answer and log line about the request. */
  readonly requestId: string;
  /** Its end: what is read for it ends then, and so does a command that is not at the store yet. */
  readonly ending: RequestEnd;
}

/**
 * The context of one field of an operation's root, and of everything below it. Its log, its executor and its views end
 * with the request.
 */
export interface Context extends Omit<Parts, "views">, Request {
  readonly token: Pick<Verified, "expiresAt" | "displayName"> | null;
  /** Aborted at the end of the request. */
  readonly signal: AbortSignal;
  readonly views: Reading;
  /** The day in Beijing. What only needs the day asks for it, and not for the clock: its answer can be given again. */
  readonly today: string;
  readonly past: KnownPast;
  readonly feeds: SharedFeeds;
  readonly bounds: Bounds;
  readonly server: ServerFacts;
  readonly people: People;
  /**
   * A position that the log has come to, at or behind the one given; where it has not come so far, its head, which is read
   * afresh because another process may just have appended: null if it is empty.
   */
  headFor(position: Position): Promise<Position | null>;
  /** The roster of the bearer's region, as it is now. */
  roster(): Promise<RosterState>;
  /**
   * Gives a command on behalf of the bearer. `said` may hold more than the command, whose own part is checked by the
   * shape of the action; a fault is `BAD_USER_INPUT` with the field. Whatever is read afterwards includes the command's
   * effect.
   */
  run<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    commandId: string,
    said: CommandOf<A["actions"][Name]>,
    ...given: LookupOf<A, Name>
  ): Promise<Answer>;
}

/** Tells of a command that has not the shape of its action; any other failure stays as it is. */
function inputRefused(error: unknown): never {
  throw error instanceof Malformed ? badInput(faultsIn(error.faults, error.said)) : error;
}

type Path = GraphQLResolveInfo["path"];

const commanded = z.object({ commandId: commandIdShape });

/** The contexts of one operation: one for each field of its root. */
export interface RootContexts extends Request {
  /** What its answer rests on, as far as it has been made. */
  readonly basis: Basis;
  /** The context of the root field that a path begins with. */
  at(path: Path): Context;
}

/** What contexts are made of, besides the request. */
export interface Shared {
  readonly parts: Parts;
  readonly past: KnownPast;
  readonly feeds: SharedFeeds;
  readonly meters: Meters;
  readonly bounds: Bounds;
  readonly server: ServerFacts;
  readonly people: People;
  readonly lag: Pick<Lag, "isBehind" | "seen" | "reached">;
  readonly rates: Pick<Rates, "spend">;
}

/** Makes the contexts of an operation. */
export function contextsOf(shared: Shared, request: Request): RootContexts {
  const contexts = new Map<string | number, Context>();
  const basis = noting();
  return {
    ...request,
    basis,
    at(path) {
      let root = path;
      while (root.prev) root = root.prev;
      const known = contexts.get(root.key);
      if (known) return known;
      const context = new FieldContext(shared, request, basis);
      contexts.set(root.key, context);
      return context;
    },
  };
}

/** What an answer may be made of, besides the views and what stays the same: whoever looks at it is noted to do so. */
type Beyond = Omit<Context, "views" | "bearer" | "bounds" | "server" | "today" | "headFor">;

/**
 * The context of a root field. Whatever an answer may depend on is either noted by itself (the views, the day), the same for
 * every answer to the bearer, or reached through `beyond`, which notes it. A new part belongs there, unless it is one of the others.
 */
class FieldContext implements Context {
  readonly views: Reading;
  readonly bearer: Bearer | null;
  readonly bounds: Bounds;
  readonly server: ServerFacts;
  readonly #shared: Shared;
  readonly #request: Request;
  readonly #basis: Noting;
  #beyond: Beyond | null = null;

  constructor(shared: Shared, request: Request, basis: Noting) {
    const { parts, bounds, lag } = shared;
    this.views = reading(parts.views, bounds.atLeastMs, lag, request.ending, basis);
    this.bearer = request.bearer;
    this.bounds = bounds;
    this.server = shared.server;
    this.#shared = shared;
    this.#request = request;
    this.#basis = basis;
  }

  get today(): string {
    const day = beijingDay(this.#shared.parts.now());
    this.#basis.judged(day);
    return day;
  }

  /** Not noted: where the log has once come to, it stays, unless it becomes another log, and then the views do, too. */
  async headFor(position: Position): Promise<Position | null> {
    const { lag, parts } = this.#shared;
    const seen = lag.seen();
    return seen !== null && position <= seen ? seen : parts.log.head();
  }

  private get beyond(): Beyond {
    this.#basis.lookedBeyond();
    this.#beyond ??= beyondOf(this.#shared, this.#request, this.views);
    return this.#beyond;
  }

  get log() {
    return this.beyond.log;
  }
  get executor() {
    return this.beyond.executor;
  }
  get identity() {
    return this.beyond.identity;
  }
  get sources() {
    return this.beyond.sources;
  }
  get proofs() {
    return this.beyond.proofs;
  }
  get readNotice() {
    return this.beyond.readNotice;
  }
  get now() {
    return this.beyond.now;
  }
  get clock() {
    return this.beyond.clock;
  }
  get token() {
    return this.beyond.token;
  }
  get requestId() {
    return this.beyond.requestId;
  }
  get ending() {
    return this.beyond.ending;
  }
  get signal() {
    return this.beyond.signal;
  }
  get past() {
    return this.beyond.past;
  }
  get feeds() {
    return this.beyond.feeds;
  }
  get people() {
    return this.beyond.people;
  }
  get roster() {
    return this.beyond.roster;
  }
  get run() {
    return this.beyond.run;
  }
}

function beyondOf(shared: Shared, request: Request, views: Reading): Beyond {
  const { parts, past, feeds, meters, people, lag, rates } = shared;
  const { now } = parts;
  const { ending } = request;
  const { log, executor } = untilEnded(parts.log, parts.executor, ending);
  return {
    log,
    executor,
    identity: parts.identity,
    sources: parts.sources,
    proofs: parts.proofs,
    now,
    clock: parts.clock,
    token: request.token ?? null,
    requestId: request.requestId,
    ending,
    get signal() {
      return ending.signal;
    },
    readNotice: (files, how) => parts.readNotice(files, { ...how, bearer: request.bearer, signal: ending.signal }),
    past,
    feeds,
    people,
    async roster() {
      const { bearer } = request;
      if (bearer === null) throw problem("UNAUTHENTICATED");
      return (await executor.load(roster, bearer.regionId)).state;
    },
    async run(of, name, id, used, said, ...[given]) {
      const { bearer } = request;
      if (bearer === null) throw problem("UNAUTHENTICATED");
      const { commandId } = checked(commanded, { commandId: used });
      const how = { actor: actorOf(bearer, now()), commandId, ...(given ? { given } : {}) };
      const outcome = await executor.run(of, name, id, said, how).catch(inputRefused);
      // Each such attempt is recorded, so nobody may make many of them in a while.
      const isAstray = isForbidden(outcome) || (isRejection(outcome) && outcome.rejected === of.missing);
      if (isAstray) await rates.spend(bearer, limits.deniedPoints);
      if (isForbidden(outcome)) throw forbidden(outcome.forbidden);
      meters.commands.inc({ action: name, outcome: isRejection(outcome) ? outcome.rejected : outcome.outcome });
      if (isRejection(outcome)) meters.refusals.count(outcome.rejected);
      const answer = answerOf(outcome);
      const position = answer.receipt?.position;
      if (position != null) lag.reached(position);
      views.atLeast(position);
      return answer;
    },
  };
}
