// Who acts: a token's bearer becomes the actor of a command.
import type { Actor, Bearer } from "@taizhang/domain";

/** The bearer as an actor at an instant (ISO in UTC). A person acts on nobody else's behalf. */
export function actorOf(bearer: Bearer, at: string): Actor {
  const { sub, regionId, unitId, roles } = bearer;
  return { subjectId: sub, regionId, unitId, roles, onBehalfOf: null, at };
}
