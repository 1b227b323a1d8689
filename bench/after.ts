// How what the benchmark opens is closed again.

/** Takes what must be closed at the end; the last opened is closed first. */
export type After = (close: () => Promise<unknown>) => void;
