// Successions carried out 承接: what units left open when they ended goes to who has their work, or is noted as nobody's.
import {
  beijingDay,
  deedOf,
  isRejection,
  type Left,
  ownCommandId,
  policyActor,
  roster,
  type Succession,
  streamOf,
  succeeding,
  successionsOn,
} from "@taizhang/domain";
import type { Logger } from "@taizhang/process";
import type { EventLog, StoredEvent } from "../event-log.ts";
import { Outage } from "../outage.ts";
import type { Executor } from "../write/executor.ts";
import { isForbidden } from "../write/outcome.ts";

/** What successions are carried out with. */
export interface SuccessionParts {
  readonly log: Pick<EventLog, "read">;
  readonly executor: Executor;
  readonly logger: Logger;
  /** What a unit has left that its succession may concern, a few at a time. */
  readonly left: (succession: Succession) => AsyncIterable<readonly Left[]> | Iterable<readonly Left[]>;
}

/** The facts of a roster from which successions follow. */
export const successionFacts: readonly string[] = ["UnitMerged", "UnitSplit", "UnitRetired", "SuccessorNamed"];

/**
 * Carries out every succession of a region at an instant (ISO in UTC); gives how many things it has dealt with. Those of one
 * batch are dealt with at once. Doing it again, by several processes at once, or after being cut off at any point does nothing
 * twice and forgets nothing. What is refused, because somebody else was first, or fails, is logged and left for the next time.
 * Rejects with an `Outage` where it may be tried again at once.
 */
export async function succeed(
  { log, executor, logger, left }: SuccessionParts,
  { regionId, at }: { readonly regionId: string; readonly at: string },
): Promise<number> {
  const { state } = await executor.load(roster, regionId);
  const successions = successionsOn(state, beijingDay(at));
  if (successions.length === 0) return 0;
  const causes = await causesOf(log, regionId);
  let count = 0;

  async function dealWith(succession: Succession, each: Left): Promise<void> {
    const order = succeeding(succession, each, state);
    const { of, action, id, command, given } = order;
    const cause = causes.get(succession.unitId);
    if (!cause) throw new Error(`the roster of ${regionId} does not say how the unit ${succession.unitId} ended`);
    const actor = { ...policyActor({ name: "succeed" }, cause), at };
    const commandId = ownCommandId(cause.id, `${deedOf(order)}/${succession.unitId}`);
    const outcome = await executor.run(of, action, id, command, { actor, commandId, cause, given: () => given });
    if (isRejection(outcome) || isForbidden(outcome))
      throw new Error(`${action} was refused: ${JSON.stringify(outcome)}`);
    count += 1;
  }

  for (const succession of successions) {
    for await (const some of left(succession)) {
      for (const dealt of await Promise.allSettled(some.map((each) => dealWith(succession, each)))) {
        if (dealt.status === "fulfilled") continue;
        if (dealt.reason instanceof Outage) throw dealt.reason;
        logger.error({ err: dealt.reason, regionId, ...succession }, "a part of a unit that has ended stays with it");
      }
    }
  }
  return count;
}

/** By unit: the last fact that says how it ended, or who takes over. */
async function causesOf(log: Pick<EventLog, "read">, regionId: string): Promise<ReadonlyMap<string, StoredEvent>> {
  const causes = new Map<string, StoredEvent>();
  for await (const event of log.read(streamOf(roster, regionId))) {
    const { fact } = event;
    if (!successionFacts.includes(fact.type) || !("unitId" in fact.data) || fact.data.unitId === null) continue;
    causes.set(fact.data.unitId, event);
  }
  return causes;
}
