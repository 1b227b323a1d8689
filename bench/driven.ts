// HTTP requests for the length of a round, from a client that costs less than any server.
import autocannon from "autocannon";
import { roundMs } from "./again.ts";
import type { Round } from "./line.ts";

/** The requests to repeat. */
export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests run at once, each on a connection of its own. */
  readonly connections: number;
  /** The body of the next request. */
  readonly body: () => string;
  /** Whether an answer is the expected one. */
  readonly isRight: (body: string) => boolean;
}

/** Sends requests for the length of a round. Rejects if an answer is missing or wrong: a quick refusal is not speed. */
export async function driven({ url, headers, connections, body, isRight }: Asked): Promise<Round> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      connections,
      duration: roundMs / 1000,
      // How often it checks whether the time is over.
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
