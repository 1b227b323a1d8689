// Reading lists in tests: every page of a connection, one behind the other.
import type { Bearer } from "@taizhang/domain";
import { z } from "zod";
import type { Serving } from "./serving.ts";

const connection = z.object({
  edges: z.array(z.object({ node: z.record(z.string(), z.unknown()) })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

export type Node = Readonly<Record<string, unknown>>;

/** What is asked: the arguments besides `first` and `after`, and the fields of a node. */
export interface Listing {
  readonly field: string;
  readonly args?: string;
  readonly node: string;
}

/** All nodes of a list, read in pages of `first`. */
export async function everyPage(
  serving: Serving,
  { field, args = "", node }: Listing,
  as: Bearer,
  first = 100,
): Promise<Node[]> {
  const document = `query ($first: Int!, $after: String) {
    ${field}(first: $first, after: $after, ${args}) { edges { node { ${node} } } pageInfo { hasNextPage endCursor } }
  }`;
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { data, errors } = await serving.ask(document, { first, after }, as);
    if (errors) throw new Error(JSON.stringify(errors));
    const page = z.object({ [field]: connection }).parse(data)[field];
    nodes.push(...(page?.edges ?? []).map((edge) => edge.node));
    after = page?.pageInfo.endCursor ?? null;
    more = page?.pageInfo.hasNextPage ?? false;
  }
  return nodes;
}
