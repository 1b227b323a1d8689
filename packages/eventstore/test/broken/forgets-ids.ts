// A broken event store that remembers the ids of events only while it runs: tests of retries have to notice it.
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
