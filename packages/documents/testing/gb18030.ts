// Writes GB18030, which Node can only read: the table of two-byte characters is taken from its decoder.

let table: Map<string, readonly number[]> | undefined;

function twoByteTable(): Map<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if ([...sign].length === 1 && sign !== "\ufffd" && !found.has(sign)) found.set(sign, [lead, trail]);
    }
  }
  return found;
}

/** The bytes of a text; a character outside the two-byte part fails the test that uses it. */
export function toGb18030(text: string): Uint8Array {
  table ??= twoByteTable();
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.charCodeAt(0);
    const pair = code < 0x80 ? [code] : table.get(sign);
    if (!pair) throw new Error(`no two-byte GB18030 for ${sign}`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}
