// Random programs against a model that keeps a plain list and looks everything up in it anew.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { diskStorage } from "../storage/disk-storage.ts";
import { memoryStorage } from "../storage/memory-storage.ts";
import type { Direction, Storage } from "../storage/storage.ts";
import { type ProposedEvent, tombstoneRevision } from "./event.ts";
import type { Expectation } from "./expected-revision.ts";
import { readAll, readStream, StreamGone } from "./reading.ts";
import { type Outcome, Store } from "./store.ts";

interface Kept {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
}

/** What a stream's readers are kept from, as the last metadata said. */
interface Hiding {
  readonly truncateBefore?: number | "all";
  readonly maxCount?: number;
}

type Answer = { done: bigint; isRepeated?: boolean; isHidden?: boolean } | { wrong: bigint } | "deleted";

class Model {
  readonly log: Kept[] = [];
  readonly #hiding = new Map<string, Hiding>();
  readonly #hasMetadata = new Set<string>();

  of(stream: string): Kept[] {
    return this.log.filter((event) => event.stream === stream);
  }

  isEnded = (stream: string) => this.of(stream).some(({ revision }) => revision === tombstoneRevision);
  isSoftDeleted = (stream: string) => this.#hiding.get(stream)?.truncateBefore === "all";

  shown(stream: string): Kept[] {
    const { truncateBefore = 0, maxCount = Number.POSITIVE_INFINITY } = this.#hiding.get(stream) ?? {};
    if (truncateBefore === "all") return [];
    const all = this.of(stream);
    return all.filter(({ revision }, i) => revision >= BigInt(truncateBefore) && i >= all.length - maxCount);
  }

  append(stream: string, expected: Expectation, ids: readonly string[]): Answer {
    const there = this.of(stream);
    const last = BigInt(there.length) - 1n;
    const softDeleted = this.isSoftDeleted(stream);
    if (this.isEnded(stream) || (expected === "streamExists" && softDeleted)) return "deleted";
    const wrong = { wrong: last };
    if (last < 0n) {
      const passes =
        expected === "any" || expected === "noStream" || (expected === "streamExists" && this.#hasMetadata.has(stream));
      return passes ? this.#write(stream, ids) : wrong;
    }
    if (expected === "any" || expected === "streamExists") {
      const found = ids.map((id) => there.find((event) => event.id === id));
      if (!found[0]) return this.#write(stream, ids);
      return found.every(Boolean) ? this.#repeated(stream, found.at(-1)) : wrong;
    }
    const after = expected === "noStream" ? -1n : expected;
    if (after === last) return this.#write(stream, ids);
    if (after > last || ids.length === 0) return wrong;
    const following = there.slice(Number(after) + 1);
    if (ids.every((id, i) => following[i]?.id === id)) return this.#repeated(stream, following[ids.length - 1]);
    const undeletes = expected === "noStream" && softDeleted && following[0]?.id !== ids[0];
    return undeletes ? this.#write(stream, ids) : wrong;
  }

  delete(stream: string, expected: Expectation): Answer {
    const last = BigInt(this.of(stream).length) - 1n;
    if (this.isEnded(stream)) return "deleted";
    if (last < 0n && !this.#hasMetadata.has(stream)) return { wrong: -1n };
    if (expected === "streamExists" && this.isSoftDeleted(stream)) return "deleted";
    const noStreamPasses = last < 0n || this.isSoftDeleted(stream);
    const passes =
      expected === "any" ||
      expected === "streamExists" ||
      (expected === "noStream" ? noStreamPasses : expected === last);
    if (!passes) return { wrong: last };
    this.setMetadata(stream, { truncateBefore: "all" });
    return { done: last };
  }

  setMetadata(stream: string, hiding: Hiding): void {
    this.#keep(`$$${stream}`, "");
    this.#hasMetadata.add(stream);
    this.#hiding.set(stream, hiding);
  }

  setUserMetadata(stream: string, hiding: Hiding): void {
    const wasSoftDeleted = this.isSoftDeleted(stream);
    this.setMetadata(stream, hiding);
    if (wasSoftDeleted) this.setMetadata(stream, { ...hiding, truncateBefore: this.of(stream).length });
  }

  end(stream: string): void {
    this.log.push({ stream, revision: tombstoneRevision, id: "" });
  }

  #write(stream: string, ids: readonly string[]): Answer {
    const before = this.of(stream).length;
    for (const id of ids) this.#keep(stream, id);
    if (this.isSoftDeleted(stream)) this.setMetadata(stream, { ...this.#hiding.get(stream), truncateBefore: before });
    return { done: BigInt(before + ids.length) - 1n };
  }

  #repeated(stream: string, event: Kept | undefined): Answer {
    if (!event) throw new Error("A repetition repeats an event.");
    return { done: event.revision, isRepeated: true, isHidden: !this.shown(stream).includes(event) };
  }

  #keep(stream: string, id: string): void {
    this.log.push({ stream, revision: BigInt(this.of(stream).length), id });
  }
}

type Act =
  | { act: "append"; stream: string; expected: Expectation; ids: string[] }
  | { act: "delete"; stream: string; expected: Expectation }
  | { act: "metadata"; stream: string; hiding: { truncateBefore?: number; maxCount?: number } }
  | { act: "end"; stream: string };

const stream = fc.constantFrom("a", "b");
const expected = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Expectation>("any", "noStream", "streamExists") },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 8n }) },
);
const ids = fc.array(
  fc.integer({ min: 1, max: 12 }).map((n) => `00000000-0000-4000-8000-0000000000${n.toString().padStart(2, "0")}`),
  { maxLength: 4 },
);
const hiding = fc.record(
  { truncateBefore: fc.integer({ min: 0, max: 6 }), maxCount: fc.integer({ min: 1, max: 4 }) },
  { requiredKeys: [] },
);
const program = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record<Act & { act: "append" }>({ act: fc.constant("append"), stream, expected, ids }),
    },
    { weight: 2, arbitrary: fc.record<Act & { act: "delete" }>({ act: fc.constant("delete"), stream, expected }) },
    { weight: 2, arbitrary: fc.record<Act & { act: "metadata" }>({ act: fc.constant("metadata"), stream, hiding }) },
    { weight: 1, arbitrary: fc.record<Act & { act: "end" }>({ act: fc.constant("end"), stream }) },
  ),
  { maxLength: 30 },
);

