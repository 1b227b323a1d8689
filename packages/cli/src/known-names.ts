// The names that a region's roster knows, as a running API tells them.
import { inBoth } from "@taizhang/process";
import { z } from "zod";
import { askApi, type Destination } from "./ask-api.ts";

const page = z.object({
  me: z.object({ regionId: z.string() }),
  units: z.object({
    edges: z.array(
      z.object({ node: z.object({ name: z.string(), aliases: z.array(z.object({ alias: z.string() })) }) }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const query = `query ($after: String) {
  me { regionId }
  units(first: 100, after: $after) {
    edges { node { name aliases { alias } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Every name and alias of a region's units and groups. Throws where the token is of another region. */
export async function knownNames(destination: Destination, regionId: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { me, units }: z.infer<typeof page> = await askApi(destination, query, { after }, page);
    if (me.regionId !== regionId)
      throw new Error(
        inBoth({
          zh: `令牌属于行政区划${me.regionId}，而 --region 是 ${regionId}`,
          en: `the token is of region ${me.regionId}, and --region says ${regionId}`,
        }),
      );
    names.push(...units.edges.flatMap(({ node }) => [node.name, ...node.aliases.map(({ alias }) => alias)]));
    after = units.pageInfo.hasNextPage ? units.pageInfo.endCursor : null;
  } while (after !== null);
  return names;
}
