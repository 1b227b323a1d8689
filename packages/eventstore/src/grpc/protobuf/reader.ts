// Reads messages of Protocol Buffers field by field; throws `Malformed` if the bytes are not a message.

/** The bytes are not a message. */
export class Malformed extends Error {}

const [varintType, eightBytesType, lengthType, fourBytesType] = [0, 1, 2, 5];
const uint32 = 2 ** 32;

export class ProtobufReader {
  readonly #bytes: Buffer;
  #at: number;
  #end: number;
  #type = varintType;
  /** The halves of the last number that was read. */
  #upper = 0;
  #lower = 0;
  /** Where the value of the current field ends. */
  #after = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
    this.#end = bytes.length;
  }

  /** Goes on to the next field and returns its number; 0 at the end. Values that are not read are skipped. */
  next(): number {
    this.#at = Math.max(this.#at, this.#after);
    if (this.#at >= this.#end) return 0;
    const tag = this.#varint();
    this.#type = tag & 7;
    this.#findValue();
    if (this.#after > this.#end) throw new Malformed("A field is longer than its message.");
    if (tag < 8) throw new Malformed("A field has no number.");
    return Math.floor(tag / 8);
  }

  /** Whether the field has bytes, a text or a message. */
  get isLong(): boolean {
    return this.#type === lengthType;
  }

  /** Whether the field is a number of as many bytes as it needs. */
  get isNumber(): boolean {
    return this.#type === varintType;
  }

  /** The field's value, as a view of the bytes. */
  bytes(): Buffer {
    return this.#bytes.subarray(this.#at, this.#after);
  }

  text(): string {
    return this.#bytes.toString("utf8", this.#at, this.#after);
  }

  /** The halves of the field's number of 64 bits, upper first. */
  halves(): readonly [number, number] {
    return [this.#upper, this.#lower];
  }

  /** The field's number, signed; rounded where it is beyond what a number of JavaScript holds. */
  signed(): number {
    return (this.#upper | 0) * uint32 + this.#lower;
  }

  /** The field's number, unsigned. */
  unsigned(): bigint {
    return (BigInt(this.#upper) << 32n) | BigInt(this.#lower);
  }

  /** Reads the message in the field; calls `each` with the number of each of its fields. */
  message(each: (field: number) => void): void {
    const [end, after] = [this.#end, this.#after];
    this.#end = after;
    this.#after = this.#at;
    for (let field = this.next(); field !== 0; field = this.next()) each(field);
    this.#end = end;
    this.#after = after;
    this.#at = after;
  }

  #findValue(): void {
    if (this.#type === varintType) {
      this.#varint();
      this.#after = this.#at;
    } else if (this.#type === lengthType) {
      const length = this.#varint();
      this.#after = this.#at + length;
    } else if (this.#type === eightBytesType) this.#after = this.#at + 8;
    else if (this.#type === fourBytesType) this.#after = this.#at + 4;
    else throw new Malformed(`A field is of type ${this.#type}, which does not exist.`);
  }

  /** Reads a number; returns it as exactly as a number of JavaScript can hold it. */
  #varint(): number {
    let [upper, lower] = [0, 0];
    for (let shift = 0; ; shift += 7) {
      if (shift > 63 || this.#at >= this.#end) throw new Malformed("A number does not end.");
      const byte = this.#bytes[this.#at++] ?? 0;
      const bits = byte & 127;
      if (shift < 28) lower |= bits << shift;
      else if (shift === 28) {
        lower |= bits << 28;
        upper = bits >>> 4;
      } else upper |= bits << (shift - 32);
      if (byte < 128) break;
    }
    this.#upper = upper >>> 0;
    this.#lower = lower >>> 0;
    return this.#upper * uint32 + this.#lower;
  }
}
