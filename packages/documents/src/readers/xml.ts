// Streams the XML of an office file past a reader; no entity beyond the five of XML, no DTD, no link is followed.
import { TextDecoder } from "node:util";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { MAX_DEPTH, tooDeep, tooManyElements } from "./bounds.ts";
import { damaged, Refused } from "./refused.ts";

/** What a reader hears. Names are local ones, without prefix; `space` is the namespace. */
export interface XmlReader {
  open?(name: string, tag: XmlTag, space: string): void;
  close?(name: string, space: string): void;
  text?(text: string): void;
}

export type XmlTag = SaxesTagPlain;

const CHUNK = 2 ** 16;
/** The elements of one part, and the attributes of one element. */
const MAX_ELEMENTS = 3_000_000;
const MAX_ATTRIBUTES = 1000;

/** Reads a whole part. Throws `Refused` where it is no sound XML or nested too deep. */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  // The parser's own namespaces cost a third of the time: they are resolved for every attribute.
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: OpenElement[] = [];
  parser.on("doctype", () => {
    throw new Refused(
      "UNSUPPORTED_FORMAT",
      "文件的 XML 带有文档类型声明，Word 和 Excel 不会这样写。请用 WPS 或 Word、Excel 另存后再导入。",
      "The XML of the file declares a document type, which Word and Excel never write. Save it anew with WPS or Office and import that.",
    );
  });
  parser.on("error", () => {
    throw damaged("XML 有误", "its XML is broken");
  });
  let elements = 0;
  let attributes = 0;
  parser.on("attribute", () => {
    if (++attributes > MAX_ATTRIBUTES) throw damaged("XML 有误", "its XML is broken");
  });
  parser.on("opentag", (tag) => {
    attributes = 0;
    if (++elements > MAX_ELEMENTS) throw tooManyElements(MAX_ELEMENTS);
    if (open.length >= MAX_DEPTH) throw tooDeep();
    const element = elementOf(tag, open.at(-1)?.spaces ?? NO_SPACES);
    open.push(element);
    reader.open?.(element.name, tag, element.space);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element) reader.close?.(element.name, element.space);
  });
  const { text } = reader;
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  const decoder = decoderOf(bytes);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decode(decoder, bytes.subarray(at, at + CHUNK), at + CHUNK < bytes.length));
  }
  parser.close();
}

interface OpenElement {
  readonly name: string;
  readonly space: string;
  /** The namespaces by prefix; those of outer elements are reached through the prototype. */
  readonly spaces: Spaces;
}

type Spaces = Readonly<Record<string, string>>;

const NO_SPACES: Spaces = Object.create(null);

function elementOf({ name, attributes }: XmlTag, outer: Spaces): OpenElement {
  let own: Record<string, string> | undefined;
  for (const key in attributes) {
    if (!key.startsWith("xmlns")) continue;
    own ??= Object.create(outer);
    if (own) own[key === "xmlns" ? "" : key.slice(6)] = attributes[key] ?? "";
  }
  const spaces = own ?? outer;
  const colon = name.indexOf(":");
  const space = spaces[colon < 0 ? "" : name.slice(0, colon)] ?? "";
  return { name: colon < 0 ? name : name.slice(colon + 1), space, spaces };
}

/** The value of an attribute by its local name. */
export function attribute(tag: XmlTag, local: string): string | undefined {
  for (const name in tag.attributes) {
    if (name === local || (name.endsWith(local) && name.at(-local.length - 1) === ":")) return tag.attributes[name];
  }
  return undefined;
}

/** UTF-16 has its mark; all else that office programs write is UTF-8. */
function decoderOf([first, second]: Uint8Array): TextDecoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le", { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be", { fatal: true });
  return new TextDecoder("utf-8", { fatal: true });
}

function decode(decoder: TextDecoder, chunk: Uint8Array, more: boolean): string {
  try {
    return decoder.decode(chunk, { stream: more });
  } catch {
    throw damaged("XML 的编码有误", "its XML is not in the encoding it should be in");
  }
}
