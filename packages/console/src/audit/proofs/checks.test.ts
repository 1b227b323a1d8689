import { consistencies, inclusions, leaves, roots } from "@taizhang/proofs/testing/rfc6962";
import { describe, expect, test } from "vitest";
import { bytesInBase64, bytesInHex, hexOf } from "./bytes.ts";
import { growthChecks, holds, inclusionChecks, noteChecks, sourceChecks } from "./checks.ts";
import { leafIn } from "./leaf.ts";
import { hashOf, leafHash } from "./merkle.ts";
import { checkpointIn, isSha256 } from "./note.ts";

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const inHex = (hex: string) => bytesInHex(hex) ?? new Uint8Array();
const origin = "ledger.example.gov.cn/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420304";
const checkpointOf = (size: number) => {
  const root = roots[size] ?? "";
  return { origin, size, root, note: `${origin}\n${size}\n${base64(inHex(root))}\n\n— ${origin} AAAAAA==\n` };
};
/** Which of the checks do not hold. */
const failing = (checks: ReturnType<typeof noteChecks>) =>
  checks.filter((check) => !holds([check])).map(({ of }) => of);
/** The text with its first letter or digit exchanged. */
const altered = (hex: string) => `${hex.startsWith("0") ? "1" : "0"}${hex.slice(1)}`;

describe("a checkpoint", () => {
  test("is read as it was signed, also where it was mailed", () => {
    const { note, ...said } = checkpointOf(5);
    expect(checkpointIn(note)).toEqual(said);
    expect(checkpointIn(`\r\n${note.replaceAll("\n", "\r\n")}\r\n`)).toEqual(said);
  });

  test("is none without its signature, with half a root, or with a size that is none", () => {
    const { note } = checkpointOf(5);
    const wrong = [
      note.split("\n\n")[0] ?? "",
      note.replace("\n5\n", "\n05\n"),
      note.replace(/\n5\n..../, "\n5\n"),
      "",
    ];
    expect(wrong.map(checkpointIn)).toEqual(wrong.map(() => null));
  });

  test("that says something else than its note is found", () => {
    expect(failing(noteChecks(checkpointOf(5)))).toEqual([]);
    expect(failing(noteChecks({ ...checkpointOf(5), root: roots[4] ?? "" }))).toEqual(["note"]);
    expect(failing(noteChecks({ ...checkpointOf(5), size: 4 }))).toEqual(["note"]);
    expect(failing(noteChecks({ ...checkpointOf(5), note: "" }))).toEqual(["note"]);
  });

  test("of a log that is kept with SM3 says so", () => {
    expect([isSha256({ origin }), isSha256({ origin: `${origin}/sm3` })]).toEqual([true, false]);
  });
});

describe.each(inclusions)("event %i in %i", (index, size, hashes) => {
  const leaf = inHex(leaves[index] ?? "");
  const given = {
    ...{ checkpoint: checkpointOf(size), index, hashes },
    ...{ leaf: base64(leaf), leafHash: hexOf(leafHash(leaf)) },
  };

  test("is proved", () => expect(holds(inclusionChecks(given))).toBe(true));

  test("is not where its bytes were altered, and the hash of the leaf is named first", () => {
    const other = base64(Uint8Array.from([...leaf, 1]));
    expect(failing(inclusionChecks({ ...given, leaf: other }))).toEqual(["leaf", "root"]);
    expect(failing(inclusionChecks({ ...given, leaf: "no base64" }))).toEqual(["leaf", "root"]);
  });

  test("is not where the hash that was signed, or one on the way, was altered", () => {
    expect(failing(inclusionChecks({ ...given, leafHash: altered(given.leafHash) }))).toEqual(["leaf"]);
    for (const [place, hash] of hashes.entries()) {
      const wrong = hashes.map((each, at) => (at === place ? altered(hash) : each));
      expect(failing(inclusionChecks({ ...given, hashes: wrong }))).toEqual(["root"]);
    }
    expect(failing(inclusionChecks({ ...given, hashes: [...hashes, "nonsense"] }))).toEqual(["root"]);
  });
});

describe.each(consistencies)("a log that grew from %i to %i", (from, to, hashes) => {
  const { note: _note, ...held } = checkpointOf(from);
  const given = { held, to: checkpointOf(to), hashes };

  test("is proved", () => expect(holds(growthChecks(given))).toBe(true));

  test("is not where the checkpoint that is held has another root, or a hash was altered", () => {
    expect(holds(growthChecks({ ...given, held: { ...held, root: altered(held.root) } }))).toBe(false);
    expect(holds(growthChecks({ ...given, held: { ...held, size: from + 1 } }))).toBe(false);
    for (const [place, hash] of hashes.entries()) {
      const wrong = hashes.map((each, at) => (at === place ? altered(hash) : each));
      expect(holds(growthChecks({ ...given, hashes: wrong }))).toBe(false);
    }
  });
});

describe("a notice", () => {
  const file = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    return { bytes, sha256: hexOf(hashOf(bytes)) };
  };

  test("of one file has its hash", () => {
    const one = file("各镇人民政府");
    expect(holds(sourceChecks(one.sha256, [one]))).toBe(true);
    expect(failing(sourceChecks(one.sha256, [{ ...one, bytes: file("各乡人民政府").bytes }]))).toEqual([
      "bytes",
      "files",
    ]);
  });

  test("of several has the hash of the list of theirs", () => {
    const [one, two] = [file("通知"), file("附件")];
    const whole = file(`${one.sha256}\n${two.sha256}\n`).sha256;
    expect(holds(sourceChecks(whole, [one, two]))).toBe(true);
    expect(failing(sourceChecks(whole, [two, one]))).toEqual(["files"]);
    expect(holds(sourceChecks(whole, []))).toBe(false);
  });
});

test("a leaf is read field by field, and nothing else is taken for one", () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const field = (bytes: Uint8Array) => [0, 0, 0, bytes.length, ...bytes];
  const leaf = Uint8Array.from(
    [
      text("taizhang/event/1"),
      text("task-1"),
      Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 2),
      text("9d31"),
      text("ProgressReported"),
      text("application/json"),
      text('{"progress":"已公布"}'),
      text("{}"),
    ].flatMap(field),
  );
  expect(leafIn(leaf)).toEqual({
    ...{ stream: "task-1", revision: 258, id: "9d31", type: "ProgressReported" },
    ...{ data: '{"progress":"已公布"}', metadata: "{}" },
  });
  expect(leafIn(leaf.slice(0, -1))).toBeNull();
  expect(leafIn(Uint8Array.of(1, 2, 3))).toBeNull();
  expect(leafIn(leaf.map((byte, at) => (at === 19 ? byte + 1 : byte)))).toBeNull();
});

test("bytes are read from texts that are written in one way alone", () => {
  expect([bytesInHex("0G"), bytesInHex("0A"), bytesInHex("0")]).toEqual([null, null, null]);
  expect([bytesInBase64("AB=="), bytesInBase64("A"), bytesInBase64("不是")]).toEqual([null, null, null]);
});
