// Files that are torn, overwritten or have a bit flipped: what is read from them is as it was written, or refused.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "@taizhang/eventstore/testing/serves";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, named } from "../client/fixtures.ts";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { AskedReader } from "./asked.ts";
import { between, chance, repeatWith, trials } from "./profile.ts";

const file = "log.mdb";
const streams = ["a", "b", "任务-1", "never"];
const folder = mkdtempSync(join(tmpdir(), "damaged-"));
const reader = new AskedReader();

/** The file as it was written, its events in order, the server's own first, and how many there were after each commit. */
let sound: Buffer;
const events: { readonly stream: string; readonly name: string; position: bigint; digest: string }[] = [
  { stream: "$log", name: "", position: 0n, digest: "" },
];
const commits: number[] = [0, 1];

beforeAll(async () => {
  const random = chance("log");
  const server = await startEventStore();
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
  await server.kill();
  sound = readFileSync(join(server.dataDir, file));
  await server.stop();
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

async function ask(bytes: Buffer, trusting = false): Promise<Answer | undefined> {
  const directory = join(folder, "copy");
  mkdirSync(directory);
  writeFileSync(join(directory, file), bytes);
  const answer = await reader.ask({ directory, streams, trusting });
  rmSync(directory, { recursive: true });
  return answer;
}

/** What is to be served of the first so many events. */
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

/** Whether all that is not refused is as it was after so many commits; a process that ended serves nothing. */
function isAsAfter(answer: Answer | undefined, commit: number): boolean {
  const due = truth(commits[commit] ?? 0);
  return Object.entries(answer?.served ?? {}).every(
    ([question, given]) => typeof given === "string" || JSON.stringify(given) === JSON.stringify(due[question]),
  );
}

const patienceMs = trials(120_000, 900_000);

const last = () => commits.length - 1;

function withBit(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}

/** The file with one bit of an event's data flipped, wherever a copy of it lies. */
function withBitOfEvent(name: string, random: () => number): Buffer {
  const data = Buffer.from(JSON.stringify({ name }));
  const bit = between(random, 0, data.length * 8 - 1);
  let bytes = sound;
  for (let at = sound.indexOf(data); at >= 0; at = sound.indexOf(data, at + 1)) bytes = withBit(bytes, at * 8 + bit);
  return bytes;
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
    const bit = between(random, 0, sound.length * 8 - 1);
    const answer = await ask(withBit(sound, bit));
    // With a bit in the number of its last commit LMDB takes the one before.
    const isRight = isAsAfter(answer, last()) || isAsAfter(answer, last() - 1);
    expect(isRight, `bit ${bit}: ${JSON.stringify(answer)} ${repeatWith}`).toBe(true);
    const isHarmed = answer && Object.values(answer.served).some((given) => typeof given === "string");
    if (isHarmed) expect(answer.findings, `bit ${bit} ${repeatWith}`).not.toEqual([]);
    tally[answer === undefined ? "ended" : isHarmed ? "refused" : "unharmed"]++;
  }
  // Some bits hit nothing that is in use; if none did harm, none was tried.
  expect(tally.refused, JSON.stringify(tally)).toBeGreaterThan(0);
});

test("of a torn or overwritten file a prefix of commits is read, or nothing", { timeout: patienceMs }, async () => {
  const random = chance("torn");
  for (let trial = 0; trial < trials(24, 1000); trial++) {
    const at = between(random, 0, sound.length - 1);
    const length = between(random, 1, 8192);
    const noise = Buffer.from(Array.from({ length }, () => between(random, 0, 255)));
    const elsewhere = sound.subarray(between(random, 0, sound.length - 1)).subarray(0, length);
    const torn = [
      sound.subarray(0, at),
      ...[noise, Buffer.alloc(length), elsewhere].map((bytes) => {
        const changed = Buffer.from(sound);
        bytes.copy(changed, at);
        return changed;
      }),
    ][trial % 4];
    const answer = await ask(torn ?? sound);
    const isPrefix = commits.some((_, commit) => isAsAfter(answer, commit));
    expect(isPrefix, `${["cut", "noise", "zeros", "other"][trial % 4]} at ${at}, ${length}: ${repeatWith}`).toBe(true);
  }
});

test("a reader who trusts the disk does not pass these tests", async () => {
  const random = chance("trusting");
  const trusted = (await ask(sound, true))?.served["forwards"];
  const answer = await ask(withBitOfEvent(some(random).name, random), true);
  expect(answer?.served["forwards"]).toHaveLength(events.length);
  expect(answer?.served["forwards"]).not.toEqual(trusted);
});
