// The peer that executes the same query as fast as GraphQL is executed in Node: mercurius, with its compiled queries.
import { printedSchema } from "@taizhang/api";
import { z } from "zod";
import type { After } from "../after.ts";
import type { Asking } from "../lines/query.ts";
import { startPeer } from "./start-peer.ts";

const page = z.looseObject({
  edges: z.array(z.looseObject({ node: z.looseObject({ plan: z.looseObject({ id: z.string() }) }) })),
});

/** Starts it with a page of a ledger as our server answered it: the page by its unit, and its plans by their ids. */
export async function startMercuriusPeer({ data }: Asking, unitId: string, after: After): Promise<string> {
  const { edges, ...rest } = page.parse(data["unitLedger"]);
  const plans = new Map(edges.map(({ node: { plan } }) => [plan.id, plan]));
  const lines = edges.map(({ node: { plan, ...line } }) => ({ node: { ...line, planId: plan.id } }));
  const told = { schema: printedSchema(), pages: new Map([[unitId, { ...rest, edges: lines }]]), plans };
  return `http://127.0.0.1:${await startPeer("mercurius", told, after)}/graphql`;
}
