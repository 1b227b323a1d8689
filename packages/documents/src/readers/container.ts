// What kind of file the bytes seem to be, judged by the first of them; anything else is taken for text.

interface Kind {
  readonly zh: string;
  readonly en: string;
}

const SIGNATURES: readonly { readonly starts: readonly number[]; readonly kind: Kind }[] = [
  { starts: [0x25, 0x50, 0x44, 0x46], kind: { zh: "PDF 文件", en: "a PDF file" } },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    kind: { zh: "旧版 Office 文件（doc、xls）", en: "an old Office file (doc, xls)" },
  },
  { starts: [0x7b, 0x5c, 0x72, 0x74, 0x66], kind: { zh: "RTF 文件", en: "an RTF file" } },
  { starts: [0x89, 0x50, 0x4e, 0x47], kind: { zh: "PNG 图片", en: "a PNG image" } },
  { starts: [0xff, 0xd8, 0xff], kind: { zh: "JPEG 图片", en: "a JPEG image" } },
  { starts: [0x47, 0x49, 0x46, 0x38], kind: { zh: "GIF 图片", en: "a GIF image" } },
  { starts: [0x49, 0x49, 0x2a, 0x00], kind: { zh: "TIFF 图片", en: "a TIFF image" } },
  { starts: [0x4d, 0x4d, 0x00, 0x2a], kind: { zh: "TIFF 图片", en: "a TIFF image" } },
  { starts: [0x52, 0x49, 0x46, 0x46], kind: { zh: "多媒体文件", en: "a media file" } },
  { starts: [0x1f, 0x8b], kind: { zh: "gzip 压缩包", en: "a gzip archive" } },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], kind: { zh: "7z 压缩包", en: "a 7z archive" } },
  { starts: [0x52, 0x61, 0x72, 0x21], kind: { zh: "RAR 压缩包", en: "a RAR archive" } },
  { starts: [0x7f, 0x45, 0x4c, 0x46], kind: { zh: "可执行程序", en: "a program" } },
  { starts: [0x4d, 0x5a, 0x90], kind: { zh: "可执行程序", en: "a program" } },
];

const ZIP = [0x50, 0x4b];
const ZIP_PARTS: readonly { readonly part: string; readonly kind: Kind }[] = [
  { part: "word/", kind: { zh: "Word 文件（docx）", en: "a Word file (docx)" } },
  { part: "xl/", kind: { zh: "Excel 文件（xlsx）", en: "an Excel file (xlsx)" } },
  { part: "ppt/", kind: { zh: "PowerPoint 文件（pptx）", en: "a PowerPoint file (pptx)" } },
  { part: "opendocument", kind: { zh: "OpenDocument 文件", en: "an OpenDocument file" } },
];

/** The kind of a file that is not plain text, or undefined. Only the start of the file is looked at. */
export function binaryKind(bytes: Uint8Array): Kind | undefined {
  if (startsWith(bytes, ZIP) && [3, 5, 7].includes(bytes[2] ?? 0)) {
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 65_536));
    return ZIP_PARTS.find(({ part }) => head.includes(part))?.kind ?? { zh: "ZIP 压缩包", en: "a ZIP archive" };
  }
  return SIGNATURES.find(({ starts }) => startsWith(bytes, starts))?.kind;
}

function startsWith(bytes: Uint8Array, signs: readonly number[]): boolean {
  return signs.every((sign, at) => bytes[at] === sign);
}
