// What every request has: who asks, and the parts of the process it may use. Made once per request, never changed.
import {
  type AnyAggregate,
  type Bearer,
  type CommandOf,
  type GivenOf,
  type Identity,
  isRejection,
  type RosterState,
  roster,
} from "@taizhang/domain";
import { type Circumstances, type EventLog, type Executor, isForbidden, Malformed } from "@taizhang/log";
import type { Views } from "@taizhang/projections";
import { z } from "zod";
import { actorOf } from "./auth/bearer.ts";
import { badInput, checked, forbidden, problem } from "./errors.ts";
import type { Meters } from "./http/metrics.ts";
import type { ReadNoticeBytes } from "./import/notice.ts";
import type { Sources } from "./import/sources.ts";
import { type Answer, answerOf } from "./schema/receipt.ts";

/** The parts of the process that requests share. Passed in by whoever composes the process. */
export interface Parts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly identity: Identity;
  readonly views: Views;
  /** The notices received, by the SHA-256 of their bytes. */
  readonly sources: Sources;
  /** Reads a notice; in a worker where the process serves people. */
  readonly readNotice: ReadNoticeBytes;
  /** The clock, ISO in UTC. */
  readonly now: () => string;
  /** How long a reader of the feed may take over a message, in milliseconds; left out, as the feed has it. */
  readonly patienceMs?: number;
}

/** What is told only once about a request. */
export interface Request {
  /** The bearer of the token; null where none was sent. */
  readonly bearer: Bearer | null;
  /** Named in every answer and log line about the request. */
  readonly requestId: string;
}

/** The context of one request. */
export interface Context extends Parts, Request {
  /** The roster of the bearer's region, as it is now. */
  roster(): Promise<RosterState>;
  /**
   * Gives a command on behalf of the bearer. `said` may hold more than the command; what it holds of the command is
   * checked by the action's own shape, and refused as `BAD_USER_INPUT` with the field.
   */
  run<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    commandId: string,
    said: CommandOf<A["actions"][Name]>,
    given?: Circumstances<GivenOf<A["actions"][Name]>, A["initial"]>["given"],
  ): Promise<Answer>;
}

/** Tells of a command that has not the shape of its action; any other failure stays as it is. */
function inputRefused(error: unknown): never {
  throw error instanceof Malformed ? badInput(error.shape, error.said) : error;
}

const commandIdShape = z.object({ commandId: z.string().min(1).max(100) });

/** Makes the context of a request. */
export function contextOf(parts: Parts, meters: Meters, request: Request): Context {
  const { executor, now } = parts;
  return {
    ...parts,
    ...request,
    async roster() {
      const { bearer } = request;
      if (bearer === null) throw problem("UNAUTHENTICATED");
      return (await executor.load(roster, bearer.regionId)).state;
    },
    async run(of, name, id, commandId, said, given) {
      const { bearer } = request;
      if (bearer === null) throw problem("UNAUTHENTICATED");
      checked(commandIdShape, { commandId });
      const how = { actor: actorOf(bearer, now()), commandId, ...(given ? { given } : {}) };
      const outcome = await executor.run(of, name, id, said, how).catch(inputRefused);
      if (isForbidden(outcome)) throw forbidden(outcome.forbidden);
      meters.commands.inc({ action: name, outcome: isRejection(outcome) ? outcome.rejected : outcome.outcome });
      return answerOf(outcome);
    },
  };
}
