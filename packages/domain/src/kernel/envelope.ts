// The envelope of every event: who, when, why and about what. Stored as the event's metadata, for ever.
import { z } from "zod";
import { principal } from "./actor.ts";
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
    /** The roles that opened the action to the actor, not all that the actor has. */
    roles: z.array(z.string()),
  }),
  onBehalfOf: principal.nullable(),
  /** The instant of the act, ISO in UTC; never decreasing within a stream. */
  happenedAt: z.iso.datetime(),
  /** The action that stated the fact. */
  action: z.string(),
  commandId: z.string(),
  /**
   * SHA-256 over target, action, command (a policy's: the id of its cause) and actor: the same commandId with another
   * hash is refused.
   */
  commandHash: z.string(),
  /** The event that caused a policy to act; the command's own id where a person acted. */
  causationId: z.string(),
  /** The command that began the whole conversation. */
  correlationId: z.string(),
  planId: planId.nullable(),
  taskId: taskId.nullable(),
  unitIds: z.array(unitId),
});
export type Envelope = z.infer<typeof envelope>;
