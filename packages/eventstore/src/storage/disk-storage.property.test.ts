// Random writes, some of which break off, with reads, saves of the index, restarts and crashes at any moment in between.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as macrotask } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { tombstoneRevision } from "../core/event.ts";
import type { Direction, EventLookup, UnplacedEvent } from "../core/storage.ts";
import { diskStorage } from "./disk-storage.ts";
import { indexFile, logFile } from "./tables.ts";
import { verifyLog } from "./verify.ts";

type Act =
  | { act: "write"; stream: string; ids: readonly number[]; end: "event" | "tombstone" | "blank" | "break" }
  /** Writes more events than are saved in the index together. */
  | { act: "writeMany"; stream: string }
  | { act: "read"; stream: string; place: number; direction: Direction }
  | { act: "turn" }
  | { act: "answers" }
  | { act: "restart" }
  /** `cut` percent of what is not acknowledged is kept; the index is as at the last restart, or lost. */
  | { act: "crash"; cut: number; isIndexLost: boolean };

const stream = fc.constantFrom("a", "b", "c", "d");
const number = fc.integer({ min: 1, max: 9 });
const direction = fc.constantFrom<Direction>("forwards", "backwards");
const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record<Act & { act: "write" }>({
      act: fc.constant("write"),
      stream,
      ids: fc.array(number, { maxLength: 4 }),
      end: fc.constantFrom("event", "event", "event", "event", "blank", "break", "break", "tombstone"),
    }),
  },
  { weight: 1, arbitrary: fc.record<Act & { act: "writeMany" }>({ act: fc.constant("writeMany"), stream }) },
  {
    weight: 5,
    arbitrary: fc.record<Act & { act: "read" }>({ act: fc.constant("read"), stream, place: fc.nat(99), direction }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act>({ act: "turn" }, { act: "turn" }, { act: "answers" }, { act: "restart" }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Act & { act: "crash" }>({
      act: fc.constant("crash"),
      cut: fc.nat(99),
      isIndexLost: fc.boolean(),
    }),
  },
);

interface Written {
  readonly position: bigint;
  /** None for a blank. */
  readonly event?: UnplacedEvent;
  /** Where its write ends: all of that is there, or none. */
  writeEnd: bigint;
}

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const name = ({ stream, revision, position }: { stream: string; revision: bigint; position: bigint }) =>
  `${stream}@${revision}:${position}`;

class Trial {
  readonly #home = mkdtempSync(join(tmpdir(), "trial-"));
  #directory = this.#home;
  #storage = diskStorage(this.#directory);
  /** All that was put and not taken back, in order. */
  #log: Written[] = [];
  #answers: Promise<void>[] = [];
  #count = 100;

  async end(): Promise<void> {
    await this.#restart();
    for (const stream of ["a", "b", "c", "d"]) {
      this.#read(stream, 0, "forwards");
      this.#read(stream, 99, "backwards");
    }
    await this.#storage.close();
    expect((await verifyLog(this.#directory)).findings).toEqual([]);
    rmSync(this.#home, { recursive: true });
  }

  async go(act: Act): Promise<void> {
    if (act.act === "write") this.#write(act.stream, act.ids, act.end);
    else if (act.act === "writeMany") {
      const ids = Array.from({ length: 1_100 }, () => ++this.#count);
      this.#write(act.stream, ids, "event");
    } else if (act.act === "read") this.#read(act.stream, act.place, act.direction);
    else if (act.act === "turn") await macrotask();
    else if (act.act === "answers") await Promise.all(this.#answers.splice(0));
    else if (act.act === "restart") await this.#restart();
    else await this.#crash(act.cut, act.isIndexLost);
  }

  /** What is there up to a position. */
  #upTo(position: bigint) {
    const log = this.#log.filter((written) => written.position <= position);
    const events = log.flatMap(({ event, position }) => (event ? [{ ...event, position }] : []));
    return {
      isOfWholeWrites: log.every(({ writeEnd }) => writeEnd <= position),
      events,
      of: (stream: string) => events.filter((event) => event.stream === stream),
    };
  }

  #write(stream: string, ids: readonly number[], end: string): void {
    const put: Written[] = [];
    const answer = this.#storage.write((log) => {
      this.#look(log, stream);
      let last = log.lastRevision(stream);
      for (const [i, id] of ids.entries()) {
        if (last === tombstoneRevision) break;
        last = end === "tombstone" && i === ids.length - 1 ? tombstoneRevision : last + 1n;
        const data = Buffer.alloc((id % 10) * 20);
        const event = {
          stream,
          revision: last,
          id: idOf(id),
          type: "T",
          json: true,
          data,
          metadata: data,
          created: 1n,
        };
        put.push({ event, position: log.put(event), writeEnd: 0n });
        expect(log.event(stream, last)).toMatchObject({ id: event.id });
      }
      if (end === "blank") put.push({ position: log.reserve(), writeEnd: 0n });
      if (end === "break") throw new Error("broken off");
      for (const written of put) written.writeEnd = put.at(-1)?.position ?? 0n;
      this.#log.push(...put);
      return log.lastPosition();
    });
    this.#answers.push(
      answer.then(
        (seen) => expect(this.#storage.lastPosition()).toBeGreaterThanOrEqual(seen),
        (error) => expect(error).toMatchObject({ message: "broken off" }),
      ),
    );
  }

  #look(log: EventLookup, stream: string): void {
    const events = this.#upTo(log.lastPosition()).of(stream);
    expect(log.lastRevision(stream)).toBe(events.at(-1)?.revision ?? -1n);
    for (let n = 1; n < 10; n++)
      expect(log.revisionOf(stream, idOf(n))).toBe(events.find(({ id }) => id === idOf(n))?.revision);
  }

  #read(stream: string, place: number, direction: Direction): void {
    const end = this.#storage.lastPosition();
    const { isOfWholeWrites, events, of } = this.#upTo(end);
    expect(isOfWholeWrites).toBe(true);
    this.#look(this.#storage, stream);
    const ordered = <T>(all: readonly T[]) => (direction === "forwards" ? all : all.toReversed());
    const has = (key: bigint, from: bigint) => (direction === "forwards" ? key >= from : key <= from);
    const position = (end * BigInt(place)) / 98n;
    expect([...this.#storage.all(position, direction)].map(name)).toEqual(
      ordered(events.filter((event) => has(event.position, position))).map(name),
    );
    const ofStream = of(stream);
    const revision = BigInt(Math.floor((ofStream.length * place) / 98));
    expect([...this.#storage.stream(stream, revision, direction)].map(name)).toEqual(
      ordered(ofStream.filter((event) => has(event.revision, revision))).map(name),
    );
  }

  async #restart(): Promise<void> {
    await Promise.all(this.#answers.splice(0));
    await this.#storage.close();
    copyFileSync(join(this.#directory, indexFile), join(this.#home, "earlier"));
    this.#storage = diskStorage(this.#directory);
  }

  /** Goes on with what a killed process leaves, a write under way included. */
  async #crash(cut: number, isIndexLost: boolean): Promise<void> {
    const answered = this.#storage.lastPosition();
    const log = readFileSync(join(this.#directory, logFile));
    const crashed = mkdtempSync(join(this.#home, "crashed-"));
    const left = Number(answered) + Math.floor(((log.length - Number(answered)) * cut) / 99);
    writeFileSync(join(crashed, logFile), log.subarray(0, left));
    const earlier = join(this.#home, "earlier");
    if (!isIndexLost && existsSync(earlier)) copyFileSync(earlier, join(crashed, indexFile));
    await Promise.all(this.#answers.splice(0));
    await this.#storage.close();
    this.#directory = crashed;
    this.#storage = diskStorage(crashed);
    const end = this.#storage.lastPosition();
    expect(end).toBeGreaterThanOrEqual(answered);
    this.#log = this.#log.filter(({ position }) => position <= end);
  }
}

test("whatever happens, the log holds whole writes, all that were acknowledged among them, and reads as they were", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40, size: "max" }), async (acts) => {
      const trial = new Trial();
      for (const each of acts) await trial.go(each);
      await trial.end();
    }),
    { numRuns: 8 },
  );
});
