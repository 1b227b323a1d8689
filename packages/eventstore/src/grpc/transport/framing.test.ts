// Messages are found in chunks as they were sent, wherever the chunks end.
import { array, assert, boolean, integer, property, tuple, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { framed, type Message, MessageReader } from "./framing.ts";

const read = (reader: MessageReader, chunks: readonly Buffer[]): Message[] => {
  const found: Message[] = [];
  for (const chunk of chunks) reader.read(chunk, (message) => found.push(message));
  return found;
};

const texts = (messages: readonly Message[]) => messages.map(({ bytes }) => Buffer.from(bytes).toString());

function withFlag(message: Uint8Array, isCompressed: boolean): Buffer {
  const bytes = framed(message);
  bytes[0] = isCompressed ? 1 : 0;
  return bytes;
}

test("three messages, one of them empty, are found wherever the bytes are cut in three", () => {
  const bytes = Buffer.concat(["one", "", "three"].map((text) => framed(Buffer.from(text))));
  for (let first = 0; first <= bytes.length; first++) {
    for (let second = first; second <= bytes.length; second++) {
      const chunks = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
      const reader = new MessageReader(100);
      expect(texts(read(reader, chunks))).toEqual(["one", "", "three"]);
      expect(reader.isWithin).toBe(false);
    }
  }
});

test("any messages in any chunks come out as they were, compressed or not", () => {
  const message = tuple(uint8Array({ maxLength: 70_000 }), boolean());
  assert(
    property(
      array(message, { maxLength: 5 }),
      array(integer({ min: 1, max: 60_000 }), { minLength: 1 }),
      (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(([body, isCompressed]) => withFlag(body, isCompressed)));
        const chunks: Buffer[] = [];
        for (let at = 0, n = 0; at < bytes.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          chunks.push(Buffer.from(bytes.subarray(at, at + size)));
          at += size;
        }
        const found = read(new MessageReader(70_000), chunks);
        expect(found.map(({ isCompressed }) => isCompressed)).toEqual(sent.map(([, isCompressed]) => isCompressed));
        expect(found.every(({ bytes }, n) => Buffer.compare(bytes, sent[n]?.[0] ?? Buffer.of(0)) === 0)).toBe(true);
      },
    ),
  );
});

test("a message that comes byte by byte is told at its last byte, and takes no more memory than its size", () => {
  const body = Buffer.alloc(100_000, "x");
  const reader = new MessageReader(1 << 20);
  let most = 0;
  const found: Message[] = [];
  for (const byte of framed(body)) {
    if (found.length > 0) throw new Error("The message was told before its end.");
    reader.read(Buffer.of(byte), (message) => found.push(message));
    most = Math.max(most, reader.heldBytes);
  }
  expect(Buffer.compare(found[0]?.bytes ?? Buffer.of(), body)).toBe(0);
  expect(most).toBe(body.length);
  expect(reader.heldBytes).toBe(0);
});

test("a length is only a claim: it takes no memory before the bytes are there", () => {
  const reader = new MessageReader(20 << 20);
  const head = Buffer.from([0, 1, 0, 0, 0]);
  reader.read(Buffer.concat([head, Buffer.from("x")]), () => {});
  expect(reader.isWithin).toBe(true);
  expect(reader.heldBytes).toBe(16 << 10);
});

test("a message that is too large is refused by its length, and one with an unknown flag by its flag", () => {
  expect(() => read(new MessageReader(10), [Buffer.from([0, 0, 0, 0, 11])])).toThrow(/larger than max \(11 vs 10\)/);
  expect(() => read(new MessageReader(10), [Buffer.from([7, 0, 0, 0, 1])])).toThrow(/begins with 7/);
});

test("a small message does not keep the chunk that it came in", () => {
  const chunk = Buffer.concat([framed(Buffer.from("small")), framed(Buffer.alloc(60_000))]);
  const [small] = read(new MessageReader(1 << 20), [chunk]);
  expect(small?.bytes.buffer).not.toBe(chunk.buffer);
});
