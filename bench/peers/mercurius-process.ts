// The process of the mercurius peer: our schema, answered from two maps, for everybody and without a look at anything else.
import Fastify from "fastify";
import mercurius from "mercurius";
import { z } from "zod";

const objects = z.map(z.string(), z.looseObject({}));
const told = z.object({ schema: z.string(), pages: objects, plans: objects });
const line = z.looseObject({ planId: z.string() });

process.once("disconnect", () => process.exit());
process.once("message", async (message) => {
  const { schema, pages, plans } = told.parse(message);
  const app = Fastify();
  const resolvers = {
    Query: { unitLedger: (_root: unknown, { unitId }: { unitId: string }) => pages.get(unitId) ?? null },
    LedgerEntry: { plan: ({ planId }: z.infer<typeof line>) => plans.get(planId) ?? null },
  };
  await app.register(mercurius, { schema, resolvers, jit: 1 });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  process.send?.(Number(new URL(address).port));
});
