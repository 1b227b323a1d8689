// Proofs by the API: what the auditor of a region gets is verified by the auditor's own verifier; who may ask, and what a witness adds.
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EventLog, type LogOfBytes, memoryLog } from "@taizhang/log";
import {
  cosign,
  digestOf,
  openCheckpoint,
  parseVerifierKey,
  readCheckpoint,
  signatureLine,
  signerOf,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
} from "@taizhang/proofs";
import { keeper, keptProofs, machineDisk } from "@taizhang/proving";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const digest = digestOf("sha256");
const witness = signerOf("witness.example.org", "cosignature", Buffer.alloc(32, 9));
const stranger = signerOf("stranger.example.org", "cosignature", Buffer.alloc(32, 10));

let directory: string;
let log: EventLog & LogOfBytes;
let region: TestRegion;
let other: TestRegion;
let serving: Serving;
let sizes: readonly number[];
/** What the log gives in the place of an event, as somebody has altered it. */
let altered: bigint | null = null;
/** What the operator is told. */
const warnings: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "taizhang-api-proofs-"));
  const ledger = testLedger("2021-05-06", (now) => {
    log = memoryLog(now);
    return log;
  });
  region = testRegion(ledger);
  other = testRegion(ledger, "500155");
  const keeping = keeper({
    ...{ log, disk: machineDisk, directory, ledger: "ledger.example.gov.cn", digest: "sha256" },
    secret: Buffer.alloc(32, 7),
    newId: () => "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4",
    logger: { info() {}, warn() {} },
  });
  const signed: number[] = [];
  for (const names of [["区财政局"], ["区教育局", "区民政局"], ["区水利局"]]) {
    for (const name of names) await region.register(name);
    await other.register(names[0] ?? "");
    await keeping.round();
    signed.push((signed.at(-1) ?? 0) + names.length);
  }
  sizes = signed;
  const proofs = keptProofs(
    machineDisk,
    directory,
    {
      async bytesAt(position) {
        const event = await log.bytesAt(position);
        return event && position === altered ? { ...event, data: Buffer.from("{}") } : event;
      },
    },
    { warn: (_, message) => void warnings.push(message) },
  );
  serving = await serve({ ledger, parts: { proofs }, settings: { witnessKeys: [witness.key] } });
});
afterAll(async () => {
  await serving.close();
  await rm(directory, { recursive: true });
});

const checkpointFields = "origin size root note verifierKey";
const hash = z.string().transform((text) => Buffer.from(text, "hex"));
const checkpoint = z
  .object({ origin: z.string(), size: z.number(), root: hash, note: z.string(), verifierKey: z.string() })
  .transform((shown): TreeHead & { note: string } => {
    const { checkpoint } = openCheckpoint(shown.note, parseVerifierKey(shown.verifierKey));
    expect(checkpoint).toMatchObject({ origin: shown.origin, size: shown.size });
    expect(shown.root.equals(checkpoint.root)).toBe(true);
    return shown;
  });

async function asked<Value>(query: string, shape: z.ZodType<Value>, role: "auditor" | "office" = "auditor") {
  const { data, errors } = await serving.ask(`{ it: ${query} }`, {}, region.bearer(role));
  expect(errors).toBeUndefined();
  return z.object({ it: shape.nullable() }).parse(data).it;
}

async function present<Value>(answer: Promise<Value | null>): Promise<Value> {
  const value = await answer;
  if (value === null) throw new Error("there should be an answer");
  return value;
}

async function eventsOf(regionId: string) {
  const found = [];
  for await (const event of log.bytes(null)) if (event.stream.endsWith(regionId)) found.push(event);
  return found;
}

