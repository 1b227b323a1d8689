// How a call fails: a status of gRPC, a sentence for people, and trailers for programs.

/** The statuses of gRPC that a server gives. */
export const status = {
  OK: 0,
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type Status = (typeof status)[keyof typeof status];

/** Ends a call with a status, a sentence and trailers. */
export class Refusal extends Error {
  readonly code: Status;
  readonly trailers: Readonly<Record<string, string>>;

  constructor(code: Status, details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    this.code = code;
    this.trailers = trailers;
  }
}
