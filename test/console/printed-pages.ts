// The pages of a PDF as Chromium prints it: their sizes, and their words in the order in which they are drawn.
import { inflateSync } from "node:zlib";

/** A printed page; sizes are in millimetres, words are without blanks. */
export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly words: string;
}

const pointsToMm = 25.4 / 72;

/** Reads the pages. It knows what Chromium writes, and no other PDF. */
export function printedPages(pdf: Buffer): readonly PrintedPage[] {
  // One character for each byte, so that places in the text are places in the file.
  const file = pdf.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
  const streamOf = (id: string | undefined): string => {
    const body = objects.get(id ?? "") ?? "";
    const from = body.indexOf("stream\n") + "stream\n".length;
    const bytes = Buffer.from(body.slice(from, body.lastIndexOf("endstream")), "latin1");
    return body.includes("/FlateDecode") ? inflateSync(bytes).toString("latin1") : bytes.toString("latin1");
  };
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  const fontOf = (id: string): ReadonlyMap<number, string> => {
    const known = fonts.get(id) ?? charactersOf(streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1]));
    fonts.set(id, known);
    return known;
  };
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((body) => {
      const [, width = 0, height = 0] = (/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body) ?? []).map(Number);
      const named = new Map(
        [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => [
          name,
          { bytes: /\/Subtype \/Type0/.test(objects.get(id) ?? "") ? 2 : 1, characters: fontOf(id) },
        ]),
      );
      const words = wordsOf(streamOf(/\/Contents (\d+) 0 R/.exec(body)?.[1]), named);
      return { width: Math.round(width * pointsToMm), height: Math.round(height * pointsToMm), words };
    });
}

/** Which character each code of a font is, by its table for those who copy text. */
function charactersOf(table: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [, section = ""] of table.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, code = "", character = ""] of section.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi))
      found.set(Number.parseInt(code, 16), textOf(character));
  for (const [, section = ""] of table.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", first = ""] of section.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>/gi))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1)
        found.set(code, String.fromCodePoint(Number.parseInt(first, 16) + code - Number.parseInt(from, 16)));
  return found;
}

/** The text of UTF-16 in hexadecimal digits. */
const textOf = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");

interface Font {
  /** How many bytes a code has. */
  readonly bytes: number;
  readonly characters: ReadonlyMap<number, string>;
}

function wordsOf(drawn: string, fonts: ReadonlyMap<string, Font>): string {
  let words = "";
  let font: Font | undefined;
  let isSaid = false;
  for (const [, name, said, ends, shown] of drawn.matchAll(
    /\/(F\d+) [\d.]+ Tf|\/ActualText <FEFF([0-9A-F]+)>|(\bEMC\b)|(\[[^\]]*\] TJ|<[0-9A-F]+> Tj)/g,
  )) {
    if (name !== undefined) font = fonts.get(name);
    else if (said !== undefined) {
      words += textOf(said);
      isSaid = true;
    } else if (ends !== undefined) isSaid = false;
    else if (shown !== undefined && font && !isSaid) {
      const digits = [...shown.matchAll(/<([0-9A-F]+)>/g)].map(([, hex = ""]) => hex).join("");
      const codes = digits.match(new RegExp(`.{${font.bytes * 2}}`, "g")) ?? [];
      words += codes.map((code) => font?.characters.get(Number.parseInt(code, 16)) ?? "").join("");
    }
  }
  return words.replaceAll(/\s/g, "");
}
