// What the lines share: each part is started when it is first needed, and all of it is closed at the end.
import type { EventStoreDBClient } from "@eventstore/db-client";
import { startRedis } from "@taizhang/test/support/redis";
import type { After } from "./after.ts";
import { type FilledStore, startFilledStore } from "./event-store.ts";
import { startGrpcPeer } from "./peers/grpc.ts";
import { type FilledTables, openFilledTables } from "./peers/lmdb-alone.ts";
import { madeAnew, type Product, startProduct } from "./product.ts";

/** The product, and the Redis that it alone uses. */
export interface ProductOnRedis extends Product {
  readonly redisUrl: string;
}

/** What the lines share. Each part is started when it is first asked for. */
export interface Ground {
  readonly after: After;
  /** The embedded event store. */
  store(): Promise<FilledStore>;
  /** The official client on a server that has the answers of the store ready and stores nothing. */
  grpcPeer(): Promise<EventStoreDBClient>;
  /** The disk, written without the event store. */
  lmdbAlone(): Promise<FilledTables>;
  /** The whole product, as a person starts it. */
  product(): Promise<Product>;
  /** Another one, which makes every answer anew. */
  productAnew(): Promise<Product>;
  /** Another one, which keeps its read models in a Redis of its own. */
  productOnRedis(): Promise<ProductOnRedis>;
  /** One that does both. */
  productOnRedisAnew(): Promise<ProductOnRedis>;
  /** Closes everything. Rejects if something could not be closed, but only after trying all of it. */
  close(): Promise<void>;
}

/** Prepares it; nothing is started yet. */
export function openGround(): Ground {
  const closing: (() => Promise<unknown>)[] = [];
  const after: After = (close) => void closing.push(close);
  const store = once(() => startFilledStore(after));

  async function onRedis(env: Record<string, string>): Promise<ProductOnRedis> {
    const redis = await startRedis();
    after(redis.stop);
    return { ...(await startProduct(after, { ...env, REDIS_URL: redis.url })), redisUrl: redis.url };
  }

  return {
    after,
    store,
    grpcPeer: once(async () => startGrpcPeer(await store(), after)),
    lmdbAlone: once(() => openFilledTables(after)),
    product: once(() => startProduct(after)),
    productAnew: once(() => startProduct(after, madeAnew)),
    productOnRedis: once(() => onRedis({})),
    productOnRedisAnew: once(() => onRedis(madeAnew)),
    async close() {
      const failures: unknown[] = [];
      for (const close of closing.splice(0).reverse()) await close().catch((error) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, "the benchmark left something behind");
    },
  };
}

function once<Value>(open: () => Promise<Value>): () => Promise<Value> {
  let opened: Promise<Value> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}