const proposed = (id: string): ProposedEvent => ({
  id,
  type: "T",
  json: true,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
});

function metadataOf({ truncateBefore, maxCount }: { truncateBefore?: number; maxCount?: number }): ProposedEvent {
  const data = Buffer.from(JSON.stringify({ $tb: truncateBefore, $maxCount: maxCount }));
  return { ...proposed(crypto.randomUUID()), type: "$metadata", data };
}

/** Does the same to both and compares the answers. */
async function perform(store: Store, model: Model, act: Act): Promise<void> {
  const before = store.log.lastPosition();
  switch (act.act) {
    case "append":
      return check(
        await store.append(act.stream, act.expected, act.ids.map(proposed)),
        model.append(act.stream, act.expected, act.ids),
        before,
      );
    case "delete":
      return check(await store.delete(act.stream, act.expected), model.delete(act.stream, act.expected), before);
    case "metadata":
      await store.append(`$$${act.stream}`, "any", [metadataOf(act.hiding)]);
      if (!model.isEnded(act.stream)) model.setUserMetadata(act.stream, act.hiding);
      return;
    case "end":
      await store.tombstone(act.stream, "any");
      if (!model.isEnded(act.stream)) model.end(act.stream);
  }
}

function check(outcome: Outcome, answer: Answer, before: bigint): void {
  if (answer === "deleted") {
    expect(outcome).toEqual({ kind: "streamDeleted" });
    return;
  }
  if ("wrong" in answer) {
    expect(outcome).toEqual({ kind: "wrongExpectedVersion", current: answer.wrong });
    return;
  }
  expect(outcome).toMatchObject({ kind: "done", revision: answer.done });
  if (outcome.kind !== "done") return;
  if (answer.isHidden) expect(outcome.position).toBeUndefined();
  else if (answer.isRepeated) expect(outcome.position).toBeLessThanOrEqual(before);
  else expect(outcome.position).toBeGreaterThan(before);
}

const place = ({ stream, revision }: Kept) => `${stream}@${revision}`;

async function read(pages: AsyncGenerator<readonly Kept[]>): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of pages) lines.push(...page.map(place));
  return lines;
}

/** A stream that is not there reads like one that shows nothing: the model knows no difference. */
async function readShown(store: Store, name: string, from: bigint, direction: Direction): Promise<string[]> {
  try {
    return await read(readStream(store, name, from, direction));
  } catch (error) {
    if (error instanceof StreamGone && !error.tombstoned) return [];
    throw error;
  }
}

async function compare(store: Store, model: Model): Promise<void> {
  expect(await read(readAll(store, 0n, "forwards"))).toEqual(model.log.map(place));
  expect(await read(readAll(store, tombstoneRevision, "backwards"))).toEqual(model.log.map(place).reverse());
  for (const name of ["a", "b"].filter((each) => !model.isEnded(each))) {
    const shown = model.shown(name).map(place);
    expect(await readShown(store, name, 0n, "forwards")).toEqual(shown);
    expect(await readShown(store, name, tombstoneRevision, "backwards")).toEqual(shown.toReversed());
  }
}

async function run(storage: Storage, acts: readonly Act[]): Promise<void> {
  const store = new Store(storage, () => 0n);
  const model = new Model();
  for (const act of acts) await perform(store, model, act);
  await compare(store, model);
}

test("whatever is done to it, the store in memory answers and reads as the model does", async () => {
  await fc.assert(
    fc.asyncProperty(program, (acts) => run(memoryStorage(), acts)),
    { numRuns: 500 },
  );
});

test("so does the store on disk", async () => {
  const inDirectory = async (acts: readonly Act[]) => {
    const directory = mkdtempSync(join(tmpdir(), "store-"));
    const storage = diskStorage(directory);
    try {
      await run(storage, acts);
    } finally {
      await storage.close();
      rmSync(directory, { recursive: true });
    }
  };
  await fc.assert(fc.asyncProperty(program, inDirectory), { numRuns: 40 });
});
