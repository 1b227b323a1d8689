// An event that cannot be read, with its place.

/** What is known of an event before anything in it is believed. */
interface Known {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: string;
  readonly type: string;
  /** The region it says it is of; null if it does not say. */
  readonly regionId: string | null;
}

/**
 * An event that cannot be read: its metadata is not ours, its type or version unknown, or its data of another shape. It
 * may be from a newer build, or from a stranger. Whoever needs it must stop before it, because a fact that is skipped
 * would be missing for ever.
 */
export class UnreadableEvent extends Error implements Known {
  override readonly name = "UnreadableEvent";
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: string;
  readonly type: string;
  readonly regionId: string | null;

  constructor({ id, recordedAt, stream, revision, position, type, regionId }: Known, cause: unknown) {
    // The faults that zod finds are written over many lines.
    const reason = (cause instanceof Error ? cause.message : String(cause)).replaceAll(/\s+/g, " ");
    super(`event ${revision} of ${stream} (${type}) at position ${position} cannot be read: ${reason}`, { cause });
    this.id = id;
    this.recordedAt = recordedAt;
    this.stream = stream;
    this.revision = revision;
    this.position = position;
    this.type = type;
    this.regionId = regionId;
  }
}
