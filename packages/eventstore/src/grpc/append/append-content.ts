// What one append is to write, collected message by message, and how much it may be.
import type { ProposedEvent } from "../../core/event.ts";

/** What types and the bookkeeping of events may take besides data and metadata: many empty events take memory, too. */
const mostOtherBytes = 16 << 20;
const bytesOfEvent = 64;

/** The events of an append, with a limit for the sum of their data and one for the sum of their custom metadata. */
export class AppendContent {
  readonly events: ProposedEvent[] = [];
  /** Of data, and of metadata. */
  readonly maxBytes: number;
  #data = 0;
  #metadata = 0;
  #other = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** About as many bytes as this takes in memory. */
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
