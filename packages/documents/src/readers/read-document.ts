// The one door to the readers: from the bytes of a file to its document, or to the reason why it is not read.
import type { BlockDocument } from "../document/block.ts";
import { openArchive } from "./archive.ts";
import { sizeProblem } from "./bounds.ts";
import { readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";
import { headOf } from "./html-encoding.ts";
import { isHtml } from "./html-kind.ts";
import { asPrinted, readMark } from "./own-export.ts";
import { relationsOf } from "./package-parts.ts";
import { type Problem, problem } from "./problem.ts";
import { Refused } from "./refused.ts";
import { readText } from "./text.ts";
import { unreadArchive, unreadKind, unreadText } from "./unread.ts";
import { readXlsx } from "./xlsx.ts";

/**
 * Reads a file of any format that is known, told by its content: a name may be wrong, and systems export web pages named
 * xls. Pure: nothing is opened or followed, and no bytes make it throw.
 */
export function readDocument(bytes: Uint8Array): BlockDocument | { problem: Problem } {
  try {
    const read = readByContent(bytes);
    return "problem" in read || read.lines.length > 0 ? read : { problem: nothingIn(read) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

function readByContent(bytes: Uint8Array): BlockDocument | { problem: Problem } {
  const size = sizeProblem(bytes);
  if (size) return { problem: size };
  if (isZip(bytes)) return readArchive(bytes);
  const head = headOf(bytes);
  const unread = unreadKind(bytes) ?? unreadText(head);
  if (unread) return { problem: unread };
  return isHtml(head) ? readHtml(bytes) : readText(bytes);
}

function isZip([p, k, kind]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && (kind === 3 || kind === 5 || kind === 7);
}

/** A docx or xlsx, told by its main part: the name of that part is what the package says it is. */
function readArchive(bytes: Uint8Array): BlockDocument | { problem: Problem } {
  const archive = openArchive(bytes);
  const named = relationsOf(archive, "").find(({ kind }) => kind === "officeDocument")?.target;
  const main = [named, "word/document.xml", "xl/workbook.xml"].find((part) => part !== undefined && archive.has(part));
  const read = (document: BlockDocument) => {
    const mark = readMark(archive);
    return mark ? asPrinted(document, mark) : document;
  };
  if (main !== undefined && /(?:^|\/)xl\/[^/]*\.xml$/i.test(main)) return read(readXlsx(archive, main));
  if (main !== undefined && /(?:^|\/)word\/[^/]*\.xml$/i.test(main)) return read(readDocx(archive, main));
  return { problem: unreadArchive(archive.names) };
}

function nothingIn({ format }: BlockDocument): Problem {
  if (format === "html") {
    return problem(
      "EMPTY_FILE",
      "网页里没有正文：它可能分成几个框架，或由脚本显示内容。请在浏览器里打开，把正文复制到 Word 文档，保存为 docx 后再导入。",
      "The page holds no text: it may consist of frames, or a script may show its content. Open it in a browser, copy the text into a Word document, save that as docx and import it.",
    );
  }
  if (format === "xlsx") {
    return problem(
      "EMPTY_FILE",
      "工作簿里显示的工作表都是空的，请另选文件；若内容在隐藏的工作表里，请取消隐藏后再导入。",
      "The sheets that the workbook shows are empty; choose another file, or show the hidden sheets if the content is there.",
    );
  }
  return problem(
    "EMPTY_FILE",
    "文件里没有文字：内容可能是图片。请另选文件，或把内容录成文字后再导入。",
    "The file holds no text: its content may be pictures. Choose another file, or type the content as text.",
  );
}
