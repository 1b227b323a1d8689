// Pieces of text as bytes, in chunks that are worth handing on.

const CHUNK = 2 ** 14;

/** The pieces in UTF-8, about 16,000 characters at a time. */
export async function* utf8(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let held = "";
  for await (const piece of pieces) {
    held += piece;
    if (held.length < CHUNK) continue;
    yield encoder.encode(held);
    held = "";
  }
  if (held !== "") yield encoder.encode(held);
}
