// What an event is: as a client proposes it, and as the log keeps it.

/** One event of an append, before it has a place in the log. */
export interface ProposedEvent {
  /** UUID, lower case, with dashes. */
  readonly id: string;
  readonly type: string;
  /** Whether the content type is exactly `application/json`; the bytes are kept as they came either way. */
  readonly json: boolean;
  readonly data: Uint8Array;
  /** The client's custom metadata, empty if there is none. */
  readonly metadata: Uint8Array;
}

/** One event of the log. */
export interface RecordedEvent extends ProposedEvent {
  readonly stream: string;
  /** Place in the stream, from 0 without gaps; a tombstone has `tombstoneRevision`. */
  readonly revision: bigint;
  /** Place in the whole log: strictly increasing, with gaps, never 0. */
  readonly position: bigint;
  /** 100-nanosecond ticks since the Unix epoch, by the server's clock. */
  readonly created: bigint;
}

/** The revision of the event that ends a stream for good, and the highest number a revision or position can have. */
export const tombstoneRevision = 2n ** 63n - 1n;

/** Gives the time as 100-nanosecond ticks since the Unix epoch. */
export type Clock = () => bigint;

export const ticksPerSecond = 10_000_000n;

const ticksPerMs = 10_000n;

/** The machine's clock. */
export const systemClock: Clock = () => BigInt(Date.now()) * ticksPerMs;

/** Milliseconds since the Unix epoch by a clock. */
export const msOf = (clock: Clock): number => Number(clock() / ticksPerMs);

/** How many bytes an event takes in the log besides its names and bodies. */
export const recordOverhead = 64;

/** How many bytes the event takes in the log; positions grow by this number. */
export function sizeOf(event: ProposedEvent, stream: string): number {
  const names = Buffer.byteLength(stream) + Buffer.byteLength(event.type);
  return recordOverhead + names + event.data.length + event.metadata.length;
}
