// Torn and overwritten files, and flipped bits: what is read is as it was written, or refused.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named } from "../fixtures.ts";
import { DamagedReader } from "./damaged-reader.ts";
import type { Answer, Question } from "./damaged-reader-process.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

/** Both files of a directory; the index may be missing, as if it had not been saved. */
interface Files {
  readonly "events.log": Buffer;
  readonly "index.mdb": Buffer | undefined;
}
const streams = ["a", "b", "任务-1", "never"];
const folder = mkdtempSync(join(tmpdir(), "damaged-"));
const reader = new DamagedReader();

/** The files as they were written; the events, the server's own first; and how many there were after each commit. */
let sound: Files;
const events: { readonly stream: string; readonly name: string; position: bigint; digest: string }[] = [
  { stream: "$log", name: "", position: 0n, digest: "" },
];
const commits: number[] = [0, 1];

beforeAll(async () => {
  const random = chance("log");
  const dataDir = join(folder, "served");
  const server = await startEventStore({ dataDir });
  const client = connect(server);
  for (let commit = 0; commit < 40; commit++) {
    const stream = streams[commit % 3] ?? "";
    const names = Array.from(
      { length: between(random, 1, 12) },
      (_, n) => `${commit}.${n} ${"x".repeat(random() * 900)}`,
    );
    await client.appendToStream(
      stream,
      names.map((name) => named(name)),
    );
    for (const name of names) events.push({ stream, name, position: 0n, digest: "" });
    commits.push(events.length);
  }
  let n = 0;
  for await (const { event } of client.readAll())
    Object.assign(events[n++] ?? {}, { position: event?.position.commit });
  await client.dispose();
  await server.stop();
  sound = {
    "events.log": readFileSync(join(dataDir, "events.log")),
    "index.mdb": readFileSync(join(dataDir, "index.mdb")),
  };
  const whole = await ask(sound);
  const digests = whole?.served["forwards"];
  if (!Array.isArray(digests)) throw new Error("The sound file is not served.");
  for (const [i, digest] of digests.entries()) Object.assign(events[i] ?? {}, { digest });
  expect(whole).toEqual({ served: truth(events.length), findings: [] });
});

afterAll(() => {
  reader.stop();
  rmSync(folder, { recursive: true });
});

async function ask(files: Files, whom: Question["whom"] = "both"): Promise<Answer | undefined> {
  const directory = join(folder, "copy");
  mkdirSync(directory);
  for (const [name, bytes] of Object.entries(files)) if (bytes) writeFileSync(join(directory, name), bytes);
  const answer = await reader.ask({ directory, streams, whom });
  rmSync(directory, { recursive: true });
  return answer;
}

/** What has to be served when these are the first events of the log. */
function truth(count: number): Answer["served"] {
  const there = events.slice(0, count);
  const all = there.map(({ digest }) => digest);
  const answers: [string, string[]][] = [
    ["forwards", all],
    ["backwards", all],
  ];
  for (const name of streams) {
    const own = there.filter(({ stream }) => stream === name).map(({ digest }) => digest);
    answers.push([`${name} forwards`, own], [`${name} backwards`, own]);
  }
  return Object.fromEntries(answers);
}

/** Whether everything that is not refused is as it was after this commit; a process that ended serves nothing. */
function isAsAfter(answer: Answer | undefined, commit: number): boolean {
  const due = truth(commits[commit] ?? 0);
  return Object.entries(answer?.served ?? {}).every(
    ([question, given]) => typeof given === "string" || JSON.stringify(given) === JSON.stringify(due[question]),
  );
}

/**
 * Whether anything was refused, or ended its process. What an operator sees fail, verification has to explain, unless it
 * ends, too, which shows as well.
 */
async function isExplainedHarm(files: Files, answer: Answer | undefined, how: string): Promise<boolean> {
  if (answer && !Object.values(answer.served).some((given) => typeof given === "string")) return false;
  const { findings } = answer ?? (await ask(files, "verification")) ?? { findings: "the end of its process" };
  expect(findings, how).not.toEqual([]);
  return true;
}

const patienceMs = trials(300_000, 900_000);

const last = () => commits.length - 1;

function withBit(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}

