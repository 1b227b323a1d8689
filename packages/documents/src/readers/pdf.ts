// Whether a PDF holds text or only pictures of pages, so that its refusal can say what to do with it.
import { constants, inflateSync } from "node:zlib";

/** What a PDF shows: `unknown` where it is locked or cannot be looked into. */
export type PdfContent = "text" | "pictures" | "unknown";

/** How many streams are looked into, and how much of each: a page is drawn by a few KB. */
const MAX_STREAMS = 400;
const MAX_PACKED = 2 ** 20;
const MAX_STREAM = 2 ** 20;
const MAX_TOTAL = 32 * 2 ** 20;

/** The operators that draw text: `(…) Tj`, `[…] TJ`. */
const DRAWS_TEXT = /[)\]>]\s{0,9}T[jJ]\b/;

export function pdfContent(bytes: Uint8Array): PdfContent {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes("/Encrypt")) return "unknown";
  let total = 0;
  let at = file.indexOf("stream");
  for (let no = 0; no < MAX_STREAMS && at >= 0 && total < MAX_TOTAL; no++) {
    const end = file.indexOf("endstream", at);
    const content = drawing(file, at, end < 0 ? file.length : end);
    total += content.length;
    if (DRAWS_TEXT.test(content)) return "text";
    at = end < 0 ? -1 : file.indexOf("stream", end + 9);
  }
  return file.includes("/Image") ? "pictures" : "unknown";
}

/** What a stream draws, as far as it is text; empty for a picture or a font. */
function drawing(file: Buffer, at: number, end: number): string {
  const dictionary = file.toString("latin1", Math.max(0, at - 400), at);
  const own = dictionary.slice(dictionary.lastIndexOf(" obj") + 1);
  if (/\/(?:Image|DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode|FontFile|Length1|ObjStm|XRef)\b/.test(own)) return "";
  const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
  const packed = file.subarray(start, Math.min(end, start + MAX_PACKED));
  if (!own.includes("/FlateDecode")) return packed.toString("latin1");
  try {
    return inflateSync(packed, { maxOutputLength: MAX_STREAM, finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
  } catch {
    return "";
  }
}
