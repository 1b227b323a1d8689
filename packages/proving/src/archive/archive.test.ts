// Archives of a ledger: what is in them, and what an auditor is told of one that is whole, altered or another's. What is found of
// altered stores is in test/proving.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosign, NoteRefused, parseNote, signatureLine, signerOf } from "@taizhang/proofs";
import { drawing, yearOf } from "@taizhang/proofs/testing/archives";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkpointsOf, keyOf } from "../../testing/kept.ts";
import { type KeptYear, keptYear, logId, neighbour, notice, region, sha256, toldIn } from "../../testing/kept-year.ts";
import { logOfEvents } from "../../testing/log-of-events.ts";
import { NoArchive } from "./lines.ts";
import { NothingSigned, sha256Of } from "./write-archive.ts";

let year: KeptYear;
beforeAll(async () => {
  year = await keptYear();
});
afterAll(() => year.remove());

const kinds = (lines: readonly string[]) => lines.map((line) => /^\{"([a-z]+)"/.exec(line)?.[1]);

test("an archive holds every event of its region, each beside its hash, the notices, and nothing of others", async () => {
  const lines = await year.archived(logOfEvents(year.events));
  const count = (kind: string) => kinds(lines).filter((each) => each === kind).length;
  expect([count("head"), count("checkpoint"), count("event"), count("leaf"), count("source"), count("end")]).toEqual([
    ...[1, 5, 60, 60, 1, 1],
  ]);
  expect(lines.join("")).not.toContain(neighbour);
  const outcome = await year.verified(lines, { keys: [await keyOf(year.directory, region)] });
  expect(outcome.isIntact).toBe(true);
  expect(toldIn(outcome)).toBe(
    `what was logged: of 60 events the held checkpoints prove the first ${year.heldSize}, those that came with the archive the first 60`,
  );
});

test("what came after the last checkpoint is in it, and is said to be unproven", async () => {
  const more = yearOf(2, drawing(9), "后来").map((event) => ({ ...event, stream: "task-99" }));
  const next = more.map((event, revision) => ({ ...event, revision }));
  const outcome = await year.verified(await year.archived(logOfEvents([...year.events, ...next])));
  expect(outcome.isIntact).toBe(true);
  expect(toldIn(outcome)).toContain("no checkpoint proves the last 2");
});

describe("an archive that was altered itself", () => {
  let lines: string[];
  beforeAll(async () => {
    lines = await year.archived(logOfEvents(year.events));
  });

  test("in a notice, or without it, is not intact", async () => {
    const at = kinds(lines).indexOf("source");
    const other = (lines[at] ?? "").replace(notice.toString("base64"), Buffer.from("另一份").toString("base64"));
    const outcome = await year.verified(lines.with(at, other));
    expect([outcome.isIntact, toldIn(outcome)]).toEqual([false, expect.stringContaining("is not what was received")]);
    const without = await year.verified(lines.toSpliced(at, 1));
    expect([without.isIntact, toldIn(without)]).toEqual([
      false,
      expect.stringContaining(`the notice ${sha256}, which`),
    ]);
  });

  test("by a notice that was never received is not intact, also where it is counted", async () => {
    const bytes = Buffer.from("另一份通知");
    const forged = { sha256: sha256Of(bytes), name: "通知.txt", bytes: bytes.toString("base64") };
    const end = (lines.at(-1) ?? "").replace('"sources":1', '"sources":2');
    const outcome = await year.verified([...lines.slice(0, -1), `${JSON.stringify({ source: forged })}\n`, end]);
    expect([outcome.isIntact, toldIn(outcome)]).toEqual([
      false,
      expect.stringContaining(`the log names no notice ${forged.sha256}`),
    ]);
  });

  test("cut off behind what the checkpoint covers is not whole", async () => {
    const last = lines.length - 4;
    const outcome = await year.verified(lines.slice(0, last));
    expect([outcome.isIntact, toldIn(outcome)]).toEqual([false, expect.stringContaining("the archive is not whole")]);
  });

  test("in the middle of a line, in its form, or by lines that are none, cannot be verified", async () => {
    const checkpoint = lines[1] ?? "";
    await expect(year.verified([...lines.slice(0, 9), '{"event":'])).rejects.toThrow("line 10 does not end");
    await expect(year.verified(lines.with(9, '{"event":{}}\n'))).rejects.toThrow("line 10: event.stream");
    await expect(year.verified(lines.with(9, '{"odd":1}\n'))).rejects.toThrow("line 10 is no line of an archive");
    await expect(year.verified([...lines, checkpoint])).rejects.toThrow("stands behind the end");
    await expect(year.verified(lines.toSpliced(40, 0, checkpoint))).rejects.toThrow("a checkpoint behind events");
    await expect(year.verified(lines.slice(1))).rejects.toThrow("line 1");
    await expect(year.verified([])).rejects.toThrow("the file is empty");
    await expect(year.verified(lines, { checkpoints: "nothing\n" })).rejects.toThrow("held holds no checkpoint");
  });

  test("in a checkpoint that came with it, or with another key, is refused", async () => {
    const forged = (lines[1] ?? "").replace(/\\n(\d+)\\n/, (_, size) => `\\n${Number(size) + 1}\\n`);
    await expect(year.verified(lines.with(1, forged))).rejects.toThrow(
      "line 2 of the archive: the checkpoint is not signed by",
    );
    const head = JSON.parse(lines[0] ?? "{}").head;
    const other = await archivedBy(8);
    await expect(year.verified(other)).rejects.toThrow("held: the checkpoint is not signed by the key that is trusted");
    await expect(year.verified(other, { keys: [head.key] })).rejects.toThrow("not signed by the key that is trusted");
  });
});

test("why an archive cannot be verified is told in Chinese as a whole, and in English", async () => {
  const lines = await year.archived(logOfEvents(year.events));
  const checkpoint = lines[1] ?? "";
  const [first = "", ...later] = await checkpointsOf(year.directory, region);
  const [foreign = ""] = await checkpointsOf(year.directory, neighbour);
  const failing: readonly [of: readonly string[], how?: Parameters<KeptYear["verified"]>[1]][] = [
    [[]],
    [lines.slice(1)],
    [[...lines.slice(0, 9), '{"event":']],
    [lines.with(9, '{"event":{}}\n')],
    [lines.with(9, '{"odd":1}\n')],
    [[...lines, checkpoint]],
    [lines.toSpliced(40, 0, checkpoint)],
    [
      lines.with(
        1,
        checkpoint.replace(/\\n(\d+)\\n/, (_, size) => `\\n${Number(size) + 1}\\n`),
      ),
    ],
    [await archivedBy(8)],
    [lines, { checkpoints: "nothing\n" }],
    [lines, { checkpoints: foreign }],
    [lines, { checkpoints: `${first}\n${later.join("")}` }],
    [lines, { keys: ["nonsense"] }],
    [lines, { keys: ["a+00000000+AAAA"] }],
  ];
  for (const [of, how] of failing) {
    const refused: unknown = await year.verified(of, how).catch((error: unknown) => error);
    if (!(refused instanceof NoteRefused || refused instanceof NoArchive)) throw refused;
    const { zh, en } = refused.sentence;
    expect(en).toBe(refused.message);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(zh).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  }
});

/** An archive of the same events, as somebody would make it who has another key. */
async function archivedBy(key: number): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), "taizhang-forged-"));
  const log = logOfEvents(year.events);
  try {
    await year.keep(log, { key, directory });
    return await year.archived(log, region, directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

test("a checkpoint of another region is refused, and a region of which nothing was signed has no archive", async () => {
  const lines = await year.archived(logOfEvents(year.events));
  const [other = ""] = await checkpointsOf(year.directory, neighbour);
  await expect(year.verified(lines, { checkpoints: other })).rejects.toThrow(
    "is of region 420304, and the archive of 420381",
  );
  await expect(year.archived(logOfEvents(year.events), "110000")).rejects.toThrow(NothingSigned);
  await expect(year.archived(logOfEvents(year.events), "110000")).rejects.toThrow(
    /110000 签署过.* \/ nothing of region 110000/,
  );
});

describe("a file of checkpoints that is held", () => {
  let lines: string[];
  let all: readonly string[];
  beforeAll(async () => {
    lines = await year.archived(logOfEvents(year.events));
    all = await checkpointsOf(year.directory, region);
  });

  test("counts whichever way its lines end, as after an editor or a mail", async () => {
    const checkpoints = `\ufeff${all.join("").replaceAll("\n", "\r\n")}\r\n`;
    const outcome = await year.verified(lines, { checkpoints });
    expect(outcome.isIntact).toBe(true);
    expect(toldIn(outcome)).toContain("the held checkpoints prove the first 60, ");
    expect(toldIn(outcome)).not.toContain("left out");
  });

  test("that ends within its last one says so", async () => {
    const outcome = await year.verified(lines, { checkpoints: all.join("").slice(0, -1) });
    expect(outcome.isIntact).toBe(true);
    expect(toldIn(outcome)).not.toContain("the held checkpoints prove the first 60");
    expect(toldIn(outcome)).toContain("held ends within a checkpoint, which was left out");
  });

  test("in whose middle something is none is refused: the later ones would be passed over", async () => {
    const [first = "", ...later] = all;
    await expect(year.verified(lines, { checkpoints: `${first}\n${later.join("")}` })).rejects.toThrow(
      "held is damaged behind 1 of its checkpoints",
    );
  });
});

test("a restored log has another name, and is held against the checkpoints of the earlier one all the same", async () => {
  const restored = logOfEvents(year.events.slice(0, 40));
  await year.keep(restored, { logId: 5 });
  const lines = await year.archived(restored);
  const outcome = await year.verified(lines);
  expect(outcome.isIntact).toBe(false);
  expect(toldIn(outcome)).toContain("which the archive lacks");
  expect(toldIn(outcome)).toContain("the log was restored or begun anew");
  const [first = ""] = await checkpointsOf(year.directory, region, logId(4));
  expect((await year.verified(lines, { checkpoints: first })).isIntact).toBe(true);
});

test("a kept cosignature that was torn is left out, and told in both languages", async () => {
  const own = await keptYear();
  onTestFinished(() => own.remove());
  const directory = join(own.directory, logId(4), region, "cosigned", String(own.heldSize));
  await mkdir(directory, { recursive: true });
  const file = join(directory, "7");
  await writeFile(file, own.held.slice(0, -9));
  const outcome = await own.verified(await own.archived(logOfEvents(own.events)));
  expect(outcome.isIntact).toBe(true);
  expect(own.leftOut).toEqual([
    {
      zh: `保存的见证签名 ${file} 不是其检查点的签名文本（签名文本的末行没有结束：文本被截断），未收入档案；请删除该文件，并可请见证重新提交`,
      en: `the kept cosignature ${file} is no note of its checkpoint (the last line of a note does not end: the note was cut) and is left out of the archive; remove the file, and the witness may send its line again`,
    },
  ]);
});

describe("witnesses that the auditor names", () => {
  let own: KeptYear;
  beforeAll(async () => {
    own = await keptYear();
  });
  afterAll(() => own.remove());

  const one = signerOf("witness.example/w1", "cosignature", Buffer.alloc(32, 3));
  const other = signerOf("witness.example/w2", "cosignature", Buffer.alloc(32, 4));
  const named = { witnesses: [one.key.text, other.key.text] };
  const [early, late] = [1_640_000_000, 1_640_000_060];
  const lineOf = (source: string, at: number) => signatureLine(cosign(parseNote(source).text, at, one));
  /** The archive, with lines under its checkpoint of this number. */
  const archivedWith = async (at: number, linesOf: (source: string) => string) => {
    const source = (await checkpointsOf(own.directory, region))[at] ?? "";
    const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
    const lines = await own.archived(logOfEvents(own.events));
    return lines.map((line) => line.replace(quoted(source), () => quoted(source + linesOf(source))));
  };

  test("are told with what they saw and when, or that they signed nothing", async () => {
    const outcome = await own.verified(await archivedWith(1, (source) => lineOf(source, late)), {
      ...named,
      checkpoints: own.held + lineOf(own.held, early),
    });
    expect(outcome.isIntact).toBe(true);
    expect(outcome.told).toContainEqual({
      zh: `见证witness.example/w1签署了前${own.heldSize}件事件的检查点，见证时间为2021-12-20T11:33:20Z`,
      en: `the witness witness.example/w1 has signed the checkpoint of the first ${own.heldSize} events, at 2021-12-20T11:33:20Z`,
    });
    expect(toldIn(outcome)).toContain("the witness witness.example/w2 has signed no checkpoint of this log");
    const newest = await own.verified(await archivedWith(4, (source) => lineOf(source, late)), named);
    expect(toldIn(newest)).toContain(
      "witness.example/w1 has signed the checkpoint of the first 60 events, at 2021-12-20T11:34:20Z",
    );
  });

  test("do not vouch for a log that is kept with SM3, neither in the archive nor in what is held", async () => {
    const sm3 = await keptYear("sm3");
    onTestFinished(() => sm3.remove());
    const lines = await sm3.archived(logOfEvents(sm3.events));
    const [source = ""] = await checkpointsOf(sm3.directory, region);
    const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
    const cosigned = lines.map((each) => each.replace(quoted(source), () => quoted(source + lineOf(source, early))));
    expect(cosigned).not.toEqual(lines);
    await expect(sm3.verified(cosigned, named)).rejects.toThrow(/line 2 of the archive: .*\/sm3 is kept with SM3/);
    const checkpoints = sm3.held + lineOf(sm3.held, early);
    await expect(sm3.verified(lines, { ...named, checkpoints })).rejects.toThrow(/held: .*has no witnesses/);
    // Without the key of a witness its line says nothing.
    expect((await sm3.verified(cosigned)).isIntact).toBe(true);
    const outcome = await sm3.verified(lines, named);
    expect([outcome.isIntact, toldIn(outcome)]).toEqual([true, expect.stringContaining("w1 has signed no checkpoint")]);
  });

  test("have their lines forged by nobody, also not behind a right one", async () => {
    const forged = (source: string) => lineOf(source.replace(/\n\d+\n/, "\n1\n"), early);
    for (const linesOf of [forged, (source: string) => lineOf(source, late) + forged(source)]) {
      const lines = await archivedWith(1, linesOf);
      await expect(own.verified(lines, named)).rejects.toThrow(/line 3 of the archive: .*witness.example\/w1 is wrong/);
      expect((await own.verified(lines)).isIntact).toBe(true);
    }
    const checkpoints = own.held + forged(own.held);
    const lines = await own.archived(logOfEvents(own.events));
    await expect(own.verified(lines, { ...named, checkpoints })).rejects.toThrow(
      /held: .*witness.example\/w1 is wrong/,
    );
    await expect(own.verified(lines, { witnesses: [await keyOf(own.directory, region)] })).rejects.toThrow(
      /has one of type 4/,
    );
  });
});
