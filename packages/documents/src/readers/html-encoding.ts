// The text of a web page: by its mark, or as UTF-8 or GB18030, whichever its bytes are.
import { Refused } from "./refused.ts";
import { decodeText } from "./text.ts";

/** How far into a page the encoding is declared. */
const REACH = 4096;
const DECLARED = /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)/i;

/** The beginning of a file as text, in so far as it is ASCII or has a mark; enough to tell a page from other files. */
export function headOf(bytes: Uint8Array): string {
  return new TextDecoder(markOf(bytes) ?? "latin1").decode(bytes.subarray(0, 2 ** 16));
}

/**
 * Decodes a page. What is sound UTF-8 is no other encoding, whatever the page declares: browsers that save a page keep
 * its old declaration. Throws `Refused` where it is none of the encodings that are read.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const mark = markOf(bytes);
  if (mark) return new TextDecoder(mark).decode(bytes);
  const [, meta, xml] = DECLARED.exec(new TextDecoder("latin1").decode(bytes.subarray(0, REACH))) ?? [];
  const declared = (meta ?? xml ?? "").toLowerCase();
  const decoded = decodeText(bytes, /^gb/.test(declared) ? "gb18030" : undefined);
  if (decoded !== undefined) return decoded;
  const named = declared === "" ? "" : declared.toUpperCase();
  throw new Refused(
    "UNSUPPORTED_ENCODING",
    `网页的编码不能读取${named && `（网页自称是 ${named}）`}。请在浏览器里打开网页，另存为 UTF-8 的 html 后再导入。`,
    `The encoding of the page cannot be read${named && ` (it says that it is ${named})`}. Open it in a browser, save it as html in UTF-8 and import that.`,
  );
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}
