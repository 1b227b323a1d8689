// The bearer of a request's token, as the domain asks for people: as the actor of a command, and as a reader.
import type { Actor, Bearer, Reader } from "@taizhang/domain";
import { problem } from "../errors.ts";

/** The bearer as an actor at an instant (ISO in UTC). A person never acts on somebody else's behalf. */
export function actorOf(bearer: Bearer, at: string): Actor {
  const { sub, regionId, unitId, roles } = bearer;
  return { subjectId: sub, regionId, unitId, roles, onBehalfOf: null, at };
}

/** The reader of a request. Throws `UNAUTHENTICATED` where no token was sent. */
export function readerOf({ bearer }: { readonly bearer: Bearer | null }): Reader {
  if (bearer === null) throw problem("UNAUTHENTICATED");
  return bearer;
}
