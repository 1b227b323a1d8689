// Keys are read and written as other programs do, and strictly.
import { expect, test } from "vitest";
import { isKeyName, parseSigner, parseVerifierKey, secretText, signerOf } from "./key.ts";
import { NoteRefused } from "./note-refused.ts";

// Of the tests of Go's sumdb/note, of C2SP's signed-note, of transparency-dev's formats, and of a witness at work.
const foreign = [
  "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
  "Señor-0+2b9e7c9d+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
  "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
  "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
];
const peter = foreign[0] ?? "";
const peterSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

test.each(foreign)("%s is read and written back", (text) => {
  expect(parseVerifierKey(text).text).toBe(text);
});

test("a key's type, id and bytes are those of the specification's example", () => {
  const { name, id, type } = parseVerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  expect({ name, id, type }).toEqual({ name: "example.com/foo", id: 0x530d903a, type: "note" });
  expect(parseVerifierKey(foreign[5] ?? "").type).toBe("cosignature");
});

test("the secret key of Go's example has the public key of that example", () => {
  expect(parseSigner(peterSecret).key.text).toBe(peter);
});

test("a secret is written so that it is read again", () => {
  const secret = Buffer.alloc(32, 7);
  const text = secretText("ledger.example/log", "note", secret);
  expect(parseSigner(text).key.text).toBe(signerOf("ledger.example/log", "note", secret).key.text);
  const bytes = Buffer.from("hello");
  const { key, sign } = parseSigner(text);
  expect(key.verify(bytes, sign(bytes))).toBe(true);
  expect(key.verify(Buffer.from("hallo"), sign(bytes))).toBe(false);
});

test("no part of a key passes for a key, and none with a character changed", () => {
  const all = Array.from(peter);
  for (let from = 0; from < all.length; from++)
    for (let to = from + 1; to <= all.length; to++)
      if (to - from < all.length)
        expect(() => parseVerifierKey(all.slice(from, to).join("")), `${from} to ${to}`).toThrow(NoteRefused);
  for (const [at, character] of all.entries()) {
    const next = String.fromCharCode(character.charCodeAt(0) + 1);
    expect(() => parseVerifierKey(all.with(at, next).join("")), `at ${at}`).toThrow(NoteRefused);
  }
});

test.each([
  ["a type that is not used", "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", /type 1 or 4/],
  ["too many bytes", "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEYAA", /32 bytes/],
  ["an id in capitals", peter.replace("c74f20a3", "C74F20A3"), /eight digits/],
  ["another id", peter.replace("c74f20a3", "c74f20a4"), /not c74f20a3/],
  ["nothing", "", /name\+id\+key/],
])("a key with %s is refused", (_, text, message) => {
  expect(() => parseVerifierKey(text)).toThrow(message);
});

test("a secret that is refused is never repeated", () => {
  for (const wrong of [peterSecret.slice(0, -1), peterSecret.replace("c74f20a3", "c74f20a4"), peterSecret.slice(8)]) {
    const secret = wrong.slice(-20);
    expect(() => parseSigner(wrong)).toThrow(NoteRefused);
    expect(() => parseSigner(wrong)).not.toThrow(secret);
  }
});

test("a name is one word without plus signs", () => {
  for (const good of ["a", "ledger.example.gov.cn/台账", "Señor-0"]) expect(isKeyName(good), good).toBe(true);
  for (const bad of ["", "a b", "a+b", "a\u3000b", "a\u00a0b", "a\n", "\u0001", "\ud800"])
    expect(isKeyName(bad), JSON.stringify(bad)).toBe(false);
});
