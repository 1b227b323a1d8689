// Writes messages of Protocol Buffers from the last byte to the first, because then the length before each part is known.
//
// So the last message is written first, and in it the last field. What was written since a mark can be made a part.

const [varintType, lengthType] = [0, 2];
const mostVarintBytes = 10;
const uint32 = 2 ** 32;

export class ProtobufWriter {
  #bytes: Buffer;
  #at: number;

  /** `capacity` is about how many bytes will be written. */
  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
    this.#at = capacity;
  }

  /** A place in what is written, for `message` and `frame`. */
  mark(): number {
    return this.#bytes.length - this.#at;
  }

  bytes(field: number, value: Uint8Array): void {
    this.#room(value.length);
    this.#at -= value.length;
    this.#bytes.set(value, this.#at);
    this.#lengthBefore(field, value.length);
  }

  text(field: number, text: string): void {
    const length = Buffer.byteLength(text);
    this.#room(length);
    this.#at -= length;
    this.#bytes.write(text, this.#at, length);
    this.#lengthBefore(field, length);
  }

  /** Text of ASCII alone. */
  ascii(field: number, text: string): void {
    this.#room(text.length);
    this.#at -= text.length;
    this.#bytes.write(text, this.#at, text.length, "latin1");
    this.#lengthBefore(field, text.length);
  }

  /** A number of 64 bits, signed or not. */
  integer(field: number, value: bigint): void {
    const number = Number(value);
    if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) this.#varint(Math.floor(number / uint32), number % uint32);
    else this.#varint(Number(BigInt.asUintN(32, value >> 32n)), Number(BigInt.asUintN(32, value)));
    this.#tag(field, varintType);
  }

  /** The same, as its upper and its lower half. */
  halves(field: number, upper: number, lower: number): void {
    this.#varint(upper, lower);
    this.#tag(field, varintType);
  }

  /** Makes what was written since the mark a message in a field. */
  message(field: number, mark: number): void {
    this.#lengthBefore(field, this.mark() - mark);
  }

  /** Makes what was written since the mark a message of gRPC. */
  frame(mark: number): void {
    const length = this.mark() - mark;
    this.#room(5);
    this.#at -= 5;
    this.#bytes[this.#at] = 0;
    this.#bytes.writeUInt32BE(length, this.#at + 1);
  }

  /** All that was written; the writer is done. */
  finish(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  #lengthBefore(field: number, length: number): void {
    this.#varint(0, length);
    this.#tag(field, lengthType);
  }

  /** Fields have numbers below 16 here, so a tag is one byte. */
  #tag(field: number, type: number): void {
    this.#bytes[--this.#at] = (field << 3) | type;
  }

  /** Leaves room for a tag. */
  #varint(upper: number, lower: number): void {
    this.#room(mostVarintBytes + 1);
    let [high, low] = [upper >>> 0, lower >>> 0];
    let at = this.#at - varintBytes(high, low);
    this.#at = at;
    while (high > 0 || low > 127) {
      this.#bytes[at++] = (low & 127) | 128;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.#bytes[at] = low;
  }

  #room(bytes: number): void {
    if (bytes <= this.#at) return;
    const written = this.#bytes.subarray(this.#at);
    const grown = Buffer.allocUnsafe(2 * this.#bytes.length + bytes);
    this.#at = grown.length - written.length;
    grown.set(written, this.#at);
    this.#bytes = grown;
  }
}

function varintBytes(high: number, low: number): number {
  const bits = high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(low);
  return Math.max(1, Math.ceil(bits / 7));
}
