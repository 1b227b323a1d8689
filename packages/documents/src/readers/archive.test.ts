// Archives: what they hold is counted before and while it is unpacked, and a changed one is noticed.
import { describe, expect, test } from "vitest";
import { zipOf } from "../../testing/office-files.ts";
import { openArchive } from "./archive.ts";
import { Refused } from "./refused.ts";

const MB = 2 ** 20;
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The code of the refusal, if there is one. */
function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problem.code;
    throw error;
  }
}

/** Where this signature stands last. */
function lastOf(bytes: Uint8Array, signature: readonly number[]): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Uint8Array.from(signature));
}

const DIRECTORY = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];

/** The archive with other bytes at a place behind a signature. */
function changed(bytes: Uint8Array, signature: readonly number[], behind: number, put: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(put, lastOf(bytes, signature) + behind);
  return copy;
}

describe("a part is read", () => {
  test.each([
    ["packed", 6],
    ["as it is", 0],
  ] as const)("%s", (_, level) => {
    const archive = openArchive(zipOf({ "word/document.xml": "正文".repeat(50) }, { level }));
    expect(text(archive.read("word/document.xml"))).toBe("正文".repeat(50));
  });

  test("by its name in any case and with either slash", () => {
    const archive = openArchive(zipOf({ "Word\\Document.xml": "正文" }));
    expect(text(archive.read("word/document.xml"))).toBe("正文");
    expect(archive.read("../word/document.xml")).toBeUndefined();
  });

  test("where its sizes are those of zip64", () => {
    const bytes = zipOf({ "a.xml": [strOf("正文"), { extra: { 1: new Uint8Array(24) } }] });
    const at = lastOf(bytes, DIRECTORY);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const extra = at + 46 + 5 + 4;
    [at + 24, at + 20, at + 42].forEach((place, no) => {
      view.setUint32(extra + no * 8, view.getUint32(place, true), true);
      view.setUint32(place, 0xffffffff, true);
    });
    expect(text(openArchive(bytes).read("a.xml"))).toBe("正文");
  });
});

const strOf = (words: string): Uint8Array => new TextEncoder().encode(words);

describe("an archive is refused", () => {
  const small = zipOf({ "a.xml": "正文".repeat(40) });

  test("with more parts than may be", () => {
    const parts = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}`, ""]));
    expect(refusal(() => openArchive(zipOf(parts)))).toBe("TOO_COMPLEX");
  });

  test("that holds more than may be", () => {
    const part = new Uint8Array(26 * MB);
    expect(refusal(() => openArchive(zipOf({ a: part, b: part, c: part, d: part }, { level: 0 })))).toBe("TOO_LARGE");
  });

  test("of which more is unpacked than may be, one part at a time or the same over again", () => {
    const archive = openArchive(zipOf({ a: new Uint8Array(20 * MB) }, { level: 0 }));
    expect(refusal(() => [archive.read("a"), archive.read("a")])).toBeUndefined();
    expect(refusal(() => archive.read("a"))).toBe("TOO_LARGE");
  });

  test("that is packed too tightly to be a file of an office", () => {
    expect(refusal(() => openArchive(zipOf({ a: new Uint8Array(20 * MB) })))).toBe("TOO_COMPLEX");
  });

  test("that unpacks to more than it says", () => {
    const bytes = zipOf({ a: new Uint8Array(3 * MB) });
    expect(refusal(() => openArchive(changed(bytes, DIRECTORY, 24, [9, 0, 0, 0])).read("a"))).toBe("TOO_COMPLEX");
  });

  test("that is locked", () => {
    expect(refusal(() => openArchive(changed(small, DIRECTORY, 8, [1])))).toBe("UNSUPPORTED_FORMAT");
  });

  test.each<[string, Uint8Array]>([
    ["cut short", small.slice(0, -30)],
    ["cut at its beginning", small.slice(30)],
    ["of another checksum", changed(small, DIRECTORY, 16, [1, 2, 3, 4])],
    ["of less than it says", changed(small, DIRECTORY, 24, [255, 255])],
    ["packed in another way", changed(small, DIRECTORY, 10, [12])],
    ["whose directory lies elsewhere", changed(small, END, 16, [1])],
    ["whose part lies elsewhere", changed(small, DIRECTORY, 42, [7])],
    ["of parts of one name", changed(zipOf({ a: "1", b: "2" }), DIRECTORY, 46, [97])],
  ])("that is %s", (_, bytes) => {
    expect(refusal(() => openArchive(bytes).read("a.xml") ?? openArchive(bytes).read("a"))).toBe("DAMAGED_FILE");
  });
});
