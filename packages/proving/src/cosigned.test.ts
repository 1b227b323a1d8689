// Cosignatures as files: of each witness the latest, whoever writes when.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosign, originText, parseNote, type Signer, signatureLine, signCheckpoint, signerOf } from "@taizhang/proofs";
import { onTestFinished, test } from "vitest";
import { cosignedNotes } from "./cosigned.ts";
import { machineDisk } from "./disk.ts";

const origin = originText({
  ledger: "ledger.example.gov.cn",
  logId: "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4",
  regionId: "420304",
  digest: "sha256",
});
const checkpoint = { origin, size: 4, root: Buffer.alloc(32, 1), extensions: [] };
const source = signCheckpoint(checkpoint, signerOf(origin, "note", Buffer.alloc(32, 2)));
const { text } = parseNote(source);
const one = signerOf("witness.example/w1", "cosignature", Buffer.alloc(32, 3));
const other = signerOf("witness.example/w2", "cosignature", Buffer.alloc(32, 4));
/** Another witness, whose key happens to have the id of the first's. */
const twin: Signer = { ...other, key: { ...other.key, id: one.key.id } };
const witnesses = [one.key, twin.key];
const now = 1_700_000_000;
const line = (signer: Signer, at: number) => signatureLine(cosign(text, at, signer)).trimEnd();

async function notes() {
  const directory = await mkdtemp(join(tmpdir(), "taizhang-cosigned-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return { directory, ...cosignedNotes(machineDisk, directory, () => undefined) };
}
const noteOf = (...lines: readonly string[]) => source + lines.map((each) => `${each}\n`).join("");

test("witnesses whose keys have one id do not replace each other", async ({ expect }) => {
  const { joinedTo, keep } = await notes();
  await keep(source, [line(one, now)], witnesses, now);
  await keep(source, [line(twin, now)], witnesses, now);
  expect(new Set((await joinedTo(source)).split("\n"))).toEqual(
    new Set(noteOf(line(one, now), line(twin, now)).split("\n")),
  );
});

test("of many that are kept at one moment the latest is told, and nothing of the earlier is left", async ({
  expect,
}) => {
  const { directory, joinedTo, keep } = await notes();
  const times = [5, 9, 1, 7, 3].map((seconds) => now + seconds);
  await Promise.all(times.map((at) => keep(source, [line(one, at)], witnesses, now)));
  expect(await joinedTo(source)).toBe(noteOf(line(one, now + 9)));
  expect(await keep(source, [line(one, now + 8)], witnesses, now)).toEqual({ kept: 0, known: 1, passedOver: 0 });
  expect(await keep(source, [line(one, now + 10)], witnesses, now)).toEqual({ kept: 1, known: 0, passedOver: 0 });
  expect(await readdir(join(directory, "cosigned", "4"))).toEqual([expect.stringMatching(/-1700000010$/)]);
});
