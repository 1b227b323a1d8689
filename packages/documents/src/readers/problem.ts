// Why a file was refused: a code and a sentence in both languages.

/** A refusal. `message` is English, `messageZh` Chinese; both say what to do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly messageZh: string;
}

/** Every reason for a refusal. */
export const PROBLEM_CODES = [
  "EMPTY_FILE",
  "TOO_LARGE",
  "BINARY_FILE",
  "UNSUPPORTED_FORMAT",
  "UNSUPPORTED_ENCODING",
  "DAMAGED_FILE",
  "NO_TASK_TABLE",
  "EMPTY_FORM",
  "NOT_A_PLAN",
  "NO_UNITS_NAMED",
  "AMBIGUOUS_LAYOUT",
  "TABLE_NOT_READABLE",
  "TOO_COMPLEX",
  "READING_FAILED",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export function problem(code: ProblemCode, messageZh: string, message: string): Problem {
  return { code, message, messageZh };
}
