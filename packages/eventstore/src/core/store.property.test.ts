// Random programs of appends, deletions, tombstones, metadata, reads, subscriptions and restarts, against a model.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as macrotask } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answer, type Body, Model, type Written } from "../../test/stream-model.ts";
import { diskStorage } from "../storage/disk-storage.ts";
import { memoryStorage } from "../storage/memory-storage.ts";
import { type ProposedEvent, type RecordedEvent, ticksPerSecond, tombstoneRevision } from "./event.ts";
import type { Expectation } from "./expected-revision.ts";
import { prefixFilter } from "./filter.ts";
import { resolveLink } from "./links.ts";
import { readAll, readStream, StreamGone } from "./reading.ts";
import type { Direction, Storage } from "./storage.ts";
import { type Outcome, Store } from "./store.ts";
import { followAll, followStream, type Notice, type Start } from "./subscription.ts";

type Change =
  | { act: "append"; stream: string; expected: Expectation; events: Written[] }
  | { act: "delete" | "end"; stream: string; expected: Expectation };

type Act =
  | Change
  /** At the same moment, before any is answered. */
  | { act: "together"; changes: Change[] }
  | { act: "read"; stream: string; from: bigint; direction: Direction }
  | { act: "readAll"; nth: number; direction: Direction }
  | { act: "follow"; stream: string; start: Start }
  | { act: "followAll"; nth: number | "end"; isFiltered: boolean }
  | { act: "wait"; seconds: number }
  | { act: "restart" };

