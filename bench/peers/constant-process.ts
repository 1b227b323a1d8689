// The process of the constant peer: our own server as it is built for people, with a schema of one field that is always the
// same. The build and not the sources, because that is what the product runs.
import { built } from "@taizhang/eventstore/test/built";
import { GraphQLObjectType, GraphQLScalarType, GraphQLSchema } from "graphql";
import { z } from "zod";

const told = z.object({ dataDir: z.string(), field: z.string(), value: z.unknown() });

const front = (name: string): string => built(`packages/${name}/src/index.js`).href;
const api: typeof import("@taizhang/api") = await import(front("api"));
const { executor, identity, memoryLog }: typeof import("@taizhang/log") = await import(front("log"));
const { memoryViews }: typeof import("@taizhang/projections") = await import(front("projections"));
const { readSettings }: typeof import("@taizhang/process") = await import(front("process"));

const now = () => new Date().toISOString();

process.once("disconnect", () => process.exit());
process.once("message", async (message) => {
  const { dataDir, field, value } = told.parse(message);
  const type = new GraphQLScalarType({ name: "Constant" });
  const query = new GraphQLObjectType({ name: "Query", fields: { [field]: { type, resolve: () => value } } });
  const log = memoryLog(now);
  const config = readSettings(api.apiSettings, api.naming, {
    TAIZHANG_PORT: "0",
    TAIZHANG_DEVELOPMENT: "true",
    TAIZHANG_DEVELOPMENT_TOKENS: "true",
    TAIZHANG_BEARER_POINTS: "1000000000",
    // By Apollo itself, every time.
    TAIZHANG_COMPILE_QUERIES_FROM: "0",
  });
  const { listen } = await api.buildServer(
    {
      ...{ log, identity, now, views: memoryViews(), sources: api.memorySources() },
      executor: executor({ log, identity, usedCommand: async () => null }),
      readNotice: async () => ({ error: { code: "NOT_A_NOTICE", message: "no table", messageZh: "没有任务表" } }),
      clock: { doubt: async () => null },
      verify: api.verifier(config.tokenAudience, null, await api.developmentKey(dataDir)),
      logger: api.makeLogger("warn"),
      schema: new GraphQLSchema({ query }),
    },
    config,
  );
  process.send?.(Number(new URL(await listen()).port));
});
