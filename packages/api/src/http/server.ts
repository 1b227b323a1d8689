// The server: every route on one port, composed from given parts. Building it connects to nothing.
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import cors from "@fastify/cors";
import { beijingDay } from "@taizhang/domain";
import { sharedLog } from "@taizhang/log";
import { knownPast } from "@taizhang/projections";
import { type KeptProofs, noProofs } from "@taizhang/proving";
import Fastify, { type FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { type DenyList, nobodyDenied } from "../auth/deny-list.ts";
import { type DevelopmentSignIn, isLoopback, serveDevelopmentSignIn } from "../auth/development-sign-in.ts";
import { knowingPeople } from "../auth/people.ts";
import type { Verifier } from "../auth/tokens.ts";
import { answers } from "../changes/answers.ts";
import { serveChanges } from "../changes/route.ts";
import { teller } from "../changes/teller.ts";
import { textsThen } from "../changes/texts-then.ts";
import { rememberedAnswers } from "../compiled/remembered.ts";
import type { ApiConfig } from "../config.ts";
import { contextsOf, type Parts, type Request } from "../context.ts";
import { serveExports } from "../export/route.ts";
import { limitReadings } from "../import/limit-readings.ts";
import { serveImport } from "../import/route.ts";
import { serveSources } from "../import/source-route.ts";
import { rememberingDocuments } from "../limits/guard-said.ts";
import { type Bounds, limits, bounds as usual } from "../limits/limits.ts";
import { openConnections } from "../limits/open-connections.ts";
import { rates } from "../limits/rates.ts";
import { serveProofs } from "../proofs/route.ts";
import { watchLag } from "../reading/lag.ts";
import { serveRosterFile } from "../roster/file-route.ts";
import { makeSchema } from "../schema/schema.ts";
import { serveSockets } from "../sockets/graphql.ts";
import { buildVersion, type EventStoreKind } from "../system/server-facts.ts";
import { addressOf } from "./address.ts";
import { consoleIn, serveConsole } from "./console.ts";
import { failing, surround } from "./every-route.ts";
import { serveExplorer } from "./explorer.ts";
import { serveFrontPage } from "./front-page.ts";
import { serveGraphql } from "./graphql.ts";
import { serveHealth } from "./health.ts";
import { readJsonStrictly } from "./json-body.ts";
import { makeMeters } from "./metrics.ts";
import { serveScalars } from "./scalars-page.ts";

/** What a server is made of. */
export interface ServerParts extends Omit<Parts, "proofs"> {
  /** Left out, nobody keeps any. */
  readonly proofs?: KeptProofs;
  readonly verify: Verifier;
  readonly logger: Logger;
  /** The Redis in which requests are counted for all machines; left out, this process counts alone. */
  readonly redisUrl?: string | null;
  /** The partition whose keys this ledger has in Redis. */
  readonly partition?: string;
  /** Which event store the log is kept in; left out, one that the server has not started itself. */
  readonly eventStore?: EventStoreKind;
  /** The list that `verify` heeds; left out, nobody is denied. */
  readonly denyList?: DenyList;
  /** The directory of the built console; left out, none is served. */
  readonly consoleDir?: string;
  /** Whom anybody at this machine may sign in as; left out, nobody. */
  readonly developmentSignIn?: DevelopmentSignIn;
  /** Left out where people are served, which gives the usual ones. */
  readonly bounds?: Bounds;
  /** Left out where people are served; a measurement gives one that answers by itself. */
  readonly schema?: GraphQLSchema;
}

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance;
  /** Listens where the settings say; resolves with the address, such as `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Ends every request and closes every connection. */
  close(): Promise<void>;
}

