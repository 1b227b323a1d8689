// Signed notes are read, signed and opened as Go's and C2SP's examples are.
import { describe, expect, test } from "vitest";
import { parseSigner, parseVerifierKey, signerOf } from "./key.ts";
import { noteSource, openNote, parseNote, signText } from "./note.ts";
import { NoteRefused } from "./note-refused.ts";

const peter = parseVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
const enoch = parseVerifierKey("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
const signer = parseSigner("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const byPeter =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const byEnoch =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

describe("Go's example", () => {
  test("is signed byte by byte as there", () => {
    expect(noteSource({ text, signatures: [signText(text, signer)] })).toBe(`${text}\n${byPeter}`);
  });

  test("in letters of several bytes, too", () => {
    const trees = "árvore de transparência 日本語 🌲\n";
    expect(noteSource({ text: trees, signatures: [signText(trees, signer)] })).toBe(
      `${trees}\n— PeterNeumann x08go++3OV7s/KeQz0gcxdTb0xCe6RGE+WqNgFmfn4c7Kh2Tj4rqMVeBKDYPti8V31GF/I1uTTEjjn8pxz1ai4qlEwM=\n`,
    );
  });

  test("opens with one key, and leaves the other signature unknown", () => {
    const opened = openNote(`${text}\n${byPeter}${byEnoch}`, [peter]);
    expect(opened.text).toBe(text);
    expect(opened.signed.map(({ key }) => key.name)).toEqual(["PeterNeumann"]);
    expect(opened.unknown.map(({ name }) => name)).toEqual(["EnochRoot"]);
  });

  test("opens with both keys", () => {
    const { signed, unknown } = openNote(`${text}\n${byPeter}${byEnoch}`, [peter, enoch]);
    expect(signed.map(({ key }) => key.name)).toEqual(["PeterNeumann", "EnochRoot"]);
    expect(unknown).toEqual([]);
  });
});

test("C2SP's example opens with its key", () => {
  const key = parseVerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  const source =
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  expect(openNote(source, [key]).text).toBe("This is an example message.\n");
});

test("a text may hold empty lines: the last one parts it from the signatures", () => {
  const source =
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
  const note = parseNote(source);
  expect(note.text.endsWith("ed è subito sera.\n")).toBe(true);
  expect(note.signatures.map(({ name, id }) => [name, id])).toEqual([["quasimodo.example/salvatore", 0x367ba04b]]);
  expect(noteSource(note)).toBe(source);
});

test("every character of a signed note matters", () => {
  const source = `${text}\n${byPeter}`;
  for (const [at, character] of Array.from(source).entries()) {
    const other = Array.from(source)
      .with(at, character === "x" ? "y" : "x")
      .join("");
    if (other !== source) expect(() => openNote(other, [peter]), `at ${at}: ${other}`).toThrow(NoteRefused);
  }
});

test("a wrong signature under a known key refuses the note, whatever else is right", () => {
  const wrong = byEnoch.replace("5n2tiOHp", "5n2tiOHq");
  expect(() => openNote(`${text}\n${byPeter}${wrong}`, [peter, enoch])).toThrow("the signature of EnochRoot is wrong");
  expect(openNote(`${text}\n${byPeter}${wrong}`, [peter]).signed).toHaveLength(1);
});

test("a signature is by a key only if name and id are both its own", () => {
  for (const stranger of [byPeter.replace("PeterNeumann", "CarmenSandiego"), byPeter.replace("x08g", "xxxx")])
    expect(() => openNote(`${text}\n${stranger}`, [peter])).toThrow(/none of the keys that are trusted/);
  expect(() => openNote(`${text}\n${byPeter}`, [])).toThrow("it is signed by PeterNeumann");
});

test("the same signature twice counts once", () => {
  expect(openNote(`${text}\n${byPeter}${byPeter}`, [peter, peter]).signed).toHaveLength(1);
});

test("two keys that cannot be told apart are refused", () => {
  const twin = { ...peter, text: "another" };
  expect(() => openNote(`${text}\n${byPeter}`, [peter, twin])).toThrow(/the same name and id/);
});

test.each([
  ["no signatures", text],
  ["an empty list of them", `${text}\n`],
  ["a last line that does not end", `${text}\n${byPeter.slice(0, -1)}`],
  ["a second signature that is cut", `${text}\n${byPeter}${byEnoch.slice(0, -1)}`],
  ["a word behind a signature", `${text}\n${byPeter.replace("=\n", "= more\n")}`],
  ["a control character", `\u0001${text}\n${byPeter}`],
  ["a carriage return", `${text}\n${byPeter}`.replaceAll("\n", "\r\n")],
  ["half a character", `\ud800${text}\n${byPeter}`],
  ["a blank in a name", `${text}\n${byPeter.replace("PeterNeumann", "Peter Neumann")}`],
  ["a plus in a name", `${text}\n${byPeter.replace("PeterNeumann", "Peter+Neumann")}`],
  ["a hyphen for the dash", `${text}\n${byPeter.replace("—", "-")}`],
  ["base64 without its padding", `${text}\n${byPeter.replace("=", "")}`],
  ["base64 with bits to spare", `${text}\n${byPeter.replace("AM=", "AN=")}`],
  ["a signature of its id alone", `${text}\n— PeterNeumann x08gow==\n`],
  ["another line behind", `${text}\n${byPeter}Unexpected line.\n`],
  ["too many signatures", `${text}\n${byPeter.repeat(101)}`],
])("a note with %s is refused", (_, source) => {
  expect(() => openNote(source, [peter])).toThrow(NoteRefused);
});

test("what is no text is not written, and a witness signs no notes", () => {
  expect(() => noteSource({ text: "abc", signatures: [] })).toThrow(/ends with a newline/);
  expect(() => signText(text, signerOf("witness", "cosignature", Buffer.alloc(32)))).toThrow(/signs checkpoints only/);
});
