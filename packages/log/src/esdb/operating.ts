// What an error of the client means: the store cannot be reached right now, or it has refused the call.
import { ErrorType, isCommandError } from "@eventstore/db-client";
import { status } from "@grpc/grpc-js";
import { LogFull, LogUnavailable } from "../event-log.ts";
import { Outage } from "../outage.ts";

/** The statuses that are an answer to a call, or a fault in it: trying again later does not change them. */
const answers: ReadonlySet<ErrorType> = new Set([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.STREAM_NOT_FOUND,
  ErrorType.STREAM_DELETED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.UNSUPPORTED,
]);
const faults: ReadonlySet<number | undefined> = new Set([status.INVALID_ARGUMENT, status.UNIMPLEMENTED]);

/** Gives the error to throw for an error of the client; `doing` says what was tried. */
export function meaning(error: unknown, doing: string): unknown {
  if (error instanceof Outage) return error;
  if (error instanceof Error && isCommandError(error)) {
    if (error.type === ErrorType.ACCESS_DENIED) {
      return new Error(
        `${doing}: the event store denied access; check the user and password, or the secret (connectionName), in its address`,
        {
          cause: error,
        },
      );
    }
    if (error.code === status.RESOURCE_EXHAUSTED && /disk .*full/.test(error.message)) {
      return new LogFull(`${doing}: the disk of the event store is full; make room there`, { cause: error });
    }
    if (answers.has(error.type) || faults.has(error.code)) return error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new LogUnavailable(`${doing}: the event store cannot be reached (${reason})`, { cause: error });
}
