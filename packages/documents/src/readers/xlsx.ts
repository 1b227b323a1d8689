// An Excel file (xlsx): the sheets that are shown, in order, each as text lines and a table.
import type { BlockDocument } from "../document/block.ts";
import type { Archive } from "./archive.ts";
import { blockWriter } from "./block-writer.ts";
import { relationsOf } from "./package-parts.ts";
import { damaged } from "./refused.ts";
import { readSheet } from "./xlsx-cells.ts";
import { writeSheet } from "./xlsx-sheet.ts";
import { readStrings } from "./xlsx-strings.ts";
import { readNumberStyles } from "./xlsx-styles.ts";
import { attribute, readXml } from "./xml.ts";

/**
 * Reads the workbook part of this name. Hidden sheets are left out: they hold the lists behind drop-down fields. Hidden
 * rows and columns are kept: a filter that was left on hides tasks which are in force all the same. Formulas stand for
 * the value that was saved with them.
 */
export function readXlsx(archive: Archive, part: string): BlockDocument {
  const workbook = archive.read(part);
  if (!workbook) throw damaged("缺少工作簿部分", "its workbook is missing");
  const { sheets, from1904 } = readWorkbook(workbook);
  const relations = relationsOf(archive, part);
  const related = (kind: string): Uint8Array | undefined => {
    const target = relations.find((relation) => relation.kind === kind)?.target;
    return target === undefined ? undefined : archive.read(target);
  };
  const strings = readStrings(related("sharedStrings"));
  const numbers = readNumberStyles(related("styles"), from1904);
  const writer = blockWriter("xlsx");
  for (const sheet of sheets) {
    const relation = relations.find(({ id, kind }) => id === sheet.relation && kind === "worksheet");
    // A sheet of another kind holds a chart.
    if (!relation) continue;
    const bytes = archive.read(relation.target);
    if (!bytes) throw damaged("缺少一张工作表", "one of its sheets is missing");
    writeSheet(writer, sheet.name, readSheet(bytes, strings, numbers));
  }
  return writer.finish();
}

interface ListedSheet {
  readonly name: string;
  readonly relation: string;
}

function readWorkbook(bytes: Uint8Array): { sheets: ListedSheet[]; from1904: boolean } {
  const sheets: ListedSheet[] = [];
  let from1904 = false;
  readXml(bytes, {
    open(name, tag) {
      if (name === "workbookPr") from1904 = ["1", "true", "on"].includes(attribute(tag, "date1904") ?? "");
      if (name !== "sheet" || (attribute(tag, "state") ?? "visible") !== "visible") return;
      // The id of the reference has a namespace of its own, and `sheetId` another name.
      sheets.push({ name: attribute(tag, "name") ?? "", relation: attribute(tag, "id") ?? "" });
    },
  });
  return { sheets, from1904 };
}
