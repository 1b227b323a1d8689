// Requests over HTTP for the time of a round, by a client that costs less than any server.
import autocannon from "autocannon";
import { roundMs } from "./again.ts";
import type { Round } from "./line.ts";

/** What is asked, again and again. */
export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How many ask at once, each on a connection of its own. */
  readonly connections: number;
  /** The body of the next request. */
  readonly body: () => string;
  /** Whether an answer is the one that was asked for. */
  readonly isRight: (body: string) => boolean;
}

/** Asks for the time of a round. Rejects where an answer is missing or wrong: a quick refusal must not count as speed. */
export async function driven({ url, headers, connections, body, isRight }: Asked): Promise<Round> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      connections,
      duration: roundMs / 1000,
      // How often it looks whether the time is over.
      sampleInt: 20,
      requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }],
      verifyBody: (answer) => isRight(String(answer)),
    };
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    run.on("response", (_client, _status, _bytes, ms) => times.push(ms));
  });
  const { errors, non2xx, mismatches } = result;
  if (errors + non2xx + mismatches > 0)
    throw new Error(`${url}: ${errors} requests failed, ${non2xx} were refused, ${mismatches} got a wrong answer`);
  return { done: times.length, times };
}
