// Where a process writes what its operator may want to know.

/** Takes a line of the log: its fields, and a sentence. A logger of pino is one. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
