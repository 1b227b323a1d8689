// Messages of gRPC in the bytes of a stream: each follows a flag, which says whether it is compressed, and its length.
import { Refusal, status } from "./refusal.ts";

export interface Message {
  readonly isCompressed: boolean;
  readonly bytes: Uint8Array;
}

const headBytes = 5;

/** How many bytes are allocated when a message begins to come, because its length is only a claim. */
const firstBytes = 16 << 10;

/** Smaller messages are copied, because a view would keep everything in memory that came with them. */
const mostCopiedBytes = 4 << 10;

/** Finds the messages in chunks that begin and end anywhere. */
export class MessageReader {
  readonly #maxBytes: number;
  readonly #head = Buffer.alloc(headBytes);
  #headLength = 0;
  #length = 0;
  #body: Buffer | undefined;
  #bodyLength = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether a message has begun to come and is not whole yet. */
  get isWithin(): boolean {
    return this.#headLength > 0;
  }

  /** How many bytes are allocated for the message that is coming. */
  get heldBytes(): number {
    return this.#body?.length ?? 0;
  }

  /** Calls `tell` with each message that ends in the chunk. Refuses one that is too large as soon as its length is known. */
  read(chunk: Buffer, tell: (message: Message) => void): void {
    let at = 0;
    while (at < chunk.length) {
      at += this.#headLength < headBytes ? this.#readHead(chunk, at) : 0;
      if (this.#headLength < headBytes) return;
      if (!this.#body && chunk.length - at >= this.#length) {
        const bytes = chunk.subarray(at, at + this.#length);
        at += this.#length;
        this.#finish(this.#length < mostCopiedBytes ? Buffer.from(bytes) : bytes, tell);
      } else at += this.#readBody(chunk, at, tell);
    }
  }

  /** Forgets the message that is coming. */
  drop(): void {
    this.#headLength = 0;
    this.#body = undefined;
    this.#bodyLength = 0;
  }

  #readHead(chunk: Buffer, at: number): number {
    const taken = chunk.copy(this.#head, this.#headLength, at, at + headBytes - this.#headLength);
    this.#headLength += taken;
    if (this.#headLength < headBytes) return taken;
    const flag = this.#head.readUInt8(0);
    if (flag > 1) throw new Refusal(status.INTERNAL, `A message begins with ${flag}, which is neither 0 nor 1.`);
    this.#length = this.#head.readUInt32BE(1);
    if (this.#length > this.#maxBytes) {
      const sizes = `${this.#length} vs ${this.#maxBytes}`;
      throw new Refusal(status.RESOURCE_EXHAUSTED, `Received message larger than max (${sizes})`);
    }
    return taken;
  }

  #readBody(chunk: Buffer, at: number, tell: (message: Message) => void): number {
    const end = Math.min(chunk.length, at + this.#length - this.#bodyLength);
    const body = this.#bodyFor(this.#bodyLength + end - at);
    this.#bodyLength += chunk.copy(body, this.#bodyLength, at, end);
    if (this.#bodyLength === this.#length) this.#finish(body, tell);
    return end - at;
  }

  /** Grows by leaps, so that a message in many pieces is not copied for each of them. */
  #bodyFor(bytes: number): Buffer {
    if (this.#body && this.#body.length >= bytes) return this.#body;
    const grown = Math.max(bytes, firstBytes, 4 * this.heldBytes);
    const body = Buffer.allocUnsafeSlow(Math.min(this.#length, grown));
    this.#body?.copy(body, 0, 0, this.#bodyLength);
    this.#body = body;
    return body;
  }

  #finish(bytes: Uint8Array, tell: (message: Message) => void): void {
    const isCompressed = this.#head[0] === 1;
    this.drop();
    tell({ isCompressed, bytes });
  }
}

/** The bytes of an uncompressed message as they go over a stream. */
export function framed(message: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + message.length);
  bytes[0] = 0;
  bytes.writeUInt32BE(message.length, 1);
  bytes.set(message, headBytes);
  return bytes;
}
