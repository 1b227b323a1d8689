// The events of one append, collected message by message, and how many they may be.
import type { ProposedEvent } from "../../core/event.ts";

/** How many bytes types and bookkeeping may take: many empty events take memory, too. */
const mostOtherBytes = 16 << 20;
const bytesOfEvent = 64;

/** The events of an append, with a limit for the sum of their data and one for the sum of their custom metadata. */
export class AppendContent {
  readonly events: ProposedEvent[] = [];
  /** Of data, and again of metadata. */
  readonly maxBytes: number;
  #data = 0;
  #metadata = 0;
  #other = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** About how many bytes this takes in memory. */
  get bytes(): number {
    return this.#data + this.#metadata + this.#other;
  }

  /** Takes one more event; false if the append is too large with it. */
  add(event: ProposedEvent): boolean {
    this.#data += event.data.length;
    this.#metadata += event.metadata.length;
    this.#other += bytesOfEvent + Buffer.byteLength(event.type);
    if (this.#data > this.maxBytes || this.#metadata > this.maxBytes || this.#other > mostOtherBytes) return false;
    this.events.push(event);
    return true;
  }
}
