// The one contract of the event log, for each of its implementations.
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { memoryLog, processLog } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { eventLogContract } from "./event-log-contract.ts";
import { patient } from "./event-log-facts.ts";

eventLogContract("the log in memory", { isNew: true }, async () => ({
  log: memoryLog(() => new Date().toISOString()),
  close: async () => undefined,
}));

async function embedded() {
  const store = await startEventStore();
  const log = esdbLog({ ...patient, url: store.url });
  return {
    log,
    async close() {
      await log.close();
      await store.stop();
    },
  };
}

eventLogContract("the log on the embedded event store", { isNew: true }, embedded);

eventLogContract("the log on the embedded event store, as a process follows it", { isNew: true }, async () => {
  const { log, close } = await embedded();
  const followed = processLog({ ...log, close });
  return { log: followed, close: followed.close };
});

const url = process.env["EVENTSTORE_URL"];
if (url) {
  eventLogContract("the log on EVENTSTORE_URL", { isNew: false }, async () => {
    const log = esdbLog({ ...patient, url });
    return { log, close: () => log.close() };
  });
}
