// The explorer 接口浏览器: a page to try queries in, for development only. All its files are served from here.
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { onlyBy } from "./every-route.ts";

// The page and its scripts may call only this server, whatever a query or a setting names.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const hint = `# 台账接口浏览器。文档无须令牌；查询须先取得令牌：
# The explorer of Taizhang. The documentation asks for no token; queries do. Get one in the checkout:
#
#   npm run --silent taizhang -- token --region 420304 --unit 区政府办 --role office --role unit
#
# 在右上角 No environment → Environments… 的 Global environment 中填入 { "authorization": "Bearer <令牌>" }。
# Then write { "authorization": "Bearer <token>" } into the global environment (top right, No environment →
# Environments…): it goes with queries and with subscriptions alike.

query Plans {
  me { regionId unitId roles }
  plans(first: 5) { edges { node { id title status taskCount } } }
}

subscription Changes {
  changes {
    __typename
    ... on Change { cursor type sentence { zh en } }
    ... on CaughtUp { cursor }
  }
}
`;

/**
 * Adds the page at `GET /graphql`, for requests that accept HTML, and its files below. Outside development this is not
 * called: nothing of the page is loaded, and the address answers as any unknown one does.
 */
export async function serveExplorer(app: FastifyInstance): Promise<void> {
  const { getDistDirectory, renderAltair, renderInitSnippet } = await import("altair-static");
  const authorization = "{{authorization}}";
  const options = {
    baseURL: "/graphql/",
    endpointURL: "/graphql",
    subscriptionsEndpoint: "/graphql",
    serveInitialOptionsInSeperateRequest: true,
    // The page's advertisements lead outside, where the policy does not let it go.
    disableAccount: true,
    persistedSettings: { "banners.disable": true },
    initialQuery: hint,
    // A header without a value is left out, so the documentation loads before there is a token.
    initialHeaders: { authorization },
    initialSubscriptionRequestHandlerId: "graphql-ws",
    initialSubscriptionsPayload: { authorization },
    initialEnvironments: { base: { variables: { authorization: "" } } },
  } as const;
  const [page, script] = [renderAltair(options), renderInitSnippet(options)];

  app.get("/graphql", async ({ headers: { accept } }, reply) => {
    if (!accept?.includes("text/html")) throw onlyBy("POST", "/graphql");
    return reply.header("content-security-policy", policy).type("text/html; charset=utf-8").send(page);
  });
  app.get("/graphql/initial_options.js", async (_request, reply) => reply.type("text/javascript").send(script));
  await app.register(staticFiles, {
    root: getDistDirectory(),
    prefix: "/graphql/",
    index: false,
    decorateReply: false,
    setHeaders: (reply) => void reply.setHeader("content-security-policy", policy),
  });
}
