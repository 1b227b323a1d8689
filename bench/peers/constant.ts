// The peer that has everything of our server but the answering: the same routes, tokens, guards and Apollo.
import type { After } from "../after.ts";
import type { Asking, Query } from "../lines/query.ts";
import type { Product } from "../product.ts";
import { startPeer } from "./start-peer.ts";

/** Where the peer is, and what to ask it for the same bytes: its field has no fields of its own. */
export interface ConstantPeer {
  readonly url: string;
  readonly asked: Query;
}

/** Starts it with the value of a field as our server answered it. It takes the tokens of the product. */
export async function startConstantPeer(
  { data }: Asking,
  field: string,
  { dataDir }: Product,
  after: After,
): Promise<ConstantPeer> {
  const port = await startPeer("constant", { dataDir, field, value: data[field] }, after);
  return { url: `http://127.0.0.1:${port}/graphql`, asked: { query: `{ ${field} }`, variables: {} } };
}
