// Files of kinds that are not read: each is refused with what it is and what to do with it.
import { binaryKind } from "./container.ts";
import { pdfContent } from "./pdf.ts";
import { type Problem, problem } from "./problem.ts";

/** The refusal of a file that is no text and no zip archive; undefined where it may be text. */
export function unreadKind(bytes: Uint8Array): Problem | undefined {
  if (startsWith(bytes, "%PDF-")) return pdfProblem(bytes);
  if (startsWith(bytes, "\xd0\xcf\x11\xe0")) return oldOfficeProblem(bytes);
  const kind = binaryKind(bytes);
  if (!kind) return undefined;
  if (kind.en.includes("image")) {
    return refused(
      `这是${kind.zh}，里面没有文字。请向发文单位索取 docx、xlsx 或网页；或用文字识别软件转成 docx，核对后再导入。`,
      `This is ${kind.en}, which holds no text. Ask the issuing office for the docx, the xlsx or the page; or turn it into a docx by text recognition, check that and import it.`,
    );
  }
  if (kind.en.includes("archive")) {
    return refused(
      `这是${kind.zh}。请先解压，再导入其中的 docx、xlsx、html 或 txt 文件。`,
      `This is ${kind.en}. Unpack it and import the docx, xlsx, html or txt file in it.`,
    );
  }
  return refused(
    `这是${kind.zh}，不能读取。请用 WPS 或 Word 打开，另存为 docx（表格可存为 xlsx）后再导入。`,
    `This is ${kind.en}, which is not read. Open it in WPS or Word, save it as docx (a sheet as xlsx) and import that.`,
  );
}

/** The refusal of a zip archive that is neither docx nor xlsx, by the names of what it holds. */
export function unreadArchive(names: readonly string[]): Problem {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/)) return saveAs("xlsb 工作簿", "an xlsb workbook", "xlsx");
  if (has(/^ppt\//)) return saveAs("演示文稿（pptx）", "a presentation (pptx)", "docx");
  if (has(/^ofd\.xml$/)) {
    return refused(
      "这是 OFD 版式文件，不能读取。请向发文单位索取 docx、xlsx 或网页；或用 OFD 阅读软件导出为 docx，核对后再导入。",
      "This is an OFD file, which is not read. Ask the issuing office for the docx, the xlsx or the page; or export it as docx from an OFD reader, check that and import it.",
    );
  }
  if (has(/^meta-inf\/manifest\.xml$/) && has(/^content\.xml$/)) {
    return saveAs("OpenDocument 文件（odt、ods）", "an OpenDocument file (odt, ods)", "docx 或 xlsx", "docx or xlsx");
  }
  return refused(
    "这是 ZIP 压缩包，不是 docx 或 xlsx。请先解压，再导入其中的 docx、xlsx、html 或 txt 文件。",
    "This is a ZIP archive and no docx or xlsx. Unpack it and import the docx, xlsx, html or txt file in it.",
  );
}

/** The refusal of a text in a form that only office programs and browsers unfold; undefined for any other text. */
export function unreadText(head: string): Problem | undefined {
  const start = head.slice(0, 4000);
  if (
    /<\?mso-application\s/.test(start) ||
    /^\s*<\?xml[^>]{0,200}\?>\s*<(?:\w+:)?(?:wordDocument|package|Workbook)\b/.test(start)
  ) {
    return saveAs("XML 格式的 Office 文件", "an Office file in XML form", "docx 或 xlsx", "docx or xlsx");
  }
  if (/^mime-version:|^content-type:\s*multipart\/related/im.test(start) && /multipart\/related/i.test(start)) {
    return refused(
      "这是单个文件网页（mht）。请用浏览器打开原网页，另存为 html；或用 WPS、Word 打开，另存为 docx 后再导入。",
      "This is a page saved as one file (mht). Open the page in a browser and save it as html, or open the file in WPS or Word and save it as docx; then import that.",
    );
  }
  return undefined;
}

function pdfProblem(bytes: Uint8Array): Problem {
  const content = pdfContent(bytes);
  if (content === "text") {
    return refused(
      "这是 PDF 文件，里面有文字，但没有表格和段落的结构，不能可靠读取。请向发文单位索取 docx、xlsx 或网页；或用 WPS、Word 打开并另存为 docx，核对后再导入。",
      "This is a PDF file. It holds text, but not which of it is a table or a paragraph, so it cannot be read reliably. Ask the issuing office for the docx, the xlsx or the page; or open it in WPS or Word, save it as docx, check that and import it.",
    );
  }
  if (content === "pictures") {
    return refused(
      "这是 PDF 文件，里面只有图片（扫描件），没有文字。请向发文单位索取 docx、xlsx 或网页；或用文字识别软件转成 docx，逐字核对后再导入。",
      "This is a PDF file that holds only pictures of pages (a scan) and no text. Ask the issuing office for the docx, the xlsx or the page; or turn it into a docx by text recognition, check every word and import that.",
    );
  }
  return refused(
    "这是 PDF 文件，看不出里面有没有文字（可能已加密）。请向发文单位索取 docx、xlsx 或网页；若在 PDF 里能选中文字，也可用 WPS、Word 打开并另存为 docx，核对后再导入。",
    "This is a PDF file; whether it holds text cannot be seen, as it may be locked. Ask the issuing office for the docx, the xlsx or the page; if text can be selected in it, open it in WPS or Word, save it as docx, check that and import it.",
  );
}

/** The old Office files and the locked new ones have one form; the streams they hold tell them apart by name. */
function oldOfficeProblem(bytes: Uint8Array): Problem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string): boolean => file.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) {
    return refused(
      "这份文件设有打开密码。请用 WPS 或 Word、Excel 输入密码打开，取消密码并另存后再导入。",
      "The file is locked with a password. Open it with the password in WPS or Office, remove the password, save it and import that.",
    );
  }
  if (has("WordDocument")) return saveAs("旧版 Word 文件（doc、wps）", "an old Word file (doc, wps)", "docx");
  if (has("Workbook")) return saveAs("旧版 Excel 文件（xls、et）", "an old Excel file (xls, et)", "xlsx");
  if (has("PowerPoint Document")) return saveAs("旧版演示文稿（ppt、dps）", "an old presentation (ppt, dps)", "docx");
  return saveAs(
    "旧版 Office 文件（doc、xls、wps、et）",
    "an old Office file (doc, xls, wps, et)",
    "docx 或 xlsx",
    "docx or xlsx",
  );
}

function saveAs(kindZh: string, kind: string, formZh: string, form = formZh): Problem {
  return refused(
    `这是${kindZh}，不能读取。请用 WPS 或 Office 打开，另存为 ${formZh} 后再导入。`,
    `This is ${kind}, which is not read. Open it in WPS or Office, save it as ${form} and import that.`,
  );
}

function refused(messageZh: string, message: string): Problem {
  return problem("UNSUPPORTED_FORMAT", messageZh, message);
}

function startsWith(bytes: Uint8Array, signs: string): boolean {
  return [...signs].every((sign, at) => bytes[at] === sign.charCodeAt(0));
}
