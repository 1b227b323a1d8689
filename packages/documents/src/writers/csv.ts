// csv: the tables of a form without their titles, in UTF-8 with a mark that Excel needs; to be read elsewhere, not again.
import { utf8 } from "./bytes.ts";
import { harmless } from "./harmless.ts";
import { ABOVE, type OfficeForm, type Sheet } from "./office-form.ts";

const BOM = "\ufeff";

/**
 * The form as csv (RFC 4180). Every row says everything: words of merged cells are repeated, and headings across the table
 * become a column. Words that look like a formula are made harmless. The history is left out.
 */
export async function* writeCsv({ sheets }: OfficeForm): AsyncGenerator<Uint8Array> {
  yield* utf8(written(sheets));
}

async function* written(sheets: readonly Sheet[]): AsyncGenerator<string> {
  yield BOM;
  for (const { columns, rows, headings } of sheets) {
    const led = headings === undefined ? [] : [headings];
    yield line([...led, ...columns.map(({ head }) => head)]);
    let heading = "";
    let above: readonly string[] = [];
    for await (const row of rows) {
      if ("heading" in row) {
        heading = row.heading;
        continue;
      }
      above = row.cells.map((cell, at) => (cell === ABOVE ? (above[at] ?? "") : cell));
      yield line([...led.map(() => heading), ...above]);
    }
  }
}

const line = (cells: readonly string[]): string => `${cells.map(field).join(",")}\r\n`;

function field(words: string): string {
  const plain = harmless(words.replace(/\r\n?/g, "\n"));
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
