// Asks the API 询问: one question or command over HTTP, with the token of who is signed in.
import type { TypedDocumentString } from "../generated/operations.ts";
import { isJson, parsed } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { failureOf, offline } from "./failure.ts";
import type { Reach } from "./reach.ts";

/**
 * Asks; rejects with a `Failure`. A token that has ended is renewed first, and the same is asked again. `tokenOf` is where the
 * token comes from; left out, it is that of who is signed in, and of nobody who signs in after her.
 */
export type Ask = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
  tokenOf?: () => Promise<string>,
) => Promise<Result>;

/** Makes it. */
export function asker(
  session: Session,
  reach: Pick<Reach, "lost" | "found">,
  fetching: typeof fetch = (...given) => fetch(...given),
): Ask {
  const away = () => {
    reach.lost();
    return offline();
  };

  async function once(
    query: string,
    variables: unknown,
    signal: AbortSignal | undefined,
    tokenOf: () => Promise<string>,
  ) {
    const token = await tokenOf();
    const answer = await fetching("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw away();
    });
    const body = parsed(await answer.text().catch(() => null));
    const requestId = answer.headers.get("x-request-id");
    // What stands before the server may answer for it, though not in its words.
    if (!isJson(body)) return { token, failure: answer.ok ? failureOf(null, requestId) : away() };
    reach.found();
    const errors = Array.isArray(body["errors"]) ? body["errors"] : [];
    if (errors.length > 0) return { token, failure: failureOf(errors[0], requestId) };
    if (!("data" in body)) return { token, failure: answer.ok ? failureOf(null, requestId) : offline() };
    return { token, data: body["data"] };
  }

  return async (document, variables, signal, tokenOf = session.tokenOfNow()) => {
    const text = document.toString();
    let said = await once(text, variables, signal, tokenOf);
    while (said.failure?.code === "UNAUTHENTICATED") {
      session.ended(said.token);
      said = await once(text, variables, signal, tokenOf);
    }
    if (said.failure) throw said.failure;
    return answered(said.data);
  };
}

// The server answers by the schema that the types are generated from.
// biome-ignore lint/suspicious/noExplicitAny: the one place where an answer gets its type.
const answered = (data: any) => data;
