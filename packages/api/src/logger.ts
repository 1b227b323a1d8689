// The log of the process: one JSON object a line, with listed fields only, so that it holds no token or personal data.
import { holdsPersonalData } from "@taizhang/domain";
import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

/** Makes the logger, with one of pino's levels. It writes to standard error; standard output is for results. */
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

/** An error of a library, whose message may repeat what was sent: its kind and its stack, without the message. */
export function unsaid({ name, message, stack = "" }: Error): Error {
  const kept = new Error("withheld: it may repeat what was sent");
  return Object.assign(kept, { name, stack: below(message, stack) });
}

/** What is logged of an error: its kind, its message unless that holds personal data, and the top of its stack. */
function shown(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: holdsPersonalData(message) ? "withheld: it holds personal data" : message.slice(0, 500),
    at: below(message, stack ?? "")
      .split("\n")
      .flatMap((line) => /^\s+at (.*)/.exec(line)?.[1] ?? [])
      .slice(0, 8),
    ...(cause === undefined ? {} : { cause: shown(cause) }),
  };
}

/** The stack below the message, which may have lines that look like places of the stack. */
function below(message: string, stack: string): string {
  const at = stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}
