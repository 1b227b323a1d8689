// Asking the server outside of GraphQL, with the token of who is signed in; where that has ended, with the next one of hers.
import type { Session } from "../sign-in/session.ts";
import { offline } from "./failure.ts";

const unauthenticated = 401;

/** The answer, whatever it says. Rejects with a `Failure` where none comes. */
export async function fetched(
  session: Session,
  address: string,
  init: Omit<RequestInit, "headers"> = {},
  fetching: typeof fetch = (...given) => fetch(...given),
): Promise<Response> {
  const tokenOf = session.tokenOfNow();
  for (;;) {
    const token = await tokenOf();
    const answer = await fetching(address, { ...init, headers: { authorization: `Bearer ${token}` } }).catch(() => {
      throw offline();
    });
    if (answer.status !== unauthenticated) return answer;
    session.ended(token);
  }
}
