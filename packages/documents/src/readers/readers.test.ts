// From bytes to lines: which encodings are read, and which files are refused as what they seem to be.
import { describe, expect, test } from "vitest";
import { toGb18030 } from "../../testing/gb18030.ts";
import { readLines } from "./text.ts";
import { canonicalName, foldWidth } from "./width.ts";

const MAX_BYTES = 10 * 1024 * 1024;
const utf8 = (text: string) => new TextEncoder().encode(text);
const text = "工作任务\n责任单位：县财政局\n";

function lines(bytes: Uint8Array): unknown {
  const read = readLines(bytes);
  return "lines" in read ? read.lines.map((line) => line.text) : read.problem.code;
}

function refusal(bytes: Uint8Array): { code?: string; message?: string; messageZh?: string } {
  const read = readLines(bytes);
  return "problem" in read ? read.problem : {};
}

/** UTF-16 in either order. */
function utf16(words: string, order: "little" | "big", mark: boolean): Uint8Array {
  const units = [...(mark ? `\ufeff${words}` : words)].flatMap((sign) => {
    const code = sign.charCodeAt(0);
    return order === "little" ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
  });
  return Uint8Array.from(units);
}

describe("text is read", () => {
  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with its mark", utf8(`\ufeff${text}`)],
    ["CRLF", utf8(text.replaceAll("\n", "\r\n"))],
    ["GB18030", toGb18030(text)],
  ])("%s", (_, bytes) => {
    expect(lines(bytes)).toEqual(["工作任务", "责任单位：县财政局", ""]);
  });

  test("a line has its number, from 1, and its half-width form of the same length", () => {
    const read = readLines(utf8("甲\n（１）乙：丙"));
    expect("lines" in read && read.lines[1]).toEqual({ no: 2, text: "（１）乙：丙", folded: "(1)乙:丙" });
  });
});

describe("an encoding that is not read is named", () => {
  test.each([
    ["UTF-16 with its mark", utf16(text, "little", true), "UTF-16"],
    ["UTF-16, big end first", utf16(text, "big", true), "UTF-16"],
    ["UTF-16 without its mark", utf16(`1. 任务\n2. 任务\n${text}`, "little", false), "UTF-16"],
    ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0), "UTF-32"],
    // 「工作任務」 in Big5, which is not GB18030 although it decodes as such.
    ["Big5", Uint8Array.of(0xa4, 0x75, 0xa7, 0x40, 0xa5, 0xf4, 0xb0, 0xc8, 0xb3, 0xe6, 0xa6, 0xec), "GB18030"],
    ["Latin-1", Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20, 0xe0, 0x0a), "GB18030"],
  ])("%s", (_, bytes, named) => {
    expect(refusal(bytes)).toMatchObject({
      code: "UNSUPPORTED_ENCODING",
      message: expect.stringContaining(named),
      messageZh: expect.stringContaining(named),
    });
  });
});

describe("a file that is not text is refused by its kind", () => {
  const zip = (part: string) => Uint8Array.of(0x50, 0x4b, 3, 4, ...utf8(`....${part}`));
  test.each([
    ["docx", zip("word/document.xml"), "Word"],
    ["xlsx", zip("xl/workbook.xml"), "Excel"],
    ["zip", zip("readme.txt"), "ZIP"],
    ["pdf", utf8("%PDF-1.7\n"), "PDF"],
    ["doc", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "Office"],
    ["rtf", utf8("{\\rtf1 ansi}"), "RTF"],
    ["png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), "PNG"],
    ["jpg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "JPEG"],
    ["other bytes", Uint8Array.of(0x41, 0x01, 0x02, 0x03), "binary"],
  ])("%s", (_, bytes, named) => {
    expect(refusal(bytes)).toMatchObject({ code: "BINARY_FILE", message: expect.stringContaining(named) });
  });
});

test.each([
  ["nothing", new Uint8Array(), "EMPTY_FILE"],
  ["blanks", utf8(" \n\t\n　"), "EMPTY_FILE"],
  ["a web page", utf8("<!DOCTYPE html><html><table></table></html>"), "UNSUPPORTED_FORMAT"],
  ["one byte more than 10 MB", new Uint8Array(MAX_BYTES + 1).fill(0x41), "TOO_LARGE"],
  ["a line without end", new Uint8Array(MAX_BYTES).fill(0x41), "TOO_LARGE"],
])("%s is refused", (_, bytes, code) => {
  expect(lines(bytes)).toBe(code);
});

test("folding keeps the place of every character", () => {
  const wide = "（１）　“甲”，乙；丙：﹝2021﹞５號｡";
  expect(foldWidth(wide)).toBe("(1) “甲”,乙;丙:〔2021〕5號。");
  expect(foldWidth(wide)).toHaveLength(wide.length);
});

test.each([
  ["各乡(镇、 街道)", "各乡（镇、街道）"],
  ["区国资委(区金融工作办)", "区国资委（区金融工作办）"],
  ["区行政服务中心管　委会", "区行政服务中心管委会"],
  ["１２３４５热线办", "12345热线办"],
])("the canonical name of %s", (printed, name) => {
  expect(canonicalName(printed)).toBe(name);
});
