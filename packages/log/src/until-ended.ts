// A log and an executor as one request sees them: whatever is begun through them ends with the request.
import type { EventLog } from "./event-log.ts";
import type { Executor } from "./write/executor.ts";

/** The same log and executor; readings, and commands that are not at the store yet, reject once the signal is aborted. */
export function untilEnded(
  log: EventLog,
  executor: Executor,
  signal: AbortSignal,
): { log: EventLog; executor: Executor } {
  return {
    log: {
      ...log,
      read(stream, fromRevision, limits) {
        signal.throwIfAborted();
        return log.read(stream, fromRevision, { signal, ...limits });
      },
    },
    executor: {
      load: (of, id) => executor.load(of, id, signal),
      run: (of, name, id, command, how) => executor.run(of, name, id, command, { signal, ...how }),
    },
  };
}
