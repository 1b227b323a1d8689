// The process of the constant peer: our own server, with a schema of one field that is always the same.
import { developmentKey, verifier } from "@taizhang/api";
import { serve } from "@taizhang/api/testing/serving";
import { GraphQLObjectType, GraphQLScalarType, GraphQLSchema } from "graphql";
import { z } from "zod";

const told = z.object({ dataDir: z.string(), field: z.string(), value: z.unknown() });

process.once("disconnect", () => process.exit());
process.once("message", async (message) => {
  const { dataDir, field, value } = told.parse(message);
  const type = new GraphQLScalarType({ name: "Constant" });
  const query = new GraphQLObjectType({ name: "Query", fields: { [field]: { type, resolve: () => value } } });
  const verify = verifier("taizhang", null, await developmentKey(dataDir));
  const { address } = await serve({
    kept: [],
    parts: { schema: new GraphQLSchema({ query }), verify },
    settings: { development: true },
  });
  process.send?.(Number(new URL(address).port));
});
