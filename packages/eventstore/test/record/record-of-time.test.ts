// The record of a real EventStoreDB, played against our server: programmes that let time pass, which is done by hand here.
import { pino } from "pino";
import { systemClock } from "../../src/core/event.ts";
import { Store } from "../../src/core/store.ts";
import { startServer } from "../../src/grpc/server.ts";
import { memoryStorage } from "../../src/storage/memory-storage.ts";
import { type Server, sleeps, testRecord } from "./record-tests.ts";

/** A server in this process, whose clock stands still but for what a programme sleeps. */
async function serverOutOfTime(): Promise<Server> {
  let now = systemClock();
  const { port, stop } = await startServer({
    store: new Store(memoryStorage(), () => now),
    host: "127.0.0.1",
    port: 0,
    maxAppendBytes: 1 << 20,
    secret: null,
    logger: pino({ level: "silent" }),
    pages: (_, response) => response.end(),
  });
  return {
    port,
    stop,
    sleep(ms) {
      now += BigInt(ms) * 10_000n;
    },
  };
}

await testRecord(await serverOutOfTime(), sleeps, 1);