const plain = fc.constantFrom("a", "b");
const stream = fc.oneof(
  { weight: 6, arbitrary: plain },
  { weight: 3, arbitrary: plain.map((name) => `$$${name}`) },
  { weight: 1, arbitrary: fc.constant("$$$$a") },
);
const expected = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Expectation>("any", "noStream", "streamExists") },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 8n }) },
);
const hiding = fc.record(
  {
    truncateBefore: fc.bigInt({ min: 0n, max: 6n }),
    maxCount: fc.integer({ min: 1, max: 4 }),
    maxAgeSeconds: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);
const mostly = fc.integer({ min: 0, max: 5 }).map((n) => n > 0);
const event = fc.record<Written>(
  {
    id: fc
      .integer({ min: 1, max: 12 })
      .map((n) => `00000000-0000-4000-8000-0000000000${n.toString().padStart(2, "0")}`),
    isJson: mostly,
    body: fc.record<Body>({ hiding, isSound: mostly }),
  },
  { requiredKeys: ["id", "isJson"] },
);
const nth = fc.nat(40);
const direction = fc.constantFrom<Direction>("forwards", "backwards");
const revision = fc.oneof(fc.bigInt({ min: 0n, max: 8n }), fc.constant(tombstoneRevision));
const start = fc.oneof(fc.bigInt({ min: -1n, max: 8n }), fc.constant<Start>("end"));

const change = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record<Change & { act: "append" }>({
      act: fc.constant("append"),
      stream,
      expected,
      events: fc.array(event, { maxLength: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record<Change & { act: "delete" }>({ act: fc.constant("delete"), stream, expected }) },
  { weight: 1, arbitrary: fc.record<Change & { act: "end" }>({ act: fc.constant("end"), stream, expected }) },
);
const act = fc.oneof(
  { weight: 16, arbitrary: change },
  {
    weight: 2,
    arbitrary: fc.record<Act & { act: "together" }>({
      act: fc.constant("together"),
      changes: fc.array(change, { minLength: 2, maxLength: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record<Act & { act: "read" }>({ act: fc.constant("read"), stream, from: revision, direction }),
  },
  { weight: 1, arbitrary: fc.record<Act & { act: "readAll" }>({ act: fc.constant("readAll"), nth, direction }) },
  { weight: 2, arbitrary: fc.record<Act & { act: "follow" }>({ act: fc.constant("follow"), stream, start }) },
  {
    weight: 1,
    arbitrary: fc.record<Act & { act: "followAll" }>({
      act: fc.constant("followAll"),
      nth: fc.oneof(nth, fc.constant<"end">("end")),
      isFiltered: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Act & { act: "wait" }>({ act: fc.constant("wait"), seconds: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record<Act & { act: "restart" }>({ act: fc.constant("restart") }) },
);
const program = fc.array(act, { maxLength: 40, size: "max" });

function proposed({ id, isJson, body }: Written): ProposedEvent {
  const { truncateBefore, maxCount, maxAgeSeconds } = body?.hiding ?? {};
  const $tb = truncateBefore === undefined ? undefined : Number(truncateBefore);
  const object = { $tb, $maxCount: maxCount, $maxAge: maxAgeSeconds, $cacheControl: body?.isSound ? 1 : "of no kind" };
  const data = Buffer.from(JSON.stringify(body ? object : ["no object"]));
  return { id, type: "$metadata", json: isJson, data, metadata: Buffer.alloc(0) };
}

const place = ({ stream, revision }: Pick<RecordedEvent, "stream" | "revision">) => `${stream}@${revision}`;
const isOfA = (name: string) => name.startsWith("a@");

/** A subscriber, with what it was told and what it has to be told by the end, in the order of the log. */
interface Follower {
  readonly told: string[];
  readonly checkpoints: { readonly position: bigint; readonly after: number }[];
  /** The stream that is followed, whose end has to be told. */
  readonly stream?: string;
  isToldOfEnd(): boolean;
  isDone(): boolean;
  wants(place: string): boolean;
  readonly wanted: string[];
  stop(): void;
}

/** A store and the model that goes through the same. */
class Trial {
  readonly #model = new Model();
  readonly #receipts = new Map<string, bigint>();
  #followers: Follower[] = [];
  #store: Store;
  readonly #reopen: (store: Store) => Promise<Storage>;

  constructor(storage: Storage, reopen: (store: Store) => Promise<Storage>) {
    this.#store = this.#over(storage);
    this.#reopen = reopen;
  }

  get store(): Store {
    return this.#store;
  }

  #over(storage: Storage): Store {
    return new Store(storage, () => BigInt(this.#model.second) * ticksPerSecond);
  }

  async perform(done: Act): Promise<void> {
    const store = this.#store;
    const model = this.#model;
    const before = model.places.length;
    switch (done.act) {
      case "append":
      case "delete":
      case "end":
        await this.#change(done);
        break;
      case "together":
        await Promise.all(done.changes.map((change) => this.#change(change)));
        break;
      case "read": {
        const { from, direction } = done;
        expect(await readOne(store, done.stream, from, direction)).toEqual(model.read(done.stream, from, direction));
        break;
      }
      case "readAll":
        await this.#readAll(done.nth % (before + 1), done.direction);
        break;
      case "follow":
        await this.#follow(done.stream, done.start);
        break;
      case "followAll":
        await this.#followAll(done.nth === "end" ? "end" : done.nth % (before + 1), done.isFiltered);
        break;
      case "wait":
        model.second += done.seconds;
        break;
      case "restart":
        await this.#endFollowers();
        this.#store = this.#over(await this.#reopen(store));
    }
    for (const follower of this.#followers)
      follower.wanted.push(...model.places.slice(before).filter((each) => follower.wants(each)));
  }

  /** Looks at the log from all sides when nothing more is done. */
  async conclude(): Promise<void> {
    await this.#endFollowers();
    const model = this.#model;
    await this.#readAll(0, "forwards");
    await this.#readAll(model.places.length, "backwards");
    const events = [...this.#store.log.all(0n, "forwards")];
    const positions = new Map(events.map((event) => [place(event), event.position]));
    for (const [at, position] of this.#receipts) expect([at, positions.get(at)]).toEqual([at, position]);
    const now = this.#store.clock();
    const linked = events.filter((target) => {
      const link = { ...target, type: "$>", data: Buffer.from(`${target.revision}@${target.stream}`) };
      const { event } = resolveLink(this.#store.log, link, now);
      return event && place(event) === place(target);
    });
    expect(linked.map(place)).toEqual(model.linkable());
  }

  /** Makes the change in both, and compares the answers. */
  async #change(change: Change): Promise<void> {
    const before = this.#store.log.lastPosition();
    const pending = this.#ask(change);
    const answer = this.#foretell(change);
    const outcome = await pending;
    if (answer === "deleted") return expect(outcome).toEqual({ kind: "streamDeleted" });
    if ("wrong" in answer) return expect(outcome).toEqual({ kind: "wrongExpectedVersion", current: answer.wrong });
    expect(outcome).toMatchObject({ kind: "done", revision: answer.done });
    const position = outcome.kind === "done" ? outcome.position : undefined;
    if (!answer.isRepeated) expect(position).toBeGreaterThan(before);
    else if (answer.at === undefined) expect(position).toBeUndefined();
    // Every receipt names the position of the original event; the log is compared at the end.
    if (answer.at !== undefined) this.#receipts.set(answer.at, position ?? -1n);
  }

  #ask(change: Change): Promise<Outcome> {
    const { stream, expected } = change;
    if (change.act === "append") return this.#store.append(stream, expected, change.events.map(proposed));
    return change.act === "delete" ? this.#store.delete(stream, expected) : this.#store.tombstone(stream, expected);
  }

  #foretell(change: Change): Answer {
    const { stream, expected } = change;
    if (change.act === "append") return this.#model.append(stream, expected, change.events);
    return change.act === "delete" ? this.#model.delete(stream, expected) : this.#model.end(stream, expected);
  }

  /** Forwards from the nth event, or backwards from before it. */
  async #readAll(nth: number, direction: Direction): Promise<void> {
    const { places } = this.#model;
    const position = this.#positionOf(nth);
    const pages = readAll(this.#store, direction === "forwards" ? position : position - 1n, direction, 3n);
    const wanted = direction === "forwards" ? places.slice(nth) : places.slice(0, nth).reverse();
    expect(await gathered(pages)).toEqual(wanted);
  }

  /** Far beyond the end, if there are not so many events. */
  #positionOf(nth: number): bigint {
    const { log } = this.#store;
    return [...log.all(0n, "forwards")][nth]?.position ?? log.lastPosition() + 1000n;
  }

  async #follow(name: string, start: Start): Promise<void> {
    if (this.#model.isEnded(name)) return;
    const read = this.#model.read(name, start === "end" ? tombstoneRevision : start + 1n, "forwards");
    const history = typeof read === "string" || start === "end" ? [] : read;
    const after = start === "end" ? -1n : start;
    const wants = (each: string) => each.startsWith(`${name}@`) && BigInt(each.slice(name.length + 1)) > after;
    const { signal, stop } = stoppable();
    const notices = followStream(this.#store, name, start, signal);
    await this.#start(notices, stop, [...history], wants, name);
  }

  async #followAll(nth: number | "end", isFiltered: boolean): Promise<void> {
    const { places } = this.#model;
    const wants = (each: string) => !isFiltered || isOfA(each);
    const history = nth === "end" ? [] : places.slice(nth).filter(wants);
    const { signal, stop } = stoppable();
    const filtered = isFiltered
      ? { filter: prefixFilter("streamName", ["a"]), pace: { window: 2, interval: 2 } }
      : undefined;
    const from = nth === "end" ? nth : this.#positionOf(nth) - 1n;
    await this.#start(followAll(this.#store, from, filtered, signal), stop, history, wants);
  }

  /** Reads on until the history is told, so that what is told afterwards is what came afterwards. */
  async #start(
    notices: AsyncGenerator<readonly Notice[]>,
    stop: () => void,
    wanted: string[],
    wants: (place: string) => boolean,
    stream?: string,
  ): Promise<void> {
    const told: string[] = [];
    const checkpoints: { position: bigint; after: number }[] = [];
    let caughtUp = 0;
    let isToldOfEnd = false;
    let isDone = false;
    const consume = async () => {
      for await (const some of notices)
        for (const notice of some) {
          if (notice.kind === "event") told.push(place(notice.event));
          else if (notice.kind === "checkpoint") checkpoints.push({ position: notice.position, after: told.length });
          else if (notice.kind === "caughtUp") caughtUp += 1;
          else isToldOfEnd = true;
        }
      isDone = true;
    };
    void consume();
    this.#followers.push({
      told,
      checkpoints,
      isDone: () => isDone,
      isToldOfEnd: () => isToldOfEnd,
      wants,
      wanted,
      stop,
      ...(stream !== undefined && { stream }),
    });
    await until(() => caughtUp > 0);
    expect([caughtUp, told]).toEqual([1, wanted]);
  }

  async #endFollowers(): Promise<void> {
    const positions = new Map([...this.#store.log.all(0n, "forwards")].map((each) => [place(each), each.position]));
    for (const follower of this.#followers) {
      const { told, wanted, checkpoints } = follower;
      const isEnded = follower.stream !== undefined && this.#model.isEnded(follower.stream);
      await until(() => told.length >= wanted.length && follower.isToldOfEnd() === isEnded);
      follower.stop();
      await until(follower.isDone);
      expect([told, follower.isToldOfEnd()]).toEqual([wanted, isEnded]);
      // Whoever resumes after a checkpoint misses nothing.
      for (const { position, after } of checkpoints)
        for (const later of told.slice(after)) expect(positions.get(later)).toBeGreaterThan(position);
    }
    this.#followers = [];
  }
}

function stoppable(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, stop: () => controller.abort() };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn++) await macrotask();
}

async function gathered(pages: AsyncGenerator<readonly RecordedEvent[]>): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of pages) lines.push(...page.map(place));
  return lines;
}

async function readOne(
  store: Store,
  name: string,
  from: bigint,
  direction: Direction,
): Promise<string[] | "not found" | "deleted"> {
  try {
    return await gathered(readStream(store, name, from, direction, 3n));
  } catch (error) {
    if (error instanceof StreamGone) return error.tombstoned ? "deleted" : "not found";
    throw error;
  }
}

async function run(trial: Trial, acts: readonly Act[]): Promise<void> {
  for (const each of acts) await trial.perform(each);
  await trial.conclude();
}

test("whatever is done to it, the store in memory answers as the model does", async () => {
  const inMemory = (acts: readonly Act[]) => {
    const storage = memoryStorage();
    return run(new Trial(storage, async () => storage), acts);
  };
  await fc.assert(fc.asyncProperty(program, inMemory), { numRuns: 1000 });
});

test("so does the store on disk, also after it is closed and opened again", async () => {
  const inDirectory = async (acts: readonly Act[]) => {
    const directory = mkdtempSync(join(tmpdir(), "store-"));
    const trial = new Trial(diskStorage(directory), async (store) => {
      await store.close();
      return diskStorage(directory);
    });
    try {
      await run(trial, acts);
    } finally {
      await trial.store.close();
      rmSync(directory, { recursive: true });
    }
  };
  await fc.assert(fc.asyncProperty(program, inDirectory), { numRuns: 100 });
});
