// A Word file (docx): the paragraphs and tables of its body, with the numbers that Word prints before paragraphs.
import type { BlockDocument } from "../document/block.ts";
import type { Archive } from "./archive.ts";
import { readBody } from "./docx-body.ts";
import { readNumbering } from "./docx-numbering.ts";
import { readStyles } from "./docx-styles.ts";
import { flowDocument } from "./flow.ts";
import { relationsOf } from "./package-parts.ts";
import { damaged } from "./refused.ts";

/** Reads the document part of this name. Headers, footers, notes, comments, macros and what is linked are not read. */
export function readDocx(archive: Archive, part: string): BlockDocument {
  const body = archive.read(part);
  if (!body) throw damaged("缺少正文部分", "its main part is missing");
  const relations = relationsOf(archive, part);
  const related = (kind: string): Uint8Array | undefined => {
    const target = relations.find((relation) => relation.kind === kind)?.target;
    return target === undefined ? undefined : archive.read(target);
  };
  const styles = readStyles(related("styles"));
  const numbering = readNumbering(related("numbering"), styles);
  return flowDocument("docx", readBody(body, styles, numbering));
}
