// Asks the API 询问: one question or command over HTTP, with the token of who is signed in.
import type { TypedDocumentString } from "../generated/operations.ts";
import { isJson, parsed } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { failureOf, offline } from "./failure.ts";
import type { Reach } from "./reach.ts";

/** How long an answer is waited for, from when there is a token to ask with: longer than the server gives itself for any. */
const limitMs = 60_000;

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

/** What it asks by. */
export interface AskedBy {
  readonly fetching: typeof fetch;
  /** Calls after so many milliseconds; answers how to stop that. */
  readonly after: (call: () => void, ms: number) => () => void;
}

const browser: AskedBy = {
  fetching: (...given) => fetch(...given),
  after(call, ms) {
    const timer = window.setTimeout(call, ms);
    return () => window.clearTimeout(timer);
  },
};

/** Makes it. */
export function asker(
  session: Session,
  reach: Pick<Reach, "lost" | "found">,
  { fetching, after }: AskedBy = browser,
): Ask {
  const away = () => {
    reach.lost();
    return offline();
  };

  /** The whole answer. What is cut off, or does not come in time, is none: whether the server did what it was asked to is unknown then. */
  async function answered(query: string, variables: unknown, token: string, signal: AbortSignal | undefined) {
    // No `AbortSignal.any`: the oldest browsers that offices have do not know it.
    const given = new AbortController();
    const giveUp = () => given.abort();
    if (signal?.aborted) giveUp();
    signal?.addEventListener("abort", giveUp);
    const stop = after(giveUp, limitMs);
    try {
      const answer = await fetching("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
        signal: given.signal,
      });
      return { answer, text: await answer.text() };
    } catch (error) {
      throw signal?.aborted ? error : away();
    } finally {
      stop();
      signal?.removeEventListener("abort", giveUp);
    }
  }

  async function once(
    query: string,
    variables: unknown,
    signal: AbortSignal | undefined,
    tokenOf: () => Promise<string>,
  ) {
    const token = await tokenOf();
    const { answer, text } = await answered(query, variables, token, signal);
    const body = parsed(text);
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
    return typed(said.data);
  };
}

// The server answers by the schema that the types are generated from.
// biome-ignore lint/suspicious/noExplicitAny: the one place where an answer gets its type.
const typed = (data: any) => data;