describe("checkpoints", () => {
  test("the last, or that of a size; null for a size that was never signed", async () => {
    const last = await present(asked(`checkpoint { ${checkpointFields} }`, checkpoint, "office"));
    expect(last.size).toBe(sizes.at(-1));
    for (const size of sizes)
      expect((await asked(`checkpoint(size: ${size}) { ${checkpointFields} }`, checkpoint))?.size).toBe(size);
    expect(await asked(`checkpoint(size: 2) { ${checkpointFields} }`, checkpoint)).toBeNull();
    expect(await asked(`checkpoint(size: 99) { ${checkpointFields} }`, checkpoint)).toBeNull();
  });

  test("are pulled as a file, from the beginning or from where it ended last", async () => {
    const path = "/proofs/420304/checkpoints";
    const pulled = (range?: string) =>
      serving.send(path, { headers: range === undefined ? {} : { range } }, region.bearer("auditor"));
    const whole = await pulled();
    const text = await whole.text();
    expect([whole.status, readCheckpoint(text.slice(0, text.indexOf("\nledger.") + 1)).size]).toEqual([200, 1]);
    const cut = Buffer.byteLength(text.slice(0, 100));
    const rest = await pulled(`bytes=${cut}-`);
    expect([rest.status, await rest.text()]).toEqual([206, Buffer.from(text).subarray(cut).toString()]);
    expect((await pulled(`bytes=${Buffer.byteLength(text)}-`)).status).toBe(416);
    expect((await pulled("bytes=5-9")).status).toBe(200);
  });

  test("what a cut has left of the last one is not handed on: another one comes to its place", async () => {
    const file = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "checkpoints");
    const whole = await readFile(file);
    await appendFile(file, whole.subarray(0, whole.indexOf("\n\n")));
    const pulled = (headers: Record<string, string>) =>
      serving.send("/proofs/420304/checkpoints", { headers }, region.bearer("auditor"));
    const [all, more] = [await pulled({}), await pulled({ range: `bytes=${whole.length}-` })];
    await writeFile(file, whole);
    expect([all.status, await all.text()]).toEqual([200, whole.toString("utf8")]);
    expect([more.status, more.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  });

  test("of a damaged file nothing is handed on, and the auditor is told to ask again", async () => {
    const file = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "checkpoints");
    const whole = await readFile(file);
    const begin = whole.lastIndexOf("\nledger.");
    await writeFile(file, Buffer.from(whole).fill("\n", begin, begin + 40));
    const { status } = await serving.send("/proofs/420304/checkpoints", {}, region.bearer("auditor"));
    const { errors } = await serving.ask(`{ checkpoint(size: 4) { size } }`, {}, region.bearer("auditor"));
    await writeFile(file, whole);
    expect([status, errors?.[0]?.extensions["code"]]).toEqual([503, "UNAVAILABLE"]);
  });
});

test("every event is proven to be in every checkpoint that covers it, and in none before", async () => {
  const inclusion = z.object({
    checkpoint,
    index: z.number(),
    leaf: z.string(),
    leafHash: hash,
    altered: z.boolean(),
    hashes: z.array(hash),
  });
  const events = await eventsOf("420304");
  for (const [index, { position, id, data }] of events.entries()) {
    for (const size of sizes) {
      const fields = `checkpoint { ${checkpointFields} } index leaf leafHash altered hashes`;
      const found = await asked(`inclusionProof(position: "${position}", size: ${size}) { ${fields} }`, inclusion);
      expect(await asked(`inclusionProof(eventId: "${id}", size: ${size}) { ${fields} }`, inclusion)).toEqual(found);
      if (index >= size) {
        expect(found).toBeNull();
        continue;
      }
      const proof = await present(Promise.resolve(found));
      expect([proof.index, proof.altered]).toEqual([index, false]);
      const leaf = Buffer.from(proof.leaf, "base64");
      expect(leaf.includes(Buffer.from(data))).toBe(true);
      expect(proof.leafHash.equals(digest.leaf(leaf))).toBe(true);
      expect(verifyInclusion(digest, { index, leafHash: proof.leafHash, proof: proof.hashes }, proof.checkpoint)).toBe(
        true,
      );
    }
  }
  const [foreign] = await eventsOf("500155");
  expect(await asked(`inclusionProof(position: "${foreign?.position}") { index }`, z.unknown())).toBeNull();
  expect(await asked(`inclusionProof(eventId: "${foreign?.id}") { index }`, z.unknown())).toBeNull();
  for (const none of ['position: "1"', `eventId: "${region.unitId("区财政局")}"`, 'eventId: "1"'])
    expect(await asked(`inclusionProof(${none}) { index }`, z.unknown())).toBeNull();
});

test("an event is named by its position or by its id, in one way", async () => {
  const [event] = await eventsOf("420304");
  for (const said of ["", `(position: "${event?.position}", eventId: "${event?.id}")`, "(size: 1)"]) {
    const { errors } = await serving.ask(`{ inclusionProof${said} { index } }`, {}, region.bearer("auditor"));
    expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  }
});

