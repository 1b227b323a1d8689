// A whole server for tests, on a log and views in memory and a key of its own: asked over real HTTP.
import { createHash } from "node:crypto";
import { type Bearer, type EventLog, executor, type Identity, memoryLog } from "@taizhang/domain";
import { memoryViews } from "@taizhang/projections";
import { generateKeyPair } from "jose";
import type { Logger } from "pino";
import { type ApiConfig, apiSettings, readSettings } from "../src/config.ts";
import { type DevelopmentKey, issueDevelopmentToken } from "../src/development-tokens.ts";
import { memorySources } from "../src/import/sources.ts";
import { makeLogger } from "../src/logger.ts";
import { buildServer, type Server, type ServerParts } from "../src/server.ts";
import { verifier } from "../src/tokens.ts";

/** An identity for tests: ids look like UUIDs and follow from what they name. */
export const identity: Identity = {
  uuid: (name) =>
    createHash("sha1")
      .update(name)
      .digest("hex")
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
};

export const now = () => "2021-09-01T02:00:00.000Z";

export interface Serving extends AsyncDisposable {
  readonly server: Server;
  readonly address: string;
  readonly parts: ServerParts;
  readonly key: DevelopmentKey;
  token(bearer: Bearer, lifetimeSeconds?: number): Promise<string>;
  /** Sends a GraphQL document; gives the answer as sent. */
  ask(document: string, variables: object, token: string | null): Promise<Asked>;
}

export interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly errors: any;
}

/** Starts a server on a free port. */
export async function serve(
  over: Partial<ServerParts> = {},
  settings: Partial<ApiConfig> = {},
  log: EventLog = memoryLog(now),
): Promise<Serving> {
  const config = { ...readSettings(apiSettings, { TAIZHANG_PORT: "0" }), ...settings };
  const key: DevelopmentKey = { algorithm: "ES256", ...(await generateKeyPair("ES256")) };
  const parts: ServerParts = {
    log,
    executor: executor({ log, identity, usedCommand: async () => null }),
    identity,
    views: memoryViews(),
    sources: memorySources(),
    readNotice: async () => ({ error: { code: "NO_TABLE", message: "no table", messageZh: "没有表" } }),
    now,
    verify: verifier(config.tokenAudience, null, key),
    logger: makeLogger("silent"),
    ...over,
  };
  const server = await buildServer(parts, config);
  const address = await server.listen();
  return {
    server,
    address,
    parts,
    key,
    token: (bearer, lifetimeSeconds = 600) =>
      issueDevelopmentToken(key, bearer, { audience: config.tokenAudience, lifetimeSeconds }),
    async ask(query, variables, token) {
      const answer = await fetch(`${address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      return { status: answer.status, ...JSON.parse(await answer.text()) };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** A logger that keeps its lines. */
export function keepingLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return { logger: makeLogger("trace", { write: (line) => void lines.push(line) }), lines };
}
