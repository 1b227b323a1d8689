// The page at `/scalars` 标量: how each scalar of ours is written, which `@specifiedBy` in the schema leads to.
import type { FastifyInstance } from "fastify";
import { type GraphQLSchema, isScalarType } from "graphql";
import { expectedOf, isOurs } from "../schema/scalars.ts";

/** Adds `GET /scalars`. It says nothing of any ledger and asks for no token. */
export function serveScalars(app: FastifyInstance, schema: GraphQLSchema): void {
  const ours = Object.values(schema.getTypeMap()).filter(isScalarType).filter(isOurs);
  const sections = ours.map((scalar) => {
    const { zh, en } = expectedOf(scalar);
    return `<h2 id="${scalar.name}"><code>${scalar.name}</code></h2><p>${scalar.description ?? ""}</p><p>${zh}。</p><p>It ${en}.</p>`;
  });
  const page = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>台账：标量 Taizhang: scalars</title>
<h1>标量 Scalars</h1>
${sections.join("\n")}
</html>
`;
  app.get("/scalars", async (_request, reply) =>
    reply.header("content-security-policy", "default-src 'none'").type("text/html; charset=utf-8").send(page),
  );
}
