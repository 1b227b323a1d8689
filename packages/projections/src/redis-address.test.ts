// Where a Redis is: what the setting may say, and what it says of one that makes no sense.
import { expect, test } from "vitest";
import { redisAddress } from "./redis-address.ts";

const at = (host: string, port: number) => ({ host, port });

test.each([
  ["redis://localhost:6379", { kind: "server" }],
  ["rediss://ledger:secret@redis.example:6380/2", { kind: "server" }],
  ["/run/redis.sock", { kind: "server" }],
  [
    "redis-cluster://a:7000,b:7001,[::1]:7002",
    { kind: "cluster", nodes: [at("a", 7000), at("b", 7001), at("::1", 7002)], login: {}, tls: false },
  ],
  [
    "rediss-cluster://ledger:p%40ss%3A:word@a",
    { kind: "cluster", nodes: [at("a", 6379)], login: { username: "ledger", password: "p@ss::word" }, tls: true },
  ],
  [
    "redis-sentinel://:secret@a:26380,b/ledger?db=3&sentinel-password=other%26&sentinel-user=watch",
    {
      kind: "sentinel",
      sentinels: [at("a", 26380), at("b", 26379)],
      master: "ledger",
      db: 3,
      login: { password: "secret" },
      sentinelLogin: { username: "watch", password: "other&" },
      tls: false,
    },
  ],
  ["rediss-sentinel://a/ledger", { kind: "sentinel", db: 0, login: {}, sentinelLogin: {}, tls: true }],
])("%s is read", (url, address) => {
  expect(redisAddress(url)).toMatchObject({ ...address, ...(address.kind === "server" ? { url } : {}) });
});

test.each([
  ["localhost:6379", /expected redis:\/\/HOST:PORT, redis-cluster:/],
  ["http://localhost:6379", /expected redis:/],
  ["redis://:secret@a:1,b:2", /several hosts .* redis-cluster:\/\/ or redis-sentinel:\/\//],
  ["redis-cluster://:secret@a:1,,b:2", /an empty name is no HOST:PORT/],
  ["redis-cluster://:secret@a:70000", /a:70000 is no HOST:PORT/],
  ["redis-cluster://:secret@a:1/2", /neither numbered databases nor options/],
  ["redis-cluster://:secret@a:1?db=2", /neither numbered databases nor options/],
  ["redis-sentinel://:secret@a:1,b:2", /the name of the master is missing/],
  ["redis-sentinel://:secret@a:1/ledger?password=secret", /no option password; there are db, sentinel-user/],
  ["redis-sentinel://:secret@a:1/ledger?db=two", /db is expected to be the number/],
  ["redis-sentinel://:secret%@a:1/ledger", /% .* is written as %25/],
])("%s is refused, and no password is repeated", (url, why) => {
  expect(() => redisAddress(url)).toThrow(why);
  expect(() => redisAddress(url)).not.toThrow(/secret/);
});