test("an event that was altered since is said to be", async () => {
  const [event] = await eventsOf("420304");
  altered = event?.position ?? null;
  const said = await asked(`inclusionProof(position: "${altered}") { altered }`, z.object({ altered: z.boolean() }));
  const byId = await asked(`inclusionProof(eventId: "${event?.id}") { altered }`, z.object({ altered: z.boolean() }));
  altered = null;
  expect([said, byId]).toEqual([{ altered: true }, { altered: true }]);
});

test("the log is proven to have grown between any two checkpoints", async () => {
  const growth = z.object({ from: checkpoint, to: checkpoint, hashes: z.array(hash) });
  for (const from of sizes)
    for (const to of sizes.filter((size) => size >= from)) {
      const fields = `from { ${checkpointFields} } to { ${checkpointFields} } hashes`;
      const found = await present(asked(`consistencyProof(from: ${from}, to: ${to}) { ${fields} }`, growth, "office"));
      expect(verifyConsistency(digest, found.from, found.to, found.hashes)).toBe(true);
    }
  expect(await asked("consistencyProof(from: 2) { hashes }", z.unknown())).toBeNull();
  const refused = await serving.ask("{ consistencyProof(from: 3, to: 1) { hashes } }", {}, region.bearer("auditor"));
  expect(refused.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
});

const refusal = z.object({ error: z.object({ messageZh: z.string() }) });

describe("a witness", () => {
  const send = (body: string, path = "/proofs/420304/cosignatures") =>
    serving.send(path, { method: "POST", body }, region.bearer("auditor"));
  const noteOf = async (size: number) =>
    (await present(asked(`checkpoint(size: ${size}) { ${checkpointFields} }`, checkpoint))).note;
  const textOf = (note: string) => note.slice(0, note.indexOf("\n\n") + 1);

  test("adds a cosignature, which is kept and comes with the checkpoint", async () => {
    const note = await noteOf(3);
    const line = signatureLine(cosign(textOf(note), 1_620_259_200, witness));
    expect(await (await send(note + line)).json()).toEqual({ kept: 1, known: 0, passedOver: 0 });
    const cosigned = await noteOf(3);
    expect(cosigned).toBe(note + line);
    const key = parseVerifierKey(
      (await present(asked(`checkpoint(size: 3) { ${checkpointFields} }`, z.object({ verifierKey: z.string() }))))
        .verifierKey,
    );
    expect(openCheckpoint(cosigned, key, [witness.key]).witnessed.map(({ at }) => at)).toEqual([1_620_259_200]);
    // A later one takes the place of the earlier one.
    const later = signatureLine(cosign(textOf(note), 1_620_262_800, witness));
    await send(note + later);
    expect(await noteOf(3)).toBe(note + later);
    // An earlier one that comes late does not.
    expect(await (await send(note + line)).json()).toEqual({ kept: 0, known: 1, passedOver: 0 });
    expect(await noteOf(3)).toBe(note + later);
    expect(await noteOf(1)).not.toContain("witness");
  });

  test("who sends the same again and again at one moment is answered every time", async () => {
    const note = await noteOf(1);
    const line = signatureLine(cosign(textOf(note), 1_620_000_000, witness));
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([0, 1, 2, 3].map(() => send(note + line)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    }
    expect(await noteOf(1)).toBe(note + line);
  });

  test("whose file was torn is left out, and the operator told", async () => {
    const note = await noteOf(4);
    const own = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "cosigned", "4");
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "7"), "");
    expect(await noteOf(4)).toBe(note);
    expect(warnings).toEqual([expect.stringContaining("is no note of its checkpoint")]);
    await rm(own, { recursive: true });
  });

  test("hands in one note with the lines of others, and is told how many are not known here", async () => {
    const note = await noteOf(1);
    const line = (at: number) => signatureLine(cosign(textOf(note), at, witness));
    const unknown = signatureLine(cosign(textOf(note), 1_620_259_200, stranger));
    const answer = await send(note + line(1_620_262_800) + unknown + line(1_620_259_200));
    expect([answer.status, await answer.json()]).toEqual([200, { kept: 1, known: 0, passedOver: 1 }]);
    expect(await noteOf(1)).toBe(note.slice(0, note.indexOf("— witness")) + line(1_620_262_800));
  });

  test("may have signed in a version that named files by the id of the key alone", async () => {
    const note = await noteOf(4);
    const own = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "cosigned", "4");
    const line = (at: number) => signatureLine(cosign(textOf(note), at, witness));
    await mkdir(own, { recursive: true });
    await writeFile(join(own, String(witness.key.id)), note + line(1_620_259_200));
    expect(await noteOf(4)).toBe(note + line(1_620_259_200));
    await send(note + line(1_620_259_000));
    expect(await noteOf(4)).toBe(note + line(1_620_259_200));
    await send(note + line(1_620_262_800));
    expect(await noteOf(4)).toBe(note + line(1_620_262_800));
    await rm(own, { recursive: true });
  });

  test("who is not known, signs wrongly, in the future, or something else is refused, and nothing is kept", async () => {
    const note = await noteOf(4);
    const own = cosign(textOf(note), 1_620_259_200, witness);
    const wrong = signatureLine({ ...own, bytes: Buffer.from(own.bytes).fill(1, 20, 30) });
    const unknown = signatureLine(cosign(textOf(note), 1_620_259_200, stranger));
    const future = signatureLine(cosign(textOf(note), 32_503_680_000, witness));
    const said: string[] = [];
    for (const lines of [wrong, unknown, signatureLine(own) + wrong, signatureLine(own) + future, ""]) {
      const refused = await send(note + lines);
      expect(refused.status).toBe(400);
      said.push(refusal.parse(await refused.json()).error.messageZh);
    }
    expect(said).toEqual([
      "见证签名不予接受：witness.example.org的签名不符：文本或签名被改动。",
      "见证签名不予接受：没有已知见证的签名；签署者为stranger.example.org。",
      "见证签名不予接受：witness.example.org的签名不符：文本或签名被改动。",
      "见证签名不予接受：witness.example.org的见证时间比本机时间晚5分钟以上。",
      "见证签名不予接受：没有见证签名。",
    ]);
    const elsewhere = note.replace(/\n4\n/, "\n3\n");
    expect((await send(elsewhere + signatureLine(own))).status).toBe(404);
    expect((await send("nothing")).status).toBe(400);
    expect(await noteOf(4)).toBe(note);
  });
});

