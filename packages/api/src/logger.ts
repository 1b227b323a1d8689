// The process's log: one JSON object a line, of listed fields only, so that no personal data and no token can slip in.
import { holdsPersonalData } from "@taizhang/domain";
import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

/** Makes the logger. `level` is one of pino's. Lines go to standard error, so that standard output stays a result's. */
export function makeLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(options(level), destination);
}

const options = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: shown, req: () => undefined, res: () => undefined },
});

/** What is logged of a failure: its kind, its words unless they hold personal data, and where it arose. */
function shown(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: holdsPersonalData(message) ? "withheld: it holds personal data" : message.slice(0, 500),
    at: stack
      ?.split("\n")
      .flatMap((line) => /^\s+at (.*)/.exec(line)?.[1] ?? [])
      .slice(0, 8),
    ...(cause === undefined ? {} : { cause: shown(cause) }),
  };
}
