// The strings of an Excel file: rich text as its words, without the readings printed above them.
import { readXml, type XmlTag } from "./xml.ts";

/** Collects the words of one string from the elements within it. */
export interface StringReader {
  open(name: string): void;
  close(name: string): void;
  text(text: string): void;
  /** The words so far, which are then forgotten. */
  take(): string;
}

export function stringReader(): StringReader {
  let words = "";
  let readings = 0;
  let isText = false;
  return {
    open(name) {
      if (name === "rPh") readings++;
      if (name === "t") isText = readings === 0;
    },
    close(name) {
      if (name === "rPh") readings--;
      if (name === "t") isText = false;
    },
    text(text) {
      if (isText) words += text;
    },
    take() {
      const taken = unescaped(words);
      words = "";
      return taken;
    },
  };
}

/** Signs that XML does not hold are written `_x000D_`, and such words themselves `_x005F_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The shared strings by their number. */
export function readStrings(bytes: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  const reader = stringReader();
  readXml(bytes, {
    open: (name: string, _tag: XmlTag) => reader.open(name),
    close(name) {
      if (name === "si") strings.push(reader.take());
      else reader.close(name);
    },
    text: reader.text,
  });
  return strings;
}
