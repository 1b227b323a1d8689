// Successions carried out 承接: what units left open when they ended goes to who has their work, or is noted as nobody's. What
// nobody took over is a unit's own again once its end is undone.
import {
  beijingDay,
  deedOf,
  isRejection,
  type Kept,
  type Left,
  ownCommandId,
  type PolicyCommand,
  plan,
  policyActor,
  restoredUnits,
  returning,
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
  /** What a unit whose end was undone may get back, a few at a time. */
  readonly kept: (unitId: string) => AsyncIterable<readonly Kept[]> | Iterable<readonly Kept[]>;
}

const ends: readonly string[] = ["UnitMerged", "UnitSplit", "UnitRetired", "SuccessorNamed"];
const restorations: readonly string[] = ["UnitRestored"];
/** The facts of a roster from which successions, or their undoing, follow. */
export const successionFacts: readonly string[] = [...ends, ...restorations];

/**
 * Carries out every succession of a region at an instant (ISO in UTC), and undoes those of units that were restored; gives how
 * many things it has dealt with. Those of one batch are dealt with at once. Doing it again, by several processes at once, or
 * after being cut off at any point does nothing twice and forgets nothing. What is refused, because somebody else was first,
 * or fails, is logged and left for the next time. Rejects with an `Outage` where it may be tried again at once.
 */
export async function succeed(
  { log, executor, logger, left, kept }: SuccessionParts,
  { regionId, at }: { readonly regionId: string; readonly at: string },
): Promise<number> {
  const day = beijingDay(at);
  const asItStands = async () => (await executor.load(roster, regionId)).state;
  const state = await asItStands();
  let count = 0;

  async function carryOut(order: PolicyCommand, unitId: string, cause: StoredEvent | undefined): Promise<void> {
    if (!cause) throw new Error(`the roster of ${regionId} does not say what became of the unit ${unitId}`);
    const { of, action, id, command, given } = order;
    const actor = { ...policyActor({ name: "succeed" }, cause), at };
    const commandId = ownCommandId(cause.id, `${deedOf(order)}/${unitId}`);
    const outcome = await executor.run(of, action, id, command, { actor, commandId, cause, given: () => given });
    if (isRejection(outcome) || isForbidden(outcome))
      throw new Error(`${action} was refused: ${JSON.stringify(outcome)}`);
    count += 1;
  }

  async function all(dealing: readonly Promise<void>[], about: object, message: string): Promise<void> {
    for (const dealt of await Promise.allSettled(dealing)) {
      if (dealt.status === "fulfilled") continue;
      if (dealt.reason instanceof Outage) throw dealt.reason;
      logger.error({ err: dealt.reason, regionId, ...about }, message);
    }
  }

  const successions = successionsOn(state, day);
  const causes = successions.length > 0 ? await causesOf(log, regionId, ends) : new Map<string, StoredEvent>();
  for (const succession of successions) {
    const { unitId } = succession;
    for await (const some of left(succession)) {
      // The office may undo the end meanwhile, or name another successor: that is gone over by itself.
      const now = await asItStands();
      if (!isAmong(successionsOn(now, day), succession)) break;
      const dealing = some.map((each) => carryOut(succeeding(succession, each, now), unitId, causes.get(unitId)));
      await all(dealing, succession, "a part of a unit that has ended stays with it");
    }
  }

  async function giveBack(unitId: string, each: Kept, cause: StoredEvent | undefined): Promise<void> {
    const about = each.kind === "completionReport" ? (await executor.load(plan, each.planId)).state : null;
    const order = returning(unitId, each, about);
    if (order) await carryOut(order, unitId, cause);
  }

  const restored = restoredUnits(state, day);
  const grounds = restored.length > 0 ? await causesOf(log, regionId, restorations) : new Map<string, StoredEvent>();
  for (const unitId of restored) {
    for await (const some of kept(unitId)) {
      if (!restoredUnits(await asItStands(), day).includes(unitId)) break;
      const dealing = some.map((each) => giveBack(unitId, each, grounds.get(unitId)));
      await all(dealing, { unitId }, "what a restored unit had is not its own again");
    }
  }
  return count;
}

const isAmong = (successions: readonly Succession[], { unitId, on, to }: Succession): boolean =>
  successions.some((each) => each.unitId === unitId && each.on === on && each.to === to);

/** By unit: the last fact of these types, which says how it ended, who takes over, or that it was restored. */
async function causesOf(
  log: Pick<EventLog, "read">,
  regionId: string,
  types: readonly string[],
): Promise<ReadonlyMap<string, StoredEvent>> {
  const causes = new Map<string, StoredEvent>();
  for await (const event of log.read(streamOf(roster, regionId))) {
    const { fact } = event;
    if (!types.includes(fact.type) || !("unitId" in fact.data) || fact.data.unitId === null) continue;
    causes.set(fact.data.unitId, event);
  }
  return causes;
}
