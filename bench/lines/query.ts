// A query to the product, compared with raw node:http that sends the same bytes.
import { driven } from "../driven.ts";
import type { Ground } from "../ground.ts";
import type { Contest, Side } from "../line.ts";
import { startHttpPeer } from "../peers/http.ts";

/** How many readers ask at once. */
const connections = 8;

// These headers belong to the connection or to the moment; the node:http of the peer sets them itself.
const notRepeated = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

/** Makes a contest of a query. Rejects if the answer of the product is not just data. */
export async function queryContest(ground: Ground, query: string, variables: object): Promise<Contest> {
  const { running, token } = await ground.product();
  const url = `${running.address}/graphql`;
  const body = JSON.stringify({ query, variables });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const expected = await answer.text();
  if (!answer.ok || "errors" in JSON.parse(expected)) throw new Error(`the product refuses the query: ${expected}`);
  const repeated = [...answer.headers].filter(([name]) => !notRepeated.has(name));
  const recorded = { headers: Object.fromEntries(repeated), body: Buffer.from(expected) };
  const peerUrl = await startHttpPeer(recorded, ground.after);

  const side = (name: string, at: string): Side => ({
    name,
    round: () =>
      driven({ url: at, headers, connections, body: () => body, isRight: (answered) => answered === expected }),
  });
  return { ours: side("taizhang", url), peers: [side("raw node:http", peerUrl)] };
}