/** Builds the server. Throws where an entry of the schema does not say to whom it is open. */
export async function buildServer(
  {
    verify: check,
    logger,
    redisUrl = null,
    partition = "p0",
    eventStore = "named",
    denyList = nobodyDenied,
    proofs = noProofs,
    consoleDir,
    developmentSignIn,
    bounds: own,
    schema = makeSchema(),
    ...given
  }: ServerParts,
  config: ApiConfig,
): Promise<Server> {
  const bounds = own ?? { ...usual, socket: { ...usual.socket, initMs: config.socketInitMs } };
  const parts = { ...given, proofs, readNotice: limitReadings(given.readNotice, limits.readings) };
  const {
    development,
    developmentTokens,
    compileFrom,
    rememberedBytes,
    corsOrigins,
    publicOrigin,
    trustedProxies,
    regionNames,
    host,
    port,
  } = config;
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: 3 * bounds.requestMs,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    // Of what cannot be routed at all. The library's own answer repeats the address.
    frameworkErrors: failing({ log: logger, development }),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
  const { verify, people } = knowingPeople(check);
  const meters = makeMeters();
  const past = knownPast(given.log);
  const followed = sharedLog(given.log);
  app.addHook("onClose", async () => followed.close());
  const { executor } = given;
  const isShared = (told: object) =>
    "position" in told && typeof told.position === "bigint" && followed.keeps(told.position);
  const telling = { executor, people, texts: textsThen(past), isLast: followed.isLast, isShared };
  const feeds = { log: followed, teller: teller(telling) };
  const lag = watchLag({ log: given.log, toleratedMs: bounds.lagMs, clock: () => performance.now() });
  app.addHook("onClose", async () => lag.stop());
  const counted = rates({ ...config, countedSeconds: bounds.countedSeconds, redisUrl, partition, logger });
  app.addHook("onClose", async () => {
    counted.close();
    denyList.close();
  });
  const open = openConnections(bounds.socket);
  const unheard = denyList.onChange(() => open.closeDenied(denyList));
  app.addHook("onClose", async () => unheard());
  const built = consoleDir !== undefined && config.console ? consoleIn(consoleDir) : null;
  const facts = { version: buildVersion(), startedAt: given.now(), consoleBuild: built?.build ?? null };
  const server = { ...facts, eventStore, developmentTokens, regionNames };
  const shared = { parts, feeds, past, meters, bounds, server, people, lag, rates: counted };
  const serving = {
    log: logger,
    meters,
    development,
    schema,
    compileFrom,
    verify,
    rates: counted,
    denyList,
    bounds,
    open,
    documentOf: rememberingDocuments(),
    answers: answers(isShared),
    contextsOf: (request: Request) => contextsOf(shared, request),
    origins: publicOrigin === null ? corsOrigins : [...corsOrigins, publicOrigin],
    addressOf: addressOf(trustedProxies),
  };
  surround(app, serving);
  readJsonStrictly(app);
  if (corsOrigins.length > 0) await app.register(cors, { origin: corsOrigins, methods: ["GET", "POST"], maxAge: 600 });
  if (built) await serveConsole(app, built, publicOrigin);
  else serveFrontPage(app, development);
  if (developmentSignIn && developmentTokens && isLoopback(host)) serveDevelopmentSignIn(app, developmentSignIn);
  serveScalars(app, serving.schema);
  const remembering = { views: given.views, lag, today: () => beijingDay(given.now()), bytes: rememberedBytes };
  await serveGraphql(app, serving, rememberedAnswers({ ...remembering, onRemembered: () => meters.remembered.inc() }));
  if (development) await serveExplorer(app);
  serveSockets(app, serving);
  // A stream is a subscription, and a schema may have none.
  if (schema.getSubscriptionType()) serveChanges(app, serving);
  serveImport(app, parts, serving);
  serveRosterFile(app, parts, serving);
  serveSources(app, parts, serving);
  serveExports(app, serving);
  serveProofs(app, { ...parts, ...config }, serving);
  serveHealth(app, { ...parts, meters, bounds, lag, developmentTokens });
  if (developmentTokens) logger.warn(openDoor);
  return { app, listen: () => app.listen({ host, port }), close: () => app.close() };
}

const openDoor =
  "DEVELOPMENT TOKENS ARE ACCEPTED: whoever can read the data directory can act as anybody. " +
  "Set TAIZHANG_DEVELOPMENT_TOKENS=false where real people are served. 正在接受开发令牌，切勿用于正式环境。";
