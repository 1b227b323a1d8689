// A broken event store that knows the ids of events only as long as it runs, as EventStoreDB does: tests of retries have to catch it.
import { runBroken, withWriter } from "./run-broken.ts";

const known = new Set<string>();

await runBroken((storage) =>
  withWriter(storage, (log) => ({
    put(event) {
      known.add(`${event.id} ${event.stream}`);
      return log.put(event);
    },
    revisionOf: (stream, id) => (known.has(`${id} ${stream}`) ? log.revisionOf(stream, id) : undefined),
  })),
);