test("whoever is of another region, or has not the role, gets nothing", async () => {
  const path = "/proofs/420304/checkpoints";
  expect((await serving.send(path, {}, null)).status).toBe(401);
  expect((await serving.send(path, {}, other.bearer("auditor"))).status).toBe(404);
  expect((await serving.send(path, {}, region.bearer("unit", "区财政局"))).status).toBe(403);
  expect(
    (await serving.send("/proofs/420304/cosignatures", { method: "POST", body: "x" }, other.bearer("auditor"))).status,
  ).toBe(404);
  const [event] = await eventsOf("420304");
  const leaf = await serving.ask(
    `{ inclusionProof(position: "${event?.position}") { leaf } }`,
    {},
    region.bearer("office"),
  );
  expect(leaf.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
  const unit = await serving.ask("{ checkpoint { size } }", {}, region.bearer("unit", "区财政局"));
  expect(unit.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
});

test("ids that lead to another event give no proof of it, and say so as an outage", async () => {
  const ids = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "ids");
  const whole = await readFile(ids);
  // The first two have changed places.
  await writeFile(ids, Buffer.concat([whole.subarray(16, 32), whole.subarray(0, 16), whole.subarray(32)]));
  const [event] = await eventsOf("420304");
  const query = (of: string) => serving.ask(`{ inclusionProof(${of}) { index } }`, {}, region.bearer("auditor"));
  const byId = await query(`eventId: "${event?.id}"`);
  const byPosition = await query(`position: "${event?.position}"`);
  await writeFile(ids, whole);
  expect(byId.errors?.[0]?.extensions["code"]).toBe("UNAVAILABLE");
  expect(byPosition).toMatchObject({ data: { inclusionProof: { index: 0 } } });
  // A UUID may be written in capitals.
  expect(await query(`eventId: "${event?.id.toUpperCase()}"`)).toMatchObject({
    data: { inclusionProof: { index: 0 } },
  });
});

test("hashes that are damaged give no proof, and say so as an outage", async () => {
  const nodes = join(directory, "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4", "420304", "nodes");
  const whole = await readFile(nodes);
  await writeFile(nodes, Buffer.alloc(whole.length));
  const { errors } = await serving.ask("{ consistencyProof(from: 1) { hashes } }", {}, region.bearer("auditor"));
  await writeFile(nodes, whole);
  expect(errors?.[0]?.extensions["code"]).toBe("UNAVAILABLE");
});
