// A Redis Cluster for tests: three masters, each with a replica, on the loopback.
import { Redis } from "ioredis";
import { comesTrue } from "./comes-true.ts";
import { freePort } from "./free-port.ts";
import { pidOf, type RunningRedis, startRedis } from "./redis.ts";

/** A node of the cluster, with a connection to it alone. */
export interface ClusterNode {
  readonly port: number;
  readonly id: string;
  readonly asks: Redis;
  readonly pid: number;
}

/** A cluster that tests may move slots in, and take nodes from. */
export interface RedisCluster {
  /** The address, as a setting of the product. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  /** The slot of the keys of a partition. */
  slotOf(partition: string): Promise<number>;
  /** The node that says of itself that it serves a slot; null while none does. */
  masterOf(slot: number): Promise<ClusterNode | null>;
  /** Begins to move a slot to another master. */
  move(slot: number): Promise<SlotMove>;
  stop(): Promise<void>;
}

/** A slot on its way from one master to another. */
export interface SlotMove {
  readonly from: ClusterNode;
  readonly to: ClusterNode;
  /** The keys that are not moved yet. */
  left(): Promise<string[]>;
  /** Moves some of them. */
  take(keys: readonly string[]): Promise<void>;
  /** Moves the rest; from then on the other master serves the slot. */
  end(): Promise<void>;
}

const slots = 16_384;
const masterCount = 3;
const flags = [
  ...["--cluster-enabled", "yes", "--cluster-node-timeout", "1500", "--cluster-replica-validity-factor", "0"],
  ...["--repl-diskless-sync-delay", "0"],
];

/** Starts a cluster. Resolves when every node says that all slots are served and all replicas are there. */
export async function startCluster(): Promise<RedisCluster> {
  const servers: RunningRedis[] = [];
  const nodes: ClusterNode[] = [];
  for (let at = 0; at < 2 * masterCount; at += 1) {
    const busPort = String(await freePort());
    const server = await startRedis(undefined, [...flags, "--cluster-port", busPort]);
    const asks = new Redis({ port: server.port, maxRetriesPerRequest: 0 }).on("error", () => {});
    servers.push(server);
    nodes.push({ port: server.port, id: String(await asks.cluster("MYID")), asks, pid: await pidOf(asks) });
    await nodes[0]?.asks.call("CLUSTER", "MEET", "127.0.0.1", String(server.port), busPort);
  }
  const boundOf = (nth: number) => Math.floor((nth * slots) / masterCount);
  const masters = nodes.slice(0, masterCount);
  for (const [at, { asks }] of masters.entries())
    await asks.call("CLUSTER", "ADDSLOTSRANGE", String(boundOf(at)), String(boundOf(at + 1) - 1));
  const says = async ({ asks }: ClusterNode, what: RegExp) => String(await asks.cluster("NODES")).match(what)?.length;
  for (const node of nodes) await comesTrue(async () => (await says(node, / connected\b/g)) === nodes.length);
  for (const [at, { asks }] of nodes.slice(masterCount).entries()) await asks.cluster("REPLICATE", nodes[at]?.id ?? "");
  const isWhole = async ({ asks }: ClusterNode) =>
    /cluster_state:ok/.test(String(await asks.cluster("INFO"))) &&
    /role:master|master_link_status:up/.test(await asks.info("replication"));
  for (const node of nodes) {
    await comesTrue(() => isWhole(node));
    await comesTrue(async () => (await says(node, /\bslave\b/g)) === masterCount);
  }
  async function masterOf(slot: number): Promise<ClusterNode | null> {
    for (const node of nodes) {
      const told = String(await node.asks.cluster("NODES").catch(() => ""));
      const [, , , , , , , , ...ranges] = /^.*\bmyself,master\b.*$/m.exec(told)?.[0].split(" ") ?? [];
      const serves = ranges.some((range) => {
        const [from, to = from] = range.split("-").map(Number);
        return from !== undefined && to !== undefined && from <= slot && slot <= to;
      });
      if (serves) return node;
    }
    return null;
  }

  return {
    url: `redis-cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(",")}`,
    nodes,
    slotOf: (partition) =>
      Promise.any(nodes.map(async ({ asks }) => Number(await asks.cluster("KEYSLOT", `tz:{${partition}}:`)))),
    masterOf,
    async move(slot) {
      const from = await masterOf(slot);
      const to = masters.find((node) => node !== from);
      if (!from || !to) throw new Error(`slot ${slot} cannot be moved`);
      const set = ({ asks }: ClusterNode, state: string, { id }: ClusterNode) =>
        asks.call("CLUSTER", "SETSLOT", String(slot), state, id);
      await set(to, "IMPORTING", from);
      await set(from, "MIGRATING", to);
      const left = () => from.asks.cluster("GETKEYSINSLOT", slot, 10_000);
      const take = async (keys: readonly string[]) => {
        if (keys.length > 0)
          await from.asks.call("MIGRATE", "127.0.0.1", String(to.port), "", "0", "5000", "KEYS", ...keys);
      };
      return {
        ...{ from, to, left, take },
        async end() {
          // What is written meanwhile may be a key that is new.
          for (let keys = await left(); keys.length > 0; keys = await left()) await take(keys);
          for (const node of [to, from, ...masters]) await set(node, "NODE", to);
        },
      };
    },
    async stop() {
      for (const { asks } of nodes) asks.disconnect();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
