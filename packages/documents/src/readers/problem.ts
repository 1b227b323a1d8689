// Why a file was refused: a code and a sentence in both languages.

/** A refusal. `message` is English, `messageZh` Chinese; both say what to do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly messageZh: string;
}

export type ProblemCode =
  | "EMPTY_FILE"
  | "TOO_LARGE"
  | "BINARY_FILE"
  | "UNSUPPORTED_FORMAT"
  | "UNSUPPORTED_ENCODING"
  | "NO_TASK_TABLE"
  | "TABLE_NOT_READABLE"
  | "READING_TIMED_OUT"
  | "READING_FAILED";

export function problem(code: ProblemCode, messageZh: string, message: string): Problem {
  return { code, message, messageZh };
}
