// A failover that is told while a client asks a sentinel for the master: the library gives up then, and the client must not.
import { EventEmitter, once } from "node:events";
import type { Socket } from "node:net";
import { redisClient } from "@taizhang/projections";
import { afterEach, beforeEach, expect, test } from "vitest";
import { leadOn } from "../support/lead-on.ts";
import { type RedisBehindSentinel, startBehindSentinel } from "../support/redis-sentinel.ts";

/** Stands in front of a sentinel: what is connected can be told of a failover, and what connects after that be held. */
async function inFrontOf(port: number) {
  const near = new Set<Socket>();
  const held: (() => void)[] = [];
  let isHolding = false;
  const seen = new EventEmitter();
  const server = await leadOn(port, (socket, far) => {
    const begin = () => {
      near.add(socket);
      socket.pipe(far).pipe(socket);
    };
    far.on("data", (answer: Buffer) => answer.includes("+switch-master") && seen.emit("subscribed"));
    socket.on("close", () => near.delete(socket));
    if (!isHolding) return begin();
    held.push(begin);
    seen.emit("held");
  });
  return {
    port: server.port,
    /** Resolves once somebody listens for failovers. */
    subscribed: once(seen, "subscribed"),
    /** Holds what connects from now on; resolves with the first that does. */
    async holds() {
      isHolding = true;
      await once(seen, "held");
    },
    letGo() {
      isHolding = false;
      for (const begin of held.splice(0)) begin();
    },
    /** Tells all who listen that there is another master, as a sentinel does; resolves when they have left, as a client then does. */
    async tellsOfFailover() {
      const leaving = [...near].map((socket) => once(socket, "close"));
      for (const socket of near) socket.write(">3\r\n$7\r\nmessage\r\n$14\r\n+switch-master\r\n$6\r\nledger\r\n");
      await Promise.all(leaving);
    },
    close: server.close,
  };
}

const options = { answerMs: 2000, waitsForCluster: true };

let redis: RedisBehindSentinel;
beforeEach(async () => {
  redis = await startBehindSentinel();
});
afterEach(() => redis.stop());

test("a client connects again, also where it is told of a failover while it asks for the master", async () => {
  const [, port] = /@[^:/]+:(\d+)/.exec(redis.url) ?? expect.fail("no sentinel");
  const proxy = await inFrontOf(Number(port));
  const client = redisClient(redis.url.replace(/@[^/]+/, `@127.0.0.1:${proxy.port}`), options);
  client.on("error", () => {});
  try {
    await client.connect();
    await proxy.subscribed;
    const asking = proxy.holds();
    await redis.asks.master.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await asking;
    await proxy.tellsOfFailover();
    proxy.letGo();
    await expect.poll(() => client.ping().catch(String)).toBe("PONG");
  } finally {
    client.disconnect();
    await proxy.close();
  }
});

test("a client that is closed meanwhile stays closed", async () => {
  const client = redisClient(redis.url, options);
  const attempt = client.connect().catch(String);
  client.disconnect();
  await once(client, "end");
  await attempt;
  expect(client.status).toBe("end");
});
