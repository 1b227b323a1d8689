// Revisions in messages: where to begin to read, and what a writer expects.
import { tombstoneRevision } from "../../core/event.ts";
import type { Expectation } from "../../core/expected-revision.ts";
import { invalid } from "./errors.ts";

/** The number that stands for "end" among positions and for "no stream" among revisions. */
export const wireEnd = 2n ** 64n - 1n;

/** A revision to read from. Refuses one that is out of range. */
export function readRevision(revision: bigint): bigint {
  if (revision > tombstoneRevision)
    throw invalid(`${revision} is not a revision: the highest is ${tombstoneRevision}.`);
  return revision;
}

interface ExpectationMessage {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
  hasRevision(): boolean;
  getRevision(): string;
}

/** What the options of a change say they expect, unchecked. */
export function expectedIn(options: ExpectationMessage): Expectation | undefined {
  if (options.hasAny()) return "any";
  if (options.hasNoStream()) return "noStream";
  if (options.hasStreamExists()) return "streamExists";
  return options.hasRevision() ? BigInt(options.getRevision()) : undefined;
}

/** What the writer expects. Refuses a missing expectation and a revision out of range. */
export function readExpectation(expected: Expectation | undefined): Expectation {
  if (expected === undefined) throw invalid("The request has no expected revision.");
  if (typeof expected !== "bigint") return expected;
  return expected === wireEnd ? "noStream" : readRevision(expected);
}
