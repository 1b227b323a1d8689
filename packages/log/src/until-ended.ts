// A log and an executor as one request sees them: whatever is begun through them ends with the request.
import type { EventLog } from "./event-log.ts";
import type { Executor } from "./write/executor.ts";

/** The end of a request. */
export interface RequestEnd {
  /** Aborted at the end. It is made when it is asked for: most requests are over before anybody listens. */
  readonly signal: AbortSignal;
  /** Throws the reason once the request has ended. */
  throwIfOver(): void;
}

/** The same log and executor; readings, and commands that are not at the store yet, reject once the request has ended. */
export function untilEnded(
  log: EventLog,
  executor: Executor,
  ending: RequestEnd,
): { log: EventLog; executor: Executor } {
  return {
    log: {
      ...log,
      read(stream, where, limits) {
        ending.throwIfOver();
        return log.read(stream, where, { signal: ending.signal, ...limits });
      },
    },
    executor: {
      load: (of, id) => executor.load(of, id, ending.signal),
      run: (of, name, id, command, how) => executor.run(of, name, id, command, { signal: ending.signal, ...how }),
    },
  };
}
