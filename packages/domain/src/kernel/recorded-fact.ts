// A fact as it is recorded: with its id and its envelope, wherever it is stored.
import type { Envelope } from "./envelope.ts";
import type { Fact } from "./event.ts";

/** A fact with its id and its envelope: all that pure code needs to know about a stored event. */
export interface RecordedFact<Of extends Fact = Fact> {
  readonly id: string;
  readonly fact: Of;
  readonly meta: Envelope;
}
