// What a leaf says: everything that was stored of an event, byte by byte, and nothing about the rest of the log.

/** An event as it is stored, with its exact bytes. */
export interface ArchivedEvent {
  readonly stream: string;
  /** Its place in its stream, from 0. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** The media type of the data, such as `application/json`. */
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What every leaf begins with. Another layout would get another name, so that no leaf can be read in two ways. */
const layout = "taizhang/event/1";

/**
 * The bytes of a leaf. Each field is written behind its length, so that two events have the same bytes only if they are
 * the same. Neither a position nor the store's clock is in them: copied to another store, an event is the same leaf.
 */
export function leafBytes(event: ArchivedEvent): Uint8Array {
  const revision = Buffer.alloc(8);
  revision.writeBigUInt64BE(BigInt(event.revision));
  const fields = [
    utf8("layout", layout),
    utf8("stream", event.stream),
    revision,
    utf8("id", event.id),
    utf8("type", event.type),
    utf8("contentType", event.contentType),
    event.data,
    event.metadata,
  ];
  return Buffer.concat(fields.flatMap((field) => [lengthOf(field), field]));
}

function lengthOf(field: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}

/** Half a surrogate pair has no bytes of its own: all of them would become the same replacement character. */
function utf8(name: string, text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError(`the ${name} of an event holds half a character: ${text}`);
  return Buffer.from(text, "utf8");
}
