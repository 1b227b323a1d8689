// A message of a WebSocket as the bytes of its frame, made once for all to whom it is sent.

const finalText = 0x81;

/** The text of these pieces (UTF-8) as one frame of a server, which is whole and not masked (RFC 6455, 5.2). */
export function textFrame(...pieces: readonly Buffer[]): Buffer {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([headOf(length), ...pieces]);
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 2 ** 16) {
    const head = Buffer.from([finalText, 126, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head.set([finalText, 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
