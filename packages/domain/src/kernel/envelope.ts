// The envelope of every event: who, when, why and about what. Stored as the event's metadata, for ever.
import { z } from "zod";
import { type Principal, principal } from "./actor.ts";
import { planId, regionId, taskId, unitId } from "./shapes.ts";

/** The stored metadata of every event. */
export const envelope = z.object({
  /** The version of the event's shape. */
  schemaVersion: z.int().min(1),
  regionId,
  actor: z.object({
    /** The opaque id of the person, or `policy:<name>`. */
    subjectId: z.string().min(1),
    unitId: unitId.nullable(),
    /** Those of the actor's roles that allow the action, not all of them. */
    roles: z.array(z.string()),
  }),
  onBehalfOf: principal.nullable(),
  /** The instant of the act, ISO in UTC; never decreasing within a stream. */
  happenedAt: z.iso.datetime(),
  /** The action that stated the fact. */
  action: z.string(),
  commandId: z.string(),
  /**
   * SHA-256 over target, action, actor and command (for a policy, the id of its cause instead of the command). The same
   * commandId with another hash is refused.
   */
  commandHash: z.string(),
  /** The id of the event that made a policy act; if a person acted, the command's own id. */
  causationId: z.string(),
  /** The id of the person's command from which all this followed. */
  correlationId: z.string(),
  planId: planId.nullable(),
  taskId: taskId.nullable(),
  unitIds: z.array(unitId),
  /**
   * The fields that the fact changes, each with its old and new value, as far as its data do not hold them (ADR 36): of these units
   * each, or of the thing as a whole. Left out by builds that kept none: then what they were is not known.
   */
  changed: z
    .array(z.object({ unitIds: z.array(unitId), fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])) }))
    .optional(),
});
export type Envelope = z.infer<typeof envelope>;

/** The person behind an event: who acted, or on whose behalf a policy did. */
export function personIn({ actor, onBehalfOf }: Pick<Envelope, "actor" | "onBehalfOf">): Principal {
  const { subjectId, unitId } = onBehalfOf ?? actor;
  return { subjectId, unitId };
}
