// A query to the product, compared with servers that send the same bytes with less behind them.
import { z } from "zod";
import { type Asked, driven } from "../driven.ts";
import type { Side } from "../line.ts";
import type { RecordedAnswer } from "../peers/http.ts";
import type { Product } from "../product.ts";

/** How many readers ask at once. */
const connections = 8;

// These headers belong to the connection or to the moment; the node:http of the peer sets them itself.
const notRepeated = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

const answer = z.strictObject({ data: z.record(z.string(), z.unknown()) });

/** What is asked, of which product. */
export interface Query {
  readonly query: string;
  readonly variables: object;
}

/** A query that was answered once, and can be asked again. */
export interface Asking {
  /** The answer, with the headers that any server can repeat. */
  readonly recorded: RecordedAnswer;
  readonly data: Readonly<Record<string, unknown>>;
  /** A side that asks at another address, in other words if they are given; the answer must be the same bytes. */
  side(name: string, url: string, other?: Query): Side;
}

/** Asks a product once. Rejects if the answer is not just data. */
export async function asking({ running, token }: Product, { query, variables }: Query): Promise<Asking> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${running.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const expected = await response.text();
  const read = answer.safeParse(JSON.parse(expected));
  if (!read.success) throw new Error(`the product refuses the query: ${expected.slice(0, 500)}`);
  const repeated = [...response.headers].filter(([name]) => !notRepeated.has(name));
  const bare = expected.trimEnd();
  // Apollo ends an answer with a line feed, and others do not.
  const isRight: Asked["isRight"] = (answered) => answered === expected || answered === bare;
  return {
    recorded: { headers: Object.fromEntries(repeated), body: Buffer.from(expected) },
    data: read.data.data,
    side(name, url, other = { query, variables }) {
      const body = JSON.stringify(other);
      return { name, round: () => driven({ url, headers, connections, body: () => body, isRight }) };
    },
  };
}

/** The side of the product itself. */
export const sideOf = ({ running }: Product, { side }: Asking, name = "taizhang"): Side =>
  side(name, `${running.address}/graphql`);
