// One at a time for each key: commands on one stream queue up in the process instead of colliding in the store.
import { LogUnavailable } from "../event-log.ts";
import { Outage } from "../outage.ts";

/** Too many commands wait for one stream, or too much other work waits: try again later. */
export class Overloaded extends Outage {
  override readonly name = "Overloaded";
}

/** A place in a line: that of the work being done, or of work that waits. */
interface Place {
  begin(): void;
  leave(reason: unknown): void;
}

type InTurn = <T>(key: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Runs work one at a time for each key; rejects with `Overloaded` if `bound` pieces of work wait or run already. Work whose
 * signal is aborted while it waits leaves its line. Where the log does not answer one, all that wait behind it are told so:
 * each would find out only after those before it.
 */
export function inTurn(bound: number): InTurn {
  const lines = new Map<string, Set<Place>>();

  /** Resolves when the turn has come, with the place held; rejects where the work is not to be done any more. */
  function turnIn(line: Set<Place>, signal?: AbortSignal): Promise<Place> {
    return new Promise((resolve, reject) => {
      const left = () => place.leave(signal?.reason);
      const place: Place = {
        begin() {
          signal?.removeEventListener("abort", left);
          resolve(place);
        },
        leave(reason) {
          signal?.removeEventListener("abort", left);
          line.delete(place);
          reject(reason);
        },
      };
      line.add(place);
      if (line.size === 1) place.begin();
      else signal?.addEventListener("abort", left);
    });
  }

  return async (key, work, signal) => {
    signal?.throwIfAborted();
    const line = lines.get(key) ?? new Set();
    if (line.size >= bound) throw new Overloaded(`${bound} commands wait for ${key} already`);
    lines.set(key, line);
    const place = await turnIn(line, signal);
    try {
      return await work();
    } catch (error) {
      if (error instanceof LogUnavailable) {
        const reason = new LogUnavailable(`${key}: the log did not answer what came before`, { cause: error });
        for (const waiting of line) if (waiting !== place) waiting.leave(reason);
      }
      throw error;
    } finally {
      line.delete(place);
      const [next] = line;
      if (next) next.begin();
      else lines.delete(key);
    }
  };
}
