// A whole server for tests, on a log and views in memory and a key of its own: asked over real HTTP and WebSocket.
import type { Bearer } from "@taizhang/domain";
import { identity, startPolicyRunner } from "@taizhang/log";
import { readSettings } from "@taizhang/process";
import { type AnyReadModel, memoryViews, models, startRunner } from "@taizhang/projections";
import { generateKeyPair } from "jose";
import type { Logger } from "pino";
import { type DevelopmentKey, issueDevelopmentToken } from "../src/auth/development-tokens.ts";
import { verifier } from "../src/auth/tokens.ts";
import { type ApiConfig, apiSettings, naming } from "../src/config.ts";
import { buildServer, type ServerParts } from "../src/http/server.ts";
import { memorySources } from "../src/import/sources.ts";
import { type Bounds, bounds } from "../src/limits/limits.ts";
import { makeLogger } from "../src/logger.ts";
import { compileFrom } from "./config.ts";
import { type TestLedger, testLedger } from "./region.ts";

/** An answer of GraphQL over HTTP. */
export interface Asked {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A server that is up. */
export interface Serving {
  /** Such as `http://127.0.0.1:40123`. */
  readonly address: string;
  readonly parts: ServerParts;
  /** Every address there is with its methods, as a tree. */
  readonly routes: string;
  token(bearer: Bearer, lifetimeSeconds?: number): Promise<string>;
  /** Sends a GraphQL document on behalf of a bearer, or with a token as it is, or with none. */
  ask(document: string, variables: object, as: Bearer | string | null): Promise<Asked>;
  /** Sends any request on behalf of a bearer. */
  send(path: string, init: RequestInit, as: Bearer | null): Promise<Response>;
  close(): Promise<void>;
}

// Longer than any test takes: on a busy machine, too, a test waits for what it asked for.
const longMs = 1_000_000;

/** The bounds of a server that never gives up waiting; a test that wants it to takes shorter ones. */
export const patient: Bounds = {
  requestMs: longMs,
  atLeastMs: longMs,
  lagMs: longMs,
  messageMs: longMs,
  exportMs: longMs,
  healthMs: longMs,
  countedSeconds: { points: longMs / 1000, uploads: longMs / 1000 },
  socket: { ...bounds.socket, initMs: longMs, keepAliveMs: longMs },
};

// A test asks for more in ten seconds than people do; one that is about these limits sets its own.
const generous = { TAIZHANG_BEARER_POINTS: "1000000000", TAIZHANG_BEARER_UPLOADS: "1000000" };

interface Making {
  readonly ledger?: TestLedger;
  /** The read models that are kept up; left out, all. */
  readonly kept?: readonly AnyReadModel[];
  readonly parts?: Partial<ServerParts>;
  readonly settings?: Partial<ApiConfig>;
  /** Whether policies carry out what is decided; left out, they do. */
  readonly carriesOut?: boolean;
  /** The clock by which tokens end, in milliseconds since 1970; left out, that of the machine. */
  readonly tokenClock?: () => number;
}

/** Starts a server on a free port, with read models and policies running. */
export async function serve({
  ledger = testLedger(),
  kept = models,
  parts: over,
  settings,
  carriesOut = true,
  tokenClock,
}: Making = {}): Promise<Serving> {
  const { log, executor, clock } = ledger;
  const config = {
    ...readSettings(apiSettings, naming, { TAIZHANG_PORT: "0", ...generous, ...compileFrom }),
    ...settings,
  };
  const key: DevelopmentKey = { algorithm: "ES256", ...(await generateKeyPair("ES256")) };
  const logger = makeLogger("silent");
  const parts: ServerParts = {
    log,
    executor,
    identity,
    views: memoryViews(),
    sources: memorySources(),
    readNotice: async () => ({ error: { code: "NOT_A_NOTICE", message: "no table", messageZh: "没有任务表" } }),
    now: clock.now,
    clock: { doubt: async () => null },
    verify: verifier(config.tokenAudience, null, key, undefined, tokenClock),
    logger,
    bounds: patient,
    ...over,
  };
  const runner = startRunner({ log, views: parts.views, models: kept, logger });
  const policies = carriesOut ? startPolicyRunner({ log, executor, identity, logger }) : null;
  const server = await buildServer(parts, config);
  const address = await server.listen();
  await runner.caughtUp;

  const token = (bearer: Bearer, lifetimeSeconds = 600) =>
    issueDevelopmentToken(key, bearer, { audience: config.tokenAudience, lifetimeSeconds });

  async function send(path: string, init: RequestInit, as: Bearer | string | null): Promise<Response> {
    const headers = new Headers(init.headers);
    if (as !== null) headers.set("authorization", `Bearer ${typeof as === "string" ? as : await token(as)}`);
    return fetch(`${address}${path}`, { ...init, headers });
  }

  return {
    address,
    parts,
    routes: server.app.printRoutes({ commonPrefix: false }),
    token,
    send,
    async ask(query, variables, as) {
      const headers = { "content-type": "application/json" };
      const answer = await send(
        "/graphql",
        { method: "POST", headers, body: JSON.stringify({ query, variables }) },
        as,
      );
      return { status: answer.status, ...JSON.parse(await answer.text()) };
    },
    async close() {
      await server.close();
      await Promise.all([runner.stop(), policies?.stop()]);
    },
  };
}

/** A logger that keeps its lines. */
export function keepingLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return { logger: makeLogger("trace", { write: (line) => void lines.push(line) }), lines };
}
