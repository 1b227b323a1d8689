// Plain text: from bytes to lines. UTF-8 and GB18030 are read; anything else is refused with the reason.
import type { BlockDocument } from "../document/block.ts";
import { type Line, numbered } from "../document/line.ts";
import { longLine, MAX_LINE_LENGTH, MAX_LINES, sizeProblem, tooManyLines } from "./bounds.ts";
import { binaryKind } from "./container.ts";
import { type Problem, problem } from "./problem.ts";

/** A text file as a document: its lines are one block, in which tables of its own layout are still to be found. */
export function readText(bytes: Uint8Array): BlockDocument | { problem: Problem } {
  const read = readLines(bytes);
  if ("problem" in read) return read;
  const blocks = [{ kind: "text", from: 1, to: read.lines.length } as const];
  return { format: "txt", lines: read.lines, blocks, places: new Map() };
}

/** The lines of a text file, or why it is refused. */
export function readLines(bytes: Uint8Array): { lines: readonly Line[] } | { problem: Problem } {
  const size = sizeProblem(bytes);
  if (size) return { problem: size };
  const kind = binaryKind(bytes);
  if (kind) {
    return {
      problem: problem(
        "BINARY_FILE",
        `这看起来是${kind.zh}，不是纯文本。请另存为 UTF-8 纯文本后再导入。`,
        `This seems to be ${kind.en}, not plain text. Save it as plain text in UTF-8 and import that.`,
      ),
    };
  }
  const decoded = decode(bytes);
  if ("problem" in decoded) return decoded;
  return toLines(decoded.text);
}

function decode(bytes: Uint8Array): { text: string } | { problem: Problem } {
  const mark = byteOrderMark(bytes) ?? zeroPattern(bytes);
  if (mark) return { problem: unsupported({ zh: mark, en: mark }) };
  if (hasControls(bytes)) {
    return {
      problem: problem(
        "BINARY_FILE",
        "文件里有文本中不会出现的控制字节，看起来是二进制文件。请另存为 UTF-8 纯文本后再导入。",
        "The file holds control bytes that no text has; it seems to be binary. Save it as plain text in UTF-8 and import that.",
      ),
    };
  }
  const text = decodeText(bytes);
  if (text !== undefined) return { text };
  return { problem: unsupported({ zh: "既不是 UTF-8，也不是 GB18030", en: "neither UTF-8 nor GB18030" }) };
}

/** The text of bytes that are UTF-8, or else GB18030 if they look like it or are `declared` to be. */
export function decodeText(bytes: Uint8Array, declared?: "gb18030"): string | undefined {
  const utf8 = strictly("utf-8", bytes);
  if (utf8 !== undefined) return utf8;
  return declared === "gb18030" || looksLikeGb(bytes) ? strictly("gb18030", bytes) : undefined;
}

function unsupported(what: { zh: string; en: string }): Problem {
  return problem(
    "UNSUPPORTED_ENCODING",
    `文件编码不能读取：${what.zh}。请另存为 UTF-8 或 GB18030。`,
    `The encoding cannot be read: ${what.en}. Save the file as UTF-8 or GB18030.`,
  );
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return "UTF-32";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  return undefined;
}

/** UTF-16 without its mark: line feeds and digits have zero bytes, all of them at odd or all at even places. */
function zeroPattern(bytes: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const zeros = even + odd;
  if (zeros < 2 || bytes.length % 2 !== 0 || Math.min(even, odd) * 20 > zeros) return undefined;
  const text = new TextDecoder(odd > even ? "utf-16le" : "utf-16be").decode(bytes);
  const han = text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\s\x20-\x7e]/g)?.length ?? 0;
  return han * 10 > text.length * 9 ? "UTF-16" : undefined;
}

function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);
}

/**
 * Nearly all bytes can be decoded as GB18030, also those of Big5 and Latin-1. But a real Chinese text consists almost
 * entirely of the marks and the 3,755 characters of the first level of GB 2312, which other encodings rarely produce.
 */
function looksLikeGb(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    if (trail >= 0x30 && trail <= 0x39) {
      at += 3;
      continue;
    }
    pairs++;
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) common++;
    at++;
  }
  return pairs > 0 && common * 10 >= pairs * 9;
}

function toLines(text: string): { lines: readonly Line[] } | { problem: Problem } {
  if (text.trim() === "") {
    return {
      problem: problem(
        "EMPTY_FILE",
        "文件里只有空白，请另选文件。",
        "The file holds nothing but blanks; choose another.",
      ),
    };
  }
  if (/^\s*<(!doctype\s+html|html)\b/i.test(text.slice(0, 1000))) {
    return {
      problem: problem(
        "UNSUPPORTED_FORMAT",
        "这是 HTML 网页，暂不能读取。请把表格复制为纯文本后再导入。",
        "This is an HTML page, which is not read yet. Copy the table as plain text and import that.",
      ),
    };
  }
  const rows = text.split(/\r\n|\n|\r/, MAX_LINES + 1);
  if (rows.length > MAX_LINES) return { problem: tooManyLines().problem };
  const long = rows.findIndex((row) => row.length > MAX_LINE_LENGTH);
  if (long >= 0) return { problem: longLine(long + 1).problem };
  return { lines: numbered(rows) };
}
