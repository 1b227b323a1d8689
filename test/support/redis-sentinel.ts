// Redis behind Sentinel for tests: a master, a replica, and three sentinels, on the loopback.
import { Redis } from "ioredis";
import { comesTrue } from "./comes-true.ts";
import { freePort } from "./free-port.ts";
import { pidOf, type RunningRedis, startRedis, startServer } from "./redis.ts";

/** A master, its replica, and their sentinels. */
export interface RedisBehindSentinel {
  /** The address, as a setting of the product. */
  readonly url: string;
  /** The process of the first master, and of its replica. */
  readonly pids: { readonly master: number; readonly replica: number };
  /** Asks the server that began as the master, and the one that began as the replica. */
  readonly asks: { readonly master: Redis; readonly replica: Redis };
  stop(): Promise<void>;
}

const sentinelCount = 3;

/** Starts them. Resolves when all sentinels know each other, the master and the replica. Both ask for passwords. */
export async function startBehindSentinel(): Promise<RedisBehindSentinel> {
  const flags = ["--requirepass", "secret", "--masterauth", "secret", "--repl-diskless-sync-delay", "0"];
  const master = await startRedis(undefined, flags);
  const replica = await startRedis(undefined, [...flags, "--replicaof", `127.0.0.1 ${master.port}`]);
  const connected = ({ port }: RunningRedis) =>
    new Redis({ port, password: "secret", maxRetriesPerRequest: 0 }).on("error", () => {});
  const asks = { master: connected(master), replica: connected(replica) };
  await comesTrue(async () => /master_link_status:up/.test(await asks.replica.info("replication")));
  const sentinels: RunningRedis[] = [];
  for (let at = 0; at < sentinelCount; at += 1) {
    const config = [
      "requirepass watched",
      "sentinel sentinel-pass watched",
      `sentinel monitor ledger 127.0.0.1 ${master.port} 2`,
      "sentinel auth-pass ledger secret",
      "sentinel down-after-milliseconds ledger 1000",
      "sentinel failover-timeout ledger 6000",
    ].join("\n");
    sentinels.push(await startServer(await freePort(), ["--sentinel"], /\+monitor master/, config));
  }
  for (const { port } of sentinels) {
    const sentinel = new Redis({ port, password: "watched" });
    const said = async () => String(await sentinel.call("SENTINEL", "MASTER", "ledger"));
    await comesTrue(async () => /num-slaves,1,.*num-other-sentinels,2,/.test(await said()));
    sentinel.disconnect();
  }
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(",");
  return {
    url: `redis-sentinel://:secret@${hosts}/ledger?sentinel-password=watched`,
    pids: { master: await pidOf(asks.master), replica: await pidOf(asks.replica) },
    asks,
    async stop() {
      asks.master.disconnect();
      asks.replica.disconnect();
      await Promise.all([...sentinels, master, replica].map((server) => server.stop()));
    },
  };
}
