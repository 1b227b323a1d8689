// A policy: pure, from one fact to the commands it calls for. Its runner executes them; running twice is harmless.
import type { Actor, DomainFact, Identity } from "@taizhang/domain";
import type { StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/execute.ts";
import type { Outcome } from "../write/outcome.ts";

/** A command a policy gives, ready to be executed. */
export interface PolicyCommand {
  /** What is done to what, unique among the commands of one cause: the command's id is derived from it. */
  readonly deed: string;
  readonly run: (
    executor: Executor,
    circumstances: { actor: Actor; commandId: string; cause: StoredEvent },
  ) => Promise<Outcome>;
}

/** A policy 规则: the fact it waits for, and what follows. */
export interface Policy {
  readonly name: string;
  readonly on: DomainFact["type"];
  readonly react: (event: StoredEvent, executor: Executor, identity: Identity) => Promise<readonly PolicyCommand[]>;
}

/** A policy acts in its own name, on behalf of whoever set it off, at the time of its cause. */
export function policyActor(policy: Policy, { meta }: StoredEvent): Actor {
  return {
    subjectId: `policy:${policy.name}`,
    regionId: meta.regionId,
    unitId: null,
    roles: ["policy"],
    onBehalfOf: { subjectId: meta.actor.subjectId, unitId: meta.actor.unitId },
    at: meta.happenedAt,
  };
}
