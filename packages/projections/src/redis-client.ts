// The client of a Redis, wherever that is. It connects again for ever, and gives up on a server that has gone silent.
import { Cluster, Redis } from "ioredis";
import { redisAddress } from "./redis-address.ts";

/** How the client behaves. */
export interface ClientOptions {
  /** How long an answer is waited for, in milliseconds. */
  readonly answerMs: number;
  /** True if a question waits for a cluster that is moving a slot or has lost a node; false if it then fails at once. */
  readonly waitsForCluster: boolean;
  /** The scripts that become commands, by name. */
  readonly scripts?: Readonly<Record<string, { readonly lua: string }>>;
}

/** A client of one server or of a cluster. */
export type RedisClient = Redis | Cluster;

const retry = (attempt: number) => Math.min(50 * attempt, 1000);
/** How often a client of a cluster asks who serves which slot, in milliseconds: after a failover nobody else tells it. */
const slotsEveryMs = 1000;
/** After how much silence a connection is made anew, in milliseconds: its server is gone, or has another in its place. */
const silenceMs = 2000;

/**
 * Makes a client that does not connect yet. It keeps no question for later: without a connection, asking fails at once.
 * Throws `RedisAddressRefused`.
 */
export function redisClient(url: string, { answerMs, waitsForCluster, scripts = {} }: ClientOptions): RedisClient {
  const address = redisAddress(url);
  const common = {
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: answerMs,
    connectTimeout: 2000,
    socketTimeout: silenceMs,
    retryStrategy: retry,
  };
  const own = { lazyConnect: true, enableOfflineQueue: false, scripts: { ...scripts } };
  if (address.kind === "server") return new Redis(address.url, { ...common, ...own });
  const { tls, login } = address;
  if (address.kind === "cluster") {
    const { retryStrategy: _ofNodes, ...redisOptions } = { ...common, ...login, ...(tls && { tls: {} }) };
    return new Cluster([...address.nodes], {
      ...own,
      redisOptions,
      clusterRetryStrategy: retry,
      slotsRefreshInterval: slotsEveryMs,
      // By name, because a certificate names no number.
      dnsLookup: (host, tell) => tell(null, host),
      ...(waitsForCluster ? {} : { retryDelayOnFailover: 0, retryDelayOnClusterDown: 0 }),
    });
  }
  const { sentinelLogin, master, db } = address;
  const client = new BehindSentinels({
    ...common,
    ...own,
    ...login,
    db,
    sentinels: [...address.sentinels],
    name: master,
    ...(sentinelLogin.username && { sentinelUsername: sentinelLogin.username }),
    ...(sentinelLogin.password && { sentinelPassword: sentinelLogin.password }),
    ...(tls && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
    sentinelCommandTimeout: silenceMs,
    sentinelRetryStrategy: retry,
    // A master that was replaced may serve on without knowing it.
    failoverDetector: true,
  });
  return client.on("end", () => client.goOn());
}

/**
 * The client of a server behind sentinels. Where a failover is told to the library while it asks a sentinel for the master, it
 * gives that attempt up and makes no other; this one goes on until it is closed.
 */
class BehindSentinels extends Redis {
  #isClosed = false;

  /** Called whenever the client has ended. */
  goOn(): void {
    if (!this.#isClosed) this.connect().catch(() => undefined);
  }

  override disconnect(reconnect = false): void {
    this.#isClosed ||= !reconnect;
    super.disconnect(reconnect);
  }
}

/** The servers that a client asks, replicas of a cluster included. */
export const serversOf = (client: RedisClient): readonly Redis[] =>
  client instanceof Cluster ? client.nodes("all") : [client];