/** The files with one bit of an event's data flipped. */
function withBitOfEvent(name: string, random: () => number): Files {
  const data = Buffer.from(JSON.stringify({ name }));
  const bit = between(random, 0, data.length * 8 - 1);
  return { ...sound, "events.log": withBit(sound["events.log"], sound["events.log"].indexOf(data) * 8 + bit) };
}

/** One of the two files as it was written, and the files to put it among: for the log, perhaps without an index. */
function oneOf(random: () => number): { name: keyof Files; bytes: Buffer; besides: Files } {
  const [name, besides] = [
    ["events.log", sound] as const,
    ["events.log", { ...sound, "index.mdb": undefined }] as const,
    ["index.mdb", sound] as const,
  ][between(random, 0, 2)] ?? ["events.log", sound];
  return { name, bytes: sound[name] ?? expect.unreachable(), besides };
}

const some = (random: () => number) => events[between(random, 1, events.length - 1)] ?? expect.unreachable();

test("a bit flipped in an event is always noticed, and verification names its position", {
  timeout: patienceMs,
}, async () => {
  const random = chance("event bit");
  for (let trial = 0; trial < trials(30, 500); trial++) {
    const { name, position, stream } = some(random);
    const answer = await ask(withBitOfEvent(name, random));
    expect(answer && isAsAfter(answer, last()), repeatWith).toBe(true);
    expect(answer?.findings[0], repeatWith).toContain(`position ${position} is damaged`);
    for (const question of ["forwards", "backwards", `${stream} forwards`, `${stream} backwards`])
      expect(answer?.served[question], repeatWith).toContain(`position ${position} is damaged`);
  }
});

test("a bit flipped anywhere never changes what is read", { timeout: patienceMs }, async () => {
  const random = chance("any bit");
  const tally = { refused: 0, ended: 0, unharmed: 0 };
  for (let trial = 0; trial < trials(60, 500); trial++) {
    const { name, bytes, besides } = oneOf(random);
    const bit = between(random, 0, bytes.length * 8 - 1);
    const files = { ...besides, [name]: withBit(bytes, bit) };
    const answer = await ask(files);
    // Without an index, a bit in the last commit cannot be told from a write that was cut off.
    const isRight = isAsAfter(answer, last()) || (!besides["index.mdb"] && isAsAfter(answer, last() - 1));
    expect(isRight, `${name} bit ${bit}: ${JSON.stringify(answer)} ${repeatWith}`).toBe(true);
    const isHarmed = await isExplainedHarm(files, answer, `${name} bit ${bit} ${repeatWith}`);
    tally[answer === undefined ? "ended" : isHarmed || answer.findings.length > 0 ? "refused" : "unharmed"]++;
  }
  // Some bits are not in use; but if none did harm, the test tried nothing.
  expect(tally.refused, JSON.stringify(tally)).toBeGreaterThan(0);
});

test("a torn or overwritten file is read up to some commit, or refused", { timeout: patienceMs }, async () => {
  const random = chance("torn");
  for (let trial = 0; trial < trials(24, 1000); trial++) {
    const { name, bytes, besides } = oneOf(random);
    const at = between(random, 0, bytes.length - 1);
    const length = between(random, 1, 8192);
    const noise = Buffer.from(Array.from({ length }, () => between(random, 0, 255)));
    const elsewhere = bytes.subarray(between(random, 0, bytes.length - 1)).subarray(0, length);
    const torn = [
      bytes.subarray(0, at),
      ...[noise, Buffer.alloc(length), elsewhere].map((other) => {
        const changed = Buffer.from(bytes);
        other.copy(changed, at);
        return changed;
      }),
    ][trial % 4];
    const files = { ...besides, [name]: torn };
    const answer = await ask(files);
    const isPrefix = commits.some((_, commit) => isAsAfter(answer, commit));
    const how = `${name} ${["cut", "noise", "zeros", "other"][trial % 4]} at ${at}, ${length}`;
    expect(isPrefix, `${how}: ${repeatWith}`).toBe(true);
    await isExplainedHarm(files, answer, `${how}: ${repeatWith}`);
  }
});

test("a reader who trusts the disk does not pass these tests", async () => {
  const random = chance("trusting");
  const trusted = (await ask(sound, "trusting"))?.served["forwards"];
  const answer = await ask(withBitOfEvent(some(random).name, random), "trusting");
  expect(answer?.served["forwards"]).toHaveLength(events.length);
  expect(answer?.served["forwards"]).not.toEqual(trusted);
});
