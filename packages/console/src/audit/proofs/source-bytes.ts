// The bytes of a notice 来文原件字节, as the server has them now and as no cache kept them.
import { offline, refusalIn } from "../../ask/failure.ts";
import { fetched } from "../../ask/fetched.ts";
import { parsed } from "../../json.ts";
import type { Session } from "../../sign-in/session.ts";

/** Fetches them by the hash under which they are kept; whether they have it is for whoever asked to find out. Rejects with a `Failure`. */
export async function sourceBytes(session: Session, sha256: string, fetching?: typeof fetch): Promise<Uint8Array> {
  const address = `/sources/${encodeURIComponent(sha256)}`;
  const answer = await fetched(session, address, { cache: "no-store" }, fetching);
  const bytes = await answer.arrayBuffer().catch(() => {
    throw offline();
  });
  if (answer.ok) return new Uint8Array(bytes);
  throw refusalIn(parsed(new TextDecoder().decode(bytes)), answer.headers.get("x-request-id"));
}
