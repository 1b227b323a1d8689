// Warnings of what goes on and on, such as a store that is away: told at once, and then once a minute with their number.
import type { Logger } from "./logger.ts";

const everyMs = 60_000;

/**
 * A logger that tells a warning, known by its sentence and the read model it is about, at most once a minute. The next line
 * says with `repeated` how many like it were left out. News and errors are all told. `clock` gives milliseconds.
 */
export function sparing(logger: Logger, clock: () => number = () => performance.now()): Logger {
  const told = new Map<string, { readonly at: number; repeated: number }>();
  return {
    info: (fields, message) => logger.info(fields, message),
    error: (fields, message) => logger.error(fields, message),
    warn(fields, message) {
      const kind = JSON.stringify([message, Reflect.get(fields, "model")]);
      const last = told.get(kind);
      const now = clock();
      if (last && now - last.at < everyMs) {
        last.repeated += 1;
        return;
      }
      told.set(kind, { at: now, repeated: 0 });
      logger.warn(last?.repeated ? { ...fields, repeated: last.repeated } : fields, message);
    },
  };
}
