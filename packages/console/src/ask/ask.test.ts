import { expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { TypedDocumentString } from "../generated/operations.ts";
import { sessionIn } from "../sign-in/session.ts";
import { asker } from "./ask.ts";
import { isPassing } from "./failure.ts";
import { reachBy } from "./reach.ts";

const document = new TypedDocumentString<unknown, { id: string }>("mutation Accept { acceptAssignment { position } }");
const answer = { data: { acceptAssignment: { position: "7" } } };
const ended = { errors: [{ message: "ended", extensions: { code: "UNAUTHENTICATED" } }] };

/** Somebody asks; each request is answered by the test, or by nobody. */
function asks() {
  const session = sessionIn(keptInMemory());
  session.signIn({ token: "a", development: null });
  const reach = reachBy(() => 0);
  const sent: {
    readonly answer: (response: Response) => void;
    readonly signal: AbortSignal;
    readonly token: string;
  }[] = [];
  const limits: { readonly over: () => void; readonly ms: number; isStopped: boolean }[] = [];
  const ask = asker(session, reach, {
    fetching: (_address, init) =>
      new Promise((resolve, reject) => {
        const [signal, token] = [init?.signal, new Headers(init?.headers).get("authorization")];
        if (!signal || token === null) throw new Error("asked without a token or a limit");
        signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        sent.push({ answer: resolve, signal, token });
      }),
    after(over, ms) {
      const limit = { over, ms, isStopped: false };
      limits.push(limit);
      return () => {
        limit.isStopped = true;
      };
    },
  });
  return { session, reach, ask, sent, limits };
}

/** A body whose end does not come. */
function unending(signal: AbortSignal): Response {
  return new Response(
    new ReadableStream({
      start(body) {
        body.enqueue(new TextEncoder().encode('{"data":'));
        signal.addEventListener("abort", () => body.error(new DOMException("aborted", "AbortError")));
      },
    }),
  );
}

const json = (body: unknown) => new Response(JSON.stringify(body));

test("what is not answered in time is given up, and may have been done: it comes out as where the server is away", async () => {
  for (const begun of [false, true]) {
    const { ask, sent, limits, reach } = asks();
    const asked = ask(document, { id: "1" }).catch((error: unknown) => error);
    await expect.poll(() => sent.length).toBe(1);
    const [request] = sent;
    if (begun && request) request.answer(unending(request.signal));
    limits[0]?.over();
    const failure = await asked;
    expect([isPassing(failure), failure]).toMatchObject([true, { code: "OFFLINE" }]);
    expect([request?.signal.aborted, reach.lostAt.get(), limits.map(({ ms }) => ms)]).toEqual([true, 0, [60_000]]);
  }
});

test("the time begins when there is a token, and anew with the next one", async () => {
  const { ask, sent, limits, session, reach } = asks();
  session.ended("a");
  const asked = ask(document, { id: "1" });
  // However long she takes to sign in.
  await Promise.resolve();
  expect(limits).toEqual([]);
  session.signIn({ token: "b", development: null });
  await expect.poll(() => sent.length).toBe(1);
  sent[0]?.answer(json(ended));
  await expect.poll(() => session.standing.get().isEnded).toBe(true);
  expect(limits.map(({ isStopped }) => isStopped)).toEqual([true]);
  session.signIn({ token: "c", development: null });
  await expect.poll(() => sent.length).toBe(2);
  expect(limits.map(({ isStopped }) => isStopped)).toEqual([true, false]);
  // That of the first token is long over.
  limits[0]?.over();
  sent[1]?.answer(json(answer));
  expect(await asked).toEqual(answer.data);
  expect(sent.map(({ token }) => token)).toEqual(["Bearer b", "Bearer c"]);
  expect([reach.lostAt.get(), limits.map(({ isStopped }) => isStopped)]).toEqual([null, [true, true]]);
});

test("what nobody wants to know any more is given up, and says nothing of the server", async () => {
  for (const isEarly of [true, false]) {
    const { ask, sent, limits, reach } = asks();
    const unwanted = new AbortController();
    if (isEarly) unwanted.abort();
    const asked = ask(document, { id: "1" }, unwanted.signal).catch((error: unknown) => error);
    await expect.poll(() => sent.length).toBe(1);
    unwanted.abort();
    if (isEarly) sent[0]?.answer(json(answer));
    await asked;
    expect([sent[0]?.signal.aborted, reach.lostAt.get(), limits[0]?.isStopped]).toEqual([true, null, true]);
  }
});
