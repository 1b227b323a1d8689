// How long tests and what they wait for may take.

/**
 * The limit of a test, in milliseconds: far beyond what the slowest takes on a busy machine, so that it tells a test that hangs, and
 * never a machine that is slow.
 */
export const testMs = 300_000;

/** The limit of one wait: shorter by so much that a test whose wait began late still says what did not come. */
export const waitMs = 120_000;
