// A zip archive as a stream: each part is made while it is taken, and nothing of it is kept.
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import { utf8 } from "./bytes.ts";

/** A part of an archive. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** The bytes of an archive of these parts, in their order, dated with a day. Fails as soon as the content of a part does. */
export async function* zipped(parts: readonly ZipPart[], day: string): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = new PassThrough();
  const opened: Readable[] = [];
  for (const { name, content } of parts) {
    zip.addReadStreamLazy(name, { mtime: new Date(`${day}T00:00:00`), forceDosTimestamp: true }, (give) => {
      const source = Readable.from(utf8(content), { objectMode: false });
      opened.push(source);
      // The library hears of a failure only from streams that it is given before they are read.
      source.on("error", (error) => output.destroy(error));
      give(null, source);
    });
  }
  zip.on("error", (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  zip.end();
  try {
    yield* output;
  } finally {
    // Whoever stops taking ends what is being read for the archive, too.
    for (const source of opened) source.destroy();
  }
}
