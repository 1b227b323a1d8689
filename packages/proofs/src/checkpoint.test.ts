// Checkpoints and their witnesses: as C2SP's examples are, and as ours must be.
import { describe, expect, test } from "vitest";
import { roots } from "../testing/rfc6962.ts";
import { bytesOf, hexOf, numbered } from "../testing/trees.ts";
import {
  type Checkpoint,
  checkpointsIn,
  checkpointText,
  cosignaturesUnder,
  openCheckpoint,
  openCosignatures,
  parseCheckpoint,
  signCheckpoint,
} from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { parseVerifierKey, signerOf } from "./key.ts";
import { joinedNotes, parseNote, type Signed } from "./note.ts";
import { NoteRefused } from "./note-refused.ts";
import { type Origin, originText } from "./origin.ts";
import { signatureLine } from "./signature.ts";

// A checkpoint of a log at work, with the signatures of the log (two keys) and of its witnesses, as it was published.
const published = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
const publishedLog = parseVerifierKey(
  "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
);
const remora = parseVerifierKey("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");
const stagemole = parseVerifierKey("witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv");

describe("a published checkpoint", () => {
  test("opens with the log's key and the witnesses'", () => {
    const { checkpoint, witnessed } = openCheckpoint(published, publishedLog, [remora, stagemole]);
    expect(checkpoint).toMatchObject({ origin: publishedLog.name, size: 1432088532, extensions: [] });
    expect(witnessed.map(({ key, at }) => [key.name, at])).toEqual([
      ["remora.n621.de", 0x6a122120],
      ["witness.stagemole.eu", 0x6a122120],
    ]);
  });

  test("does not open when its size, its root, or the time of a witness is another", () => {
    const opens = (source: string) => () => openCheckpoint(source, publishedLog, [remora]);
    expect(opens(published)).not.toThrow();
    expect(opens(published.replace("1432088532", "1432088533"))).toThrow(NoteRefused);
    expect(opens(published.replace("U7WM", "U7WN"))).toThrow(NoteRefused);
    expect(opens(published.replace("2net5wAAAABqEiEg", "2net5wAAAABqEiEh"))).toThrow(/remora.n621.de is wrong/);
  });

  test("is of its own log only, and a witness does not stand for the log", () => {
    expect(() => openCheckpoint(published, remora)).toThrow(/is a witness's/);
    const { text } = parseNote(published);
    const stranger = signerOf("stranger", "note", Buffer.alloc(32, 1));
    expect(() => openCheckpoint(published, stranger.key, [remora])).toThrow(/the key of stranger/);
    const unsigned = `${text}\n${published.slice(published.indexOf("— remora"))}`;
    expect(() => openCheckpoint(unsigned, publishedLog, [remora])).toThrow(/the log itself/);
  });
});

test("the cosignature of C2SP's example says its time", () => {
  const line =
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
  const [signature] = parseNote(`text\n\n${line}\n`).signatures;
  expect(signature?.id).toBe(0x8d66cf3f);
  expect(signature && Buffer.from(signature.bytes).readBigUInt64BE()).toBe(1679315147n);
  expect(signature && signatureLine(signature)).toBe(`${line}\n`);
});

const origin: Origin = {
  ledger: "ledger.example.gov.cn",
  logId: "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4",
  regionId: "420381",
  digest: "sha256",
};
const name = originText(origin);
const log = signerOf(name, "note", Buffer.alloc(32, 2));
const witness = signerOf("witness.example/w1", "cosignature", Buffer.alloc(32, 3));
const other = signerOf("witness.example/w2", "cosignature", Buffer.alloc(32, 4));
const checkpoint: Checkpoint = { origin: name, size: 8, root: bytesOf(roots[8] ?? ""), extensions: [] };
const source = signCheckpoint(checkpoint, log);
const cosigned = (signer: typeof witness, at: number) => signatureLine(cosign(checkpointText(checkpoint), at, signer));

test("a checkpoint is three lines that everybody can read", () => {
  expect(checkpointText(checkpoint)).toBe(
    "ledger.example.gov.cn/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420381\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
  );
  expect(openCheckpoint(source, log.key)).toEqual({ checkpoint: expect.objectContaining({ size: 8 }), witnessed: [] });
  expect(hexOf(openCheckpoint(source, log.key).checkpoint.root)).toBe(roots[8]);
});

test("a log signs for itself alone", async () => {
  const root = await (await numbered(3)).root();
  const foreign = { origin: name.replace("420381", "420382"), size: 3, root, extensions: [] };
  expect(() => signCheckpoint(foreign, log)).toThrow(NoteRefused);
  expect(() => signCheckpoint(checkpoint, witness)).toThrow(/is a witness's/);
});

describe("witnesses", () => {
  const keys = [witness.key, other.key];
  const now = 1_700_000_100;
  const opened = (lines: readonly string[], known = keys) =>
    openCosignatures(
      source,
      lines.map((line) => line.trimEnd()),
      known,
      now,
    );

  test("have the latest word of each, in whatever order they come", () => {
    const lines = [cosigned(witness, 1_700_000_060), cosigned(other, 1_700_000_001), cosigned(witness, 1_700_000_000)];
    const said = (signed: readonly Signed[]) => signed.map(({ key, at }) => [key.name, at]);
    const latest = [
      ["witness.example/w1", 1_700_000_060],
      ["witness.example/w2", 1_700_000_001],
    ];
    expect(said(opened(lines).witnessed)).toEqual(latest);
    const joined = joinedNotes([source, ...lines.map((line) => source + line)]);
    expect(said(openCheckpoint(joined, log.key, keys).witnessed)).toEqual(latest);
    expect(openCheckpoint(joined, log.key).witnessed).toEqual([]);
  });

  test("that are not known are passed over beside one that is", () => {
    const { witnessed, unknown } = opened([cosigned(other, 1), cosigned(witness, 1)], [witness.key]);
    expect([witnessed.map(({ key }) => key.name), unknown]).toEqual([["witness.example/w1"], 1]);
  });

  test("may have a clock that is a little ahead", () => {
    expect(opened([cosigned(witness, now + 300)]).witnessed).toHaveLength(1);
    expect(() => opened([cosigned(witness, now + 301)])).toThrow(/more than 5 minutes ahead/);
  });

  test.each([
    ["unknown", () => cosigned(other, 1), /by witness.example\/w2/],
    ["of another text", () => signatureLine(cosign("x\n", 1, witness)), /witness.example\/w1 is wrong/],
    ["cut", () => cosigned(witness, 1).slice(0, 40), /base64/],
    ["the log itself", () => source.slice(source.indexOf("—")), /none is by a known witness/],
    [
      "of a time that is none",
      () => signatureLine({ ...cosign("x\n", 1, witness), bytes: Buffer.alloc(72, 255) }),
      /wrong/,
    ],
  ])("that are %s are refused", (_, line, message) => {
    expect(() => opened([line()], [witness.key])).toThrow(message);
  });

  test("do not vouch for a log that is kept with SM3, which is a log of its own name", () => {
    const sm3 = originText({ ...origin, digest: "sm3" });
    const sm3Log = signerOf(sm3, "note", Buffer.alloc(32, 2));
    const sm3Checkpoint = { ...checkpoint, origin: sm3 };
    const sm3Source = signCheckpoint(sm3Checkpoint, sm3Log);
    expect(sm3).toBe(`${name}/sm3`);
    expect(openCheckpoint(sm3Source, sm3Log.key).checkpoint.origin).toBe(sm3);
    expect(() => openCheckpoint(sm3Source, log.key)).toThrow(NoteRefused);
    const line = signatureLine(cosign(checkpointText(sm3Checkpoint), 1, witness));
    expect(() => openCosignatures(sm3Source, [line.trimEnd()], [witness.key], 1)).toThrow(/has no witnesses/);
    // Nor does a line count that somebody has written under it by hand; one of a stranger says nothing anyway.
    const joined = sm3Source + line;
    expect(() => openCheckpoint(joined, sm3Log.key, keys)).toThrow(/has no witnesses/);
    expect(() => cosignaturesUnder(joined, keys)).toThrow(/has no witnesses/);
    expect(openCheckpoint(joined, sm3Log.key).witnessed).toEqual([]);
    expect(cosignaturesUnder(joined, [other.key])).toEqual([]);
    expect(cosignaturesUnder(sm3Source, keys)).toEqual([]);
  });
});

test.each([
  ["no origin", "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", /origin/],
  ["a size with a zero before", "a\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", /“08”/],
  ["a size beyond counting", "a\n9007199254740992\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", /size/],
  ["a size that is none", "a\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", /size/],
  ["a short root", "a\n8\nXcnaeacGWamtVZy3Ad7Zog==\n", /root/],
  ["a root in other base64", "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyg=\n", /root/],
  ["two lines", "a\n8\n", /three lines/],
  ["no last newline", "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=", /newline/],
  ["an empty line more", "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\nb\n", /empty line/],
])("a checkpoint with %s is refused", (_, text, message) => {
  expect(() => parseCheckpoint(text)).toThrow(message);
});

test("further lines are kept, and none may hold another", () => {
  const more = { ...checkpoint, extensions: ["one more"] };
  expect(openCheckpoint(signCheckpoint(more, log), log.key).checkpoint.extensions).toEqual(["one more"]);
  expect(() => checkpointText({ ...checkpoint, extensions: ["one\ntwo"] })).toThrow(/no line break/);
  expect(() => checkpointText({ ...checkpoint, extensions: [""] })).toThrow(/empty line/);
});

test("a file of checkpoints is read one by one, and says what was cut", () => {
  const second = source + cosigned(witness, 1_700_000_000);
  const file = source + second + source;
  expect(checkpointsIn(file)).toEqual({ sources: [source, second, source], torn: "" });
  expect(checkpointsIn("")).toEqual({ sources: [], torn: "" });
  for (let cut = source.length + 1; cut < source.length * 2; cut++) {
    const { sources, torn } = checkpointsIn((source + source).slice(0, cut));
    expect(sources.join("") + torn).toBe((source + source).slice(0, cut));
    expect(sources).toEqual([source]);
  }
});
