// An executor that keeps a record of what it denies: no command is denied without it.
import {
  type Actor,
  type AnyAggregate,
  canonicalJson,
  denial,
  denialIdOf,
  deniedAttempt,
  type Identity,
  isRejection,
  roster,
} from "@taizhang/domain";
import type { Executor } from "./execute.ts";
import { isForbidden, type Outcome } from "./outcome.ts";

/**
 * Records denied attempts in streams of their own: the refused command itself stores nothing. `run` rejects where the
 * record cannot be stored, so that nobody can try unseen while the log is away.
 */
export function recordingDenials(executor: Executor, identity: Identity): Executor {
  async function record(outcome: Outcome, of: AnyAggregate, name: string, id: string, said: unknown, actor: Actor) {
    if (!(isForbidden(outcome) || isRejection(outcome)) || actor.roles.includes("policy")) return;
    const because = isForbidden(outcome) ? "FORBIDDEN" : outcome.rejected;
    const about = of.subject((await executor.load(of, id)).state, id);
    const regionId = about?.regionId ?? actor.regionId;
    const targetUnitId = await unitNamed(said, regionId);
    const command = deniedAttempt({ because, of, name, actor, about, targetUnitId });
    if (command === null) return;
    const commandId = identity.uuid(`denied/${canonicalJson(command)}`);
    await executor.run(denial, "recordDeniedAttempt", denialIdOf(command.target), command, {
      commandId,
      actor: {
        subjectId: "policy:record-denied-attempts",
        regionId,
        unitId: null,
        roles: ["policy"],
        onBehalfOf: { subjectId: actor.subjectId, unitId: actor.unitId },
        at: actor.at,
      },
    });
  }

  /** Only units of the region's roster: ids that are made up must not make records without end. */
  async function unitNamed(said: unknown, regionId: string): Promise<string | null> {
    if (typeof said !== "object" || said === null || !("unitId" in said) || typeof said.unitId !== "string")
      return null;
    const { units } = (await executor.load(roster, regionId)).state;
    return units.has(said.unitId) ? said.unitId : null;
  }

  return {
    load: (of, id) => executor.load(of, id),
    async run(of, name, id, said, circumstances) {
      const outcome = await executor.run(of, name, id, said, circumstances);
      await record(outcome, of, name, id, said, circumstances.actor);
      return outcome;
    },
  };
}
