// The door: the format is told by the content, and what is not read is refused with what to do.
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { docxOf, paragraph, zipOf } from "../../testing/office-files.ts";
import { printed } from "../../testing/printed.ts";
import { readDocument } from "./read-document.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const file = (name: string): Uint8Array => readFileSync(new URL(`../../testing/files/${name}`, import.meta.url));

test("a text is one block of all its lines, which have no other places", () => {
  const read = readDocument(utf8("题\n\n一\t甲\n"));
  expect(read).toMatchObject({ format: "txt", blocks: [{ kind: "text", from: 1, to: 4 }] });
  expect("places" in read && read.places.size).toBe(0);
  expect(printed(read)).toEqual(["题", "", "一\t甲", ""]);
});

test("a docx of another program is read with its numbers, its merged cells and its breaks", () => {
  expect(printed(readDocument(file("numbered-table.docx")))).toEqual([
    "示例县2031年水源保护任务分解表",
    "一、总体要求",
    "（一）按月报送进展。",
    "（二）按季公布结果。",
    "二、任务分工",
    [
      "序号|工作任务|责任分工|^0,2|完成时限",
      "^0,0|^0,1|牵头单位|配合单位|^0,4",
      "1|设置水源界桩，/清理违法设施。|县水利局|县公安局/各乡镇|2031年5月31日前",
      "2|每月监测水质。|^2,2|·|长期坚持",
    ],
    "注：各乡镇包括街道。",
  ]);
});

test("an xlsx of another program is read with its dates, its merged cells and all sheets it shows", () => {
  expect(printed(readDocument(file("dated-sheets.xlsx")))).toEqual([
    "示例县2031年绿化任务分解表",
    [
      "序号|工作任务|责任单位|完成时限|目标",
      "1|栽植行道树。/补种绿篱。|县林业局|2031年4月30日|30%",
      "2|养护公园草坪。|^1,2|2031年11月15日|·",
    ],
    "注：目标为完成比例。",
    ["任务|责任单位", "清点古树。|各乡镇"],
  ]);
});

test("the main part of an office file may have any name", () => {
  const bytes = zipOf({
    "_rels/.rels":
      '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>',
    "word/document2.xml":
      '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>正文</d:t></d:r></d:p></d:body></d:document>',
  });
  expect(printed(readDocument(bytes))).toEqual(["正文"]);
});

test("a docx without a word is refused", () => {
  expect(printed(readDocument(docxOf(paragraph(" "))))).toEqual(["EMPTY_FILE"]);
});

/** A PDF of one stream with this dictionary. */
const pdf = (dictionary: string, stream: Uint8Array): Uint8Array =>
  Uint8Array.from([...latin1(`%PDF-1.5\n4 0 obj <<${dictionary}>>\nstream\n`), ...stream, ...latin1("\nendstream\n")]);
const drawn = latin1("BT /F1 12 Tf [(a) 3 (b)] TJ ET");

describe("a file of another kind is refused with what to do", () => {
  const old = (stream: string): Uint8Array =>
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(stream, "utf16le")]);
  const xml = '<?xml version="1.0"?>\n';
  test.each<[string, Uint8Array, string]>([
    ["a PDF with text", pdf("/Filter/FlateDecode", deflateSync(drawn)), "里面有文字"],
    ["a PDF with text as it is", pdf("", drawn), "里面有文字"],
    ["a PDF of pictures", pdf("/Subtype/Image/Filter/DCTDecode", drawn), "扫描件"],
    ["a locked PDF", latin1("%PDF-1.7\ntrailer <</Encrypt 9 0 R>>"), "可能已加密"],
    ["a doc", old("WordDocument"), "另存为 docx"],
    ["an xls", old("Workbook"), "另存为 xlsx"],
    ["another old file", old("Contents"), "另存为 docx 或 xlsx"],
    ["a docx with a password", old("EncryptedPackage"), "取消密码"],
    ["a pptx", zipOf({ "ppt/presentation.xml": "" }), "pptx"],
    ["an ods", zipOf({ "META-INF/manifest.xml": "", "content.xml": "" }), "OpenDocument"],
    ["an xlsb", zipOf({ "xl/workbook.bin": "" }), "另存为 xlsx"],
    ["an ofd", zipOf({ "OFD.xml": "" }), "OFD"],
    ["another zip", zipOf({ "通知.docx": "" }), "先解压"],
    ["a rar", latin1("Rar!\x1a"), "先解压"],
    ["an rtf", latin1("{\\rtf1 a}"), "另存为 docx"],
    ["a picture", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "文字识别"],
    ["a page in one file", utf8("MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>"), "单个文件网页"],
    ["an old XML of Word", utf8(`${xml}<?mso-application progid="Word.Document"?><w:wordDocument/>`), "XML 格式"],
    ["an old XML of Excel", utf8(`${xml}<Workbook xmlns="x"></Workbook>`), "XML 格式"],
  ])("%s", (_, bytes, words) => {
    expect(readDocument(bytes)).toMatchObject({
      problem: { code: "UNSUPPORTED_FORMAT", messageZh: expect.stringContaining(words) },
    });
  });

  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "EMPTY_FILE"],
    ["more than may be", new Uint8Array(10 * 2 ** 20 + 1), "TOO_LARGE"],
    ["bytes of no text", Uint8Array.of(65, 1, 2, 3), "BINARY_FILE"],
    ["a text of another encoding", Uint8Array.of(0x63, 0xe9, 0x20), "UNSUPPORTED_ENCODING"],
    ["a docx that was cut short", docxOf(paragraph("正文")).slice(0, 400), "DAMAGED_FILE"],
  ])("%s", (_, bytes, code) => {
    expect(readDocument(bytes)).toMatchObject({ problem: { code } });
  });
});
