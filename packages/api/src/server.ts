// The server: every route on one port, composed from the parts it is given. Nothing connects before it is built.
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { ApiConfig } from "./config.ts";
import { contextOf, type Parts, type Request } from "./context.ts";
import { serveGraphql } from "./graphql.ts";
import { surround } from "./http.ts";
import { limits } from "./limits.ts";
import { makeMeters } from "./metrics.ts";
import { makeSchema } from "./schema.ts";
import type { Verifier } from "./tokens.ts";

/** What a server is made of. */
export interface ServerParts extends Parts {
  readonly verify: Verifier;
  readonly logger: Logger;
}

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance;
  /** Begins to listen where the settings say; gives the address, such as `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Ends what runs and closes every connection. */
  close(): Promise<void>;
}

/** Builds the server. Throws where an entry of the schema does not say to whom it is open. */
export async function buildServer({ verify, logger, ...parts }: ServerParts, config: ApiConfig): Promise<Server> {
  const schema = makeSchema();
  const meters = makeMeters();
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: 3 * limits.requestMs,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
  });
  const surroundings = { log: logger, meters, development: config.development };
  surround(app, surroundings);
  await serveGraphql(app, {
    ...surroundings,
    schema,
    verify,
    contextOf: (request: Request) => contextOf(parts, meters, request),
  });
  return {
    app,
    listen: () => app.listen({ host: config.host, port: config.port }),
    close: () => app.close(),
  };
}
