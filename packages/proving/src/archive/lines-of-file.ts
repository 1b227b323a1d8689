// The lines of a file, one at a time. None is held longer than it is looked at.
import { createReadStream } from "node:fs";
import { NoArchive } from "./lines.ts";

/** The longest line has a notice, or the draft of a plan, in base64. */
const longestLine = 64 << 20;
const newline = 10;

/** A line of a file, counted from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** The lines of a file. Throws `NoArchive` where one does not end, or is longer than any that we write. */
export async function* linesOfFile(path: string): AsyncGenerator<NumberedLine, void> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      const text = Buffer.concat([...parts, chunk.subarray(from, at)]).toString("utf8");
      [parts, length, from] = [[], 0, at + 1];
      yield { number: ++number, text };
    }
    const rest = chunk.subarray(from);
    parts.push(rest);
    length += rest.length;
    if (length > longestLine)
      throw new NoArchive(
        `第${number + 1}行比档案的任何一行都长`,
        `line ${number + 1} is longer than any line of an archive`,
      );
  }
  if (length > 0)
    throw new NoArchive(
      `第${number + 1}行没有结束：文件被截断`,
      `line ${number + 1} does not end: the file was cut off`,
    );
}
