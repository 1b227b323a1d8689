// The record of denied attempts: who tried what without the right to, in a stream beside the target's own.
import {
  canonicalJson,
  denial,
  denialIdOf,
  deniedAttempt,
  type Identity,
  isRejection,
  ownCommandId,
  policySubject,
  roster,
} from "@taizhang/domain";
import type { Executor } from "./executor.ts";
import type { Order } from "./order.ts";
import { isForbidden, type Outcome } from "./outcome.ts";

/** Records the attempt if the outcome is a denial. Rejects if the record cannot be stored. */
export async function recordDenied(
  outcome: Outcome,
  { of, id, name, command, actor, signal }: Order,
  executor: Executor,
  identity: Identity,
): Promise<void> {
  const because = isForbidden(outcome) ? "FORBIDDEN" : isRejection(outcome) ? outcome.rejected : null;
  if (because === null || actor.roles.includes("policy")) return;
  const { state } = await executor.load(of, id, signal);
  const about = of.subject(state, id);
  const regionId = about?.regionId ?? actor.regionId;
  const targetUnitId = await unitNamed(command, regionId, executor, signal);
  const attempt = deniedAttempt({ because, of, name, actor, about, targetUnitId });
  if (attempt === null) return;
  await executor.run(denial, "recordDeniedAttempt", denialIdOf(attempt.target), attempt, {
    signal,
    // With the id that was said: each target is recorded once a day, whether or not it exists.
    commandId: ownCommandId("denied", identity.uuid(canonicalJson([attempt, id]))),
    actor: {
      subjectId: policySubject("record-denied-attempts"),
      regionId,
      unitId: null,
      roles: ["policy"],
      onBehalfOf: { subjectId: actor.subjectId, unitId: actor.unitId },
      at: actor.at,
    },
  });
}

/** The unit that a command names, if the region's roster knows it: made-up ids must not make endless records. */
async function unitNamed(
  command: unknown,
  regionId: string,
  executor: Executor,
  signal?: AbortSignal,
): Promise<string | null> {
  if (typeof command !== "object" || command === null || !("unitId" in command)) return null;
  const { unitId } = command;
  if (typeof unitId !== "string") return null;
  const { state } = await executor.load(roster, regionId, signal);
  return state.units.has(unitId) ? unitId : null;
}
